"""What stands in the facts may be said, what does not is found, and strangers' words prove little."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ai.guard import Finding, Grounds, unsupported
from tests.core.ai.guard.shop import OWN

FACTS = [
    "Membership is $29/month",
    "Book: https://www.crumb.example/book",
    "Call +44 20 7946 0958",
    "mail hello@crumb.example",
    "10% off for students",
    "Award-winning since 1998",
]


@pytest.mark.parametrize(
    "text",
    [
        "From $29.",
        "29 USD a month",
        "Book at crumb.example/book.",
        "All of it: crumb.example",
        "Ring +44 (20) 7946-0958",
        "Write to Hello@crumb.example",
        "10 percent off for students",
        "Open since 1998, 3 rooms.",
        "award-winning",
    ],
)
def test_what_the_facts_say_may_be_said(text: str) -> None:
    assert unsupported(text, FACTS) == []


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("Now $19!", Finding("price", "$19")),
        ("$29 a week", Finding("price", "$29 a week")),
        ("for €29", Finding("price", "€29")),
        ("only 29.50 euros", Finding("price", "29.50 euros")),
        ("See https://bread-sale.example/x", Finding("link", "https://bread-sale.example/x")),
        ("See https://crumb-sale.example/x", Finding("look-alike", "https://crumb-sale.example/x")),
        ("mail me@other.test", Finding("email", "me@other.test")),
        ("call 555 123 4567", Finding("phone", "555 123 4567")),
        ("20% off", Finding("percent", "20%")),
        ("\uff12\uff10% off", Finding("percent", "20%")),
        ("since 1997", Finding("history", "since 1997")),
    ],
)
def test_what_they_do_not_say_is_found(text: str, finding: Finding) -> None:
    assert unsupported(text, FACTS) == [finding]


HEARD = ("I paid $45, call me at 0113 496 0000, see https://evil.test/x. You guarantee it. Is the gym free on 3 May?",)


@pytest.mark.parametrize(
    "text",
    [
        "You paid $45; I'll check.",
        "I'll ask a colleague to ring your number, 0113 496 0000.",
        "Let me find out about 3 May.",
    ],
)
def test_a_stranger_s_amounts_may_be_said_back_to_them(text: str) -> None:
    assert Grounds(OWN, HEARD, every_number=True).unsupported(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "It costs $45.",
        "Everybody may call 0113 496 0000 for a refund.",
        "I'll check https://evil.test/x.",
        "You asked: yes, we guarantee it.",
        "We are here on 3 May.",
    ],
)
def test_a_stranger_s_words_prove_nothing(text: str) -> None:
    assert Grounds(OWN, HEARD, every_number=True).unsupported(text) != []


def test_every_number_is_asked_for_only_where_it_matters() -> None:
    assert Grounds(OWN).unsupported("Eat 2 slices within 20 minutes.") == []
    assert [one.kind for one in Grounds(OWN, every_number=True).unsupported("We have 12 left for 20 minutes.")] == [
        "number",
        "number",
    ]


def test_a_longer_number_may_stand_in_any_amount() -> None:
    assert Grounds(("Invoice 4711",), every_number=True).unsupported("It is number 4711.") == []


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    assert isinstance(unsupported(text, [text]), list)


@given(st.sampled_from(OWN))
def test_every_fact_supports_itself(fact: str) -> None:
    assert Grounds(OWN, every_number=True).unsupported(fact) == []
