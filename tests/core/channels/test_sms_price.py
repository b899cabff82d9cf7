from decimal import Decimal

import pytest

from core.channels.sms_price import Price, price_of


@pytest.mark.parametrize(
    ("own", "found"),
    [
        ("0.045 EUR", (Decimal("0.045"), "EUR")),
        ("$0.01", (Decimal("0.01"), "USD")),
        ("0,07 €", (Decimal("0.07"), "EUR")),
        ("£0.04 a part", (Decimal("0.04"), "GBP")),
    ],
)
def test_a_business_names_its_own_price(own: str, found: tuple[Decimal, str]) -> None:
    assert price_of("US", own) == Price(*found)


@pytest.mark.parametrize("own", ["", "a lot", "0.05", "0 EUR"])
def test_what_is_no_price_counts_for_nothing(own: str) -> None:
    assert price_of("PT", own) is None


def test_a_listed_price_says_where_it_is_from() -> None:
    found = price_of("us")
    assert found is not None
    assert found.currency == "USD"
    assert found.source.startswith("https://")
    assert found.checked_on is not None
