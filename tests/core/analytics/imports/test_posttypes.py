import pytest

from core.analytics.imports.mapping import TYPE_WORDS
from core.analytics.imports.posttypes import read_paid, read_types
from core.vocab import PostType


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("photo", PostType.IMAGE),
        ("Photos", PostType.IMAGE),
        ("IG carousel", PostType.IMAGE),
        ("carousel_album", PostType.IMAGE),
        ("Video", PostType.VIDEO),
        ("IG reel", PostType.VIDEO),
        ("Reels", PostType.VIDEO),
        ("link", PostType.TEXT),
        ("Links", PostType.TEXT),
        ("status", PostType.TEXT),
        ("event", PostType.TEXT),
    ],
)
def test_platform_words(word: str, kind: PostType) -> None:
    column = read_types([word], "Type", TYPE_WORDS)
    assert (column.values, column.notes) == ((kind,), ())


def test_unknown_and_missing_words_keep_the_row_and_are_said() -> None:
    column = read_types(["hologram", "hologram", ""], "Type", TYPE_WORDS)
    assert column.values == (PostType.TEXT,) * 3
    assert not column.problems
    assert "“hologram” is not a known kind of post; 2 rows were read as text" in column.notes[0]
    assert "“empty” is not a known kind of post; 1 row was read as text" in column.notes[1]


def test_a_persons_own_words_are_obeyed() -> None:
    assert read_types(["hologram"], "Type", {"hologram": PostType.VIDEO}).values == (PostType.VIDEO,)


def test_paid() -> None:
    column = read_paid(["1", "0", "Yes", "no", "TRUE", "organic", "", "perhaps"])
    assert column.values == (True, False, True, False, True, False, False, None)
    assert column.problems == {7: "Write yes or no (1 or 0), or leave the cell empty."}
