from hypothesis import given
from hypothesis import strategies as st

from ui.difference import parts, signed


@given(st.text(), st.text())
def test_both_texts_can_be_read_from_the_difference(before: str, after: str) -> None:
    found = parts(before, after)
    assert "".join(text for what, text in found if what != "new") == before
    assert "".join(text for what, text in found if what != "gone") == after


def test_equal_texts_have_nothing_marked() -> None:
    assert signed("one two\nthree", "one two\nthree") == "one two  \nthree"
    assert parts("", "") == []
