"""Messages become the same words however they are typed, and vectors of one length."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.messaging.words import plain, spelled


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
def test_plain_is_settled_and_rows_have_length_one_or_none(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert np.linalg.norm(spelled([text])[0]) == pytest.approx(1.0 if plain(text) else 0.0, abs=0.002)


def test_a_typing_slip_is_nearer_than_another_word_and_no_text_is_no_row() -> None:
    delivery, slip, other = spelled(["delivery", "delivrey", "parking"])
    assert delivery @ slip > delivery @ other + 0.2
    assert spelled([]).shape == (0, 512)
