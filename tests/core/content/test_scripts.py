"""Lines of any direction, as they are drawn from the left."""

import pytest

from core.content.scripts import is_right_to_left, joined, visual

LAM_ALEF = "\ufefb"


@pytest.mark.parametrize("line", ["", "Fresh bread", "Größe (2)", "Привет, 7:00", "12 %"])
def test_what_runs_to_the_right_stays_as_it_is(line: str) -> None:
    assert visual(line) == line
    assert not is_right_to_left(line)


def test_arabic_letters_join_their_neighbours() -> None:
    assert joined("ببب") == "\ufe91\ufe92\ufe90"  # initial, medial, final
    assert joined("ب") == "\ufe8f"
    assert joined("دب") == "\ufea9\ufe8f"  # dal joins nothing after it
    assert joined("لا") == LAM_ALEF
    assert joined("بلا") == "\ufe91\ufefc"
    assert joined("بَب") == "\ufe91\u064e\ufe90"  # a mark between them parts nothing
    assert joined("پ") == "\ufb56"  # Persian


def test_numbers_and_brackets_keep_their_sense_inside_a_line_that_runs_left() -> None:
    assert visual("לחם (טרי) ב-7:00") == "7:00-ב (ירט) םחל"


def test_a_latin_line_of_a_hebrew_text_stands_as_it_is_read() -> None:
    assert visual("Rye & Shine", base="שלום") == "Rye & Shine"
    assert visual("bread לחם", base="Fresh") == "bread םחל"
