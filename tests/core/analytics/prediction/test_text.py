from hypothesis import given
from hypothesis import strategies as st

from core.analytics.prediction.text import FIGURES, figures, terms, words

PLACES = {figure.name: place for place, figure in enumerate(FIGURES)}


@given(st.text(max_size=400))
def test_any_text_has_all_figures(text) -> None:
    found = figures(text)
    assert len(found) == len(FIGURES)
    assert all(0.0 <= one < 1_000 for one in found)
    assert all(word == word.lower() for word in words(text)) or not text.isascii()


def test_links_are_no_words() -> None:
    assert words("See https://shop.example/x and shop.com/sale now") == ["see", "and", "now"]
    assert {"at shop.com", "to shop.com/sale"} <= terms("shop.com/sale")


def test_pairs_of_words_are_terms() -> None:
    assert {"fresh", "bread", "fresh bread"} == terms("Fresh bread")


def test_what_is_counted() -> None:
    told = figures("Win 2 #cakes #now! 🎂 Really?")
    assert told[PLACES["none"]] == 0
    assert round(2.718281828 ** told[PLACES["hashtags"]] - 1) == 2
    assert (
        told[PLACES["exclamations"]] == told[PLACES["question"]] == told[PLACES["digits"]] == told[PLACES["buy"]] == 1
    )
    assert figures("")[PLACES["none"]] == 1
