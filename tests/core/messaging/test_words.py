"""Messages become the same words however they are typed, and vectors of one length."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.messaging.words import inverse_frequency, plain, vector


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Are you OPEN?!", "are you open"),
        ("don't", "dont"),
        ("don\N{RIGHT SINGLE QUOTATION MARK}t", "dont"),
        ("\uff33\uff34\uff2f\uff30", "stop"),
        ("S\u200bT\u2060O\ufeffP", "stop"),
        ("Rückerstattung, à côté", "ruckerstattung a cote"),
        ("🔥🔥", ""),
        ("a_b", "a b"),
    ],
)
def test_plain(text: str, words: str) -> None:
    assert plain(text) == words


@settings(deadline=None)
@given(st.text(max_size=60))
def test_plain_is_settled_and_vectors_have_length_one_or_none(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    length = math.hypot(*vector(text, inverse_frequency(["one text", "two"])).values())
    assert length == pytest.approx(1.0 if plain(text) else 0.0)


def test_a_common_word_weighs_less_than_a_rare_one_and_a_new_one_as_much_as_a_rare_one() -> None:
    idf = inverse_frequency(["the cake", "the rye", "the bun"])
    the, cake, new = (max(idf[bucket] for bucket in vector(word, idf)) for word in ("the", "cake", "zebra"))
    assert the < cake == new
