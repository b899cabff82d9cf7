from hypothesis import given
from hypothesis import strategies as st

from core.content.typesetting import LEADING, SAFETY, bound, fitted, wrapped

texts = st.lists(st.text("abcdefg", min_size=1, max_size=30), max_size=25).map(" ".join)


@given(texts, st.integers(3, 60))
def test_no_line_is_wider_and_no_letter_is_lost(text: str, width: int) -> None:
    lines = wrapped(text, width, len)
    assert all(len(line) <= width for line in lines)
    assert "".join(lines).replace("-", "").replace(" ", "") == text.replace(" ", "")


@given(texts, st.integers(200, 900), st.integers(100, 900))
def test_the_size_chosen_fits_unless_it_is_the_smallest(text: str, width: int, room: int) -> None:
    sizes = list(range(120, 19, -10))
    lines, size = fitted(text, width, room, sizes, lambda words: len(words) * 0.6)
    assert size in sizes
    assert size == sizes[-1] or len(lines) * size * LEADING <= room
    assert all(len(line) * 0.6 * size <= width * SAFETY for line in lines)


def test_lines_are_even() -> None:
    assert wrapped("aaa bbb ccc ddd", 14, len) == ["aaa bbb", "ccc ddd"]


def test_a_leading_sign_starts_the_first_line() -> None:
    assert bound("! a") == ["!", "a"]
    assert bound("") == []
