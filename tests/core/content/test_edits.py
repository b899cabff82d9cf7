from hypothesis import given
from hypothesis import strategies as st

from core.content.edits import edit_distance

texts = st.lists(st.sampled_from("abcd"), max_size=8)


def slowly(before: list[str], after: list[str]) -> int:
    """The definition itself."""
    if not before or not after:
        return len(before) + len(after)
    if before[0] == after[0]:
        return slowly(before[1:], after[1:])
    return 1 + min(slowly(before[1:], after), slowly(before, after[1:]), slowly(before[1:], after[1:]))


@given(st.lists(st.sampled_from("abc"), max_size=5), st.lists(st.sampled_from("abc"), max_size=5))
def test_it_is_the_fewest_edits(before: list[str], after: list[str]) -> None:
    assert edit_distance(before, after) == slowly(before, after)


@given(texts, texts, texts)
def test_it_is_a_distance(one: list[str], two: list[str], three: list[str]) -> None:
    assert (edit_distance(one, two) == 0) == (one == two)
    assert edit_distance(one, two) == edit_distance(two, one)
    assert edit_distance(one, three) <= edit_distance(one, two) + edit_distance(two, three)
