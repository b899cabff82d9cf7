"""Reading ease follows Flesch, and syllables are near what a person counts."""

import pytest

from core.content.offline.reading_ease import reading_ease, syllables

COUNTED = {
    "a": 1, "bread": 1, "cake": 1, "table": 2, "people": 2, "idea": 2, "being": 2, "quiet": 2, "business": 3, "video": 3,
    "Saturday": 3, "little": 2, "wanted": 2, "baked": 1, "classes": 2, "create": 2, "software": 2, "you're": 1,
}  # fmt: skip


@pytest.mark.parametrize(("word", "count"), COUNTED.items())
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_short_words_read_more_easily_than_long_ones() -> None:
    easy = reading_ease("The bread is warm. Come and eat.")
    hard = reading_ease("Notwithstanding organisational considerations, implementation necessitates deliberation.")
    assert easy > 100
    assert hard < 0


def test_links_greetings_and_names_do_not_count() -> None:
    body = "We open the doors and put the bread out."
    assert reading_ease(
        f"Dear customers,\n\n{body}\n\nWith best regards,\nNorthside\nhttps://n.example/aaa"
    ) == reading_ease(body)
    assert reading_ease("https://n.example") == 0
