from datetime import UTC, datetime

from core.analytics.prediction import PostFacts
from core.analytics.prediction.columns import OWN_PARTS, PARTS
from core.analytics.prediction.said import worded
from core.analytics.prediction.text import FIGURES

BARE = PostFacts("x", "text", "", datetime(2026, 3, 1, 2, tzinfo=UTC))


def test_every_part_has_words() -> None:
    names = {*PARTS, *OWN_PARTS, *(figure.part for figure in FIGURES), "wording", "lately"}
    assert all(worded(BARE)(name) for name in names)


def test_what_is_there_and_what_is_not() -> None:
    words = worded(BARE)
    assert [words(part) for part in ("kind", "time", "length", "hashtags", "links", "style")] == [
        "no picture or video", "Sunday night", "no text", "no hashtags", "no link", "its plain style",
    ]  # fmt: skip
    rich = PostFacts("x", "image", "Buy 2 #cakes! at cake.com", datetime(2026, 3, 3, 9, tzinfo=UTC), paid=True)
    words = worded(rich, ("buy",))
    assert [words(part) for part in ("kind", "time", "hashtags", "links", "style", "paid", "wording")] == [
        "image", "Tuesday morning", "1 hashtag", "a link", "a number and an exclamation mark", "advertised",
        "words such as “buy”",
    ]  # fmt: skip
