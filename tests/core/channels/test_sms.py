from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.channels.sms import BASIC, EXTENDED, Encoding, cost, flippers, named, parts, pieces, straightened

gsm = st.text(st.sampled_from(sorted(BASIC | EXTENDED)), max_size=400)
anything = st.text(max_size=400)


def brute(text: str) -> int:
    """Fill parts one character at a time, by bytes on the wire: 140, of which 6 are the header when there are several."""
    if all(c in BASIC or c in EXTENDED for c in text):
        sizes, alone, joined = [2 if c in EXTENDED else 1 for c in text], 140 * 8 // 7, (140 - 6) * 8 // 7
    else:
        sizes, alone, joined = [len(c.encode("utf-16-le", "surrogatepass")) for c in text], 140, 134
    if not text:
        return 0
    if sum(sizes) <= alone:
        return 1
    filled = [0]
    for size in sizes:
        if filled[-1] + size > joined:
            filled.append(0)
        filled[-1] += size
    return len(filled)


@given(st.one_of(gsm, anything))
def test_parts_agree_with_bytes_on_the_wire(text: str) -> None:
    assert parts(text).count == brute(text)


@given(st.one_of(gsm, anything), st.one_of(gsm, anything))
def test_more_text_never_costs_less_in_one_encoding(a: str, b: str) -> None:
    if parts(a).encoding is parts(a + b).encoding:
        assert parts(a).count <= parts(a + b).count
        assert parts(a).units <= parts(a + b).units


@given(anything)
def test_the_flipping_character_is_named(text: str) -> None:
    bill = parts(text)
    assert (bill.flipped_by is None) is (bill.encoding is Encoding.GSM7)
    if bill.flipped_by:
        assert bill.flipped_by in text
        assert bill.flipped_by not in BASIC | EXTENDED


@given(st.one_of(gsm, anything))
def test_what_is_left_truly_fits(text: str) -> None:
    bill = parts(text)
    filler = "a" * bill.left
    if text:
        assert parts(text + filler).count == bill.count
        assert parts(text + filler + "a").count == bill.count + 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("a" * 160, 1),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("a" * 152 + "€" + "a" * 152, 3),
        ("ş" * 70, 1),
        ("ş" * 71, 2),
        ("\U0001f600" * 35, 1),
        ("\U0001f600" * 67, 3),
    ],
)
def test_known_lengths(text: str, count: int) -> None:
    assert parts(text).count == count


def test_pairs_are_never_cut_between_parts() -> None:
    # 33 pairs and one unit left over in each 67-unit part: the 34th pair moves on whole
    assert parts("\U0001f600" * 66).count == 2
    assert parts("\U0001f600" * 67).count == 3


@pytest.mark.parametrize(
    "typographic", ["\u2018hi\u2019", "“hi”", "a \u2013 b", "wait…", "a\u00a0b", "e\u0301", "• one", "zero\u200bwidth"]
)
def test_straightening_brings_text_back_to_gsm(typographic: str) -> None:
    assert parts(typographic).encoding is Encoding.UCS2
    assert parts(straightened(typographic)).encoding is Encoding.GSM7


def test_straightening_leaves_letters_alone() -> None:
    assert straightened("Çay, ğüzel, straße, ñ") == "Çay, ğüzel, straße, ñ"


def test_cost_is_exact_money() -> None:
    assert cost("ş" * 71, price_per_part=Decimal("0.0079"), recipients=1000) == Decimal("15.8000")
    assert cost("", price_per_part=Decimal("0.0079")) == 0


@given(st.text(alphabet="aé€“🎉ع \n", max_size=400))
def test_the_pieces_are_the_parts(text: str) -> None:
    found = pieces(text)

    assert "".join(found) == text
    assert len(found) == parts(text).count
    assert (flippers(text)[:1] or (None,))[0] == parts(text).flipped_by


def test_a_character_is_named() -> None:
    assert named("\u202e") == "an invisible character (right-to-left override)"
    assert named("\x07") == "an invisible character (u+0007)"
