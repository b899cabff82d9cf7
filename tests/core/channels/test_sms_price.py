from core.channels.sms_price import CURRENCIES, PATH, list_price


def test_a_listed_price_says_where_it_is_from() -> None:
    found = list_price("us")
    assert found is not None
    assert found.currency in CURRENCIES
    assert found.source.startswith("https://")
    assert found.checked_on is not None


def test_no_price_is_made_up_for_a_country_without_one() -> None:
    assert PATH.exists()
    assert list_price("PT") is None
