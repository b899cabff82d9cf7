"""Leanings are chances, are not led by addresses, and hear the same in other clothes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from core.messaging.leanings import FIGURES, figures, leans


@settings(deadline=None)
@given(st.text(max_size=120))
def test_any_text_leans_by_a_chance(text: str) -> None:
    assert 0 <= leans(text, "spam") <= 1
    assert 0 <= leans(text, "trouble") <= 1
    assert len(figures(text)) == len(FIGURES)
    assert ((figures(text) >= 0) & (figures(text) <= 1)).all()


def test_an_address_alone_says_nothing_and_digits_are_alike() -> None:
    assert leans("https://example.com/a/b", "spam") == 0
    assert leans("", "trouble") == 0
    assert leans("ring 09061 on 12 may", "spam") == leans("ring 08712 on 34 may", "spam")
