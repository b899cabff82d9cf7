import pytest

from core.ai.guard import Finding, unsupported

FACTS = [
    "Membership is $29/month",
    "Book: https://www.crumb.example/book",
    "Call +44 20 7946 0958",
    "mail hello@crumb.example",
    "10% off for students",
]


@pytest.mark.parametrize(
    "text",
    [
        "From $29.",
        "29 USD a month",
        "Book at crumb.example/book.",
        "Ring +44 (20) 7946-0958",
        "Write to Hello@crumb.example",
        "10 percent for students",
        "Open since 1998, 3 rooms.",
    ],
)
def test_what_the_facts_say_may_be_said(text: str) -> None:
    assert unsupported(text, FACTS) == []


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("Now $19!", Finding("price", "$19")),
        ("only 29.50 euros", Finding("price", "29.50 euros")),
        ("See https://crumb-sale.example/x", Finding("link", "https://crumb-sale.example/x")),
        ("mail me@other.example", Finding("email", "me@other.example")),
        ("call 555 123 4567", Finding("phone", "555 123 4567")),
        ("20% off", Finding("percent", "20%")),
        ("\uff12\uff10% off", Finding("percent", "20%")),
    ],
)
def test_what_they_do_not_say_is_found(text: str, finding: Finding) -> None:
    assert unsupported(text, FACTS) == [finding]
