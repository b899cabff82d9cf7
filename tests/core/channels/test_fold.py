import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.channels.fold import fold
from core.channels.rules import channel


@given(st.text(alphabet="ab \n", max_size=600), st.sampled_from(["instagram", "linkedin", "mastodon"]))
def test_nothing_is_lost_and_what_shows_fits(text: str, name: str) -> None:
    seen, rest = fold(text, name)
    limits = channel(name).limits

    assert seen + rest == text
    if limits.fold_characters and limits.fold_lines:
        assert len(seen) <= max(limits.fold_characters.value, len(text) if not rest else 0)
        assert not rest.strip() or len(seen.splitlines()) <= limits.fold_lines.value


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("word " * 40, ("word " * 25)[:-1]),
        ("x" * 200, "x" * 125),
        ("a\nb\nc\nd", "a\nb\nc"),
        ("a\nb\nc\n", "a\nb\nc\n"),
        ("", ""),
    ],
)
def test_the_cut_stands_between_words_where_it_can(text: str, seen: str) -> None:
    assert fold(text, "instagram")[0] == seen


def test_a_channel_that_folds_nothing_shows_everything() -> None:
    assert fold("a\n" * 400, "mastodon")[1] == ""
