import pytest

from core.ai.guard.values import addresses, amounts, number, phones, same_price


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("at crumb.example/order.", "link", "crumb.example/order"),
        ("on 10.0.0.1:8080/x", "link", "10.0.0.1:8080/x"),
        ("https://a.b@c.test/", "link", "https://a.b@c.test/"),
        ("mail a.b+c@d.example", "email", "a.b+c@d.example"),
        ("ask @crumb_co", "handle", "@crumb_co"),
    ],
)
def test_addresses_are_read_whole(text: str, kind: str, said: str) -> None:
    assert (kind, said) in [(one.kind, one.said) for one in addresses(text)]


@pytest.mark.parametrize("text", ["Come in. We bake.", "e.g. rye", "9.30 or so", "and/or", "The end.So what"])
def test_what_is_no_address(text: str) -> None:
    assert list(addresses(text)) == []


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("$1,200.50", "1200.5 $"),
        ("1.200 EUR", "1200 €"),
        ("twenty-five pounds", "25 £"),
        ("$29/mo", "29 $ month"),
        ("9 per person", "9"),
        ("a hundred dollars", "100 $"),
    ],
)
def test_prices_are_read_with_their_currency_and_period(text: str, key: str) -> None:
    assert [one.key for one in amounts(text) if one.kind == "price"] == [key]


def test_a_share_off_is_more_than_a_share() -> None:
    assert [one.key for one in amounts("10% off")] == ["10 off"]
    assert [one.key for one in amounts("10% rye")] == ["10"]


@pytest.mark.parametrize("text", ["+44 113 496 0123", "(0113) 496 0123", "1-800-BAKE-NOW", "text WIN to 60777"])
def test_phone_numbers_are_read_however_written(text: str) -> None:
    assert len(list(phones(text))) == 1


def test_numbers_and_prices_compare_by_what_they_mean() -> None:
    assert number("two hundred") == "200"
    assert number("4,20") == number("4.2") == "4.2"
    assert same_price("29", "29 $ month")
    assert not same_price("29 $ month", "29 $")
