"""What a profile lets be said, and where."""

from datetime import date

from core.rows.brand import spoken, tellable
from core.tables.values import Fact, Swap, Voice

TODAY = date(2026, 3, 2)


def _keys(place: str, *facts: Fact) -> list[str]:
    return [one.key for one in tellable(facts, place, TODAY)]


def test_a_fact_is_told_where_it_may_be() -> None:
    facts = [Fact(key=use, value="x", use=use) for use in ("everywhere", "posts", "replies", "nowhere")]
    assert _keys("posts", *facts) == ["everywhere", "posts"]
    assert _keys("replies", *facts) == ["everywhere", "replies"]


def test_a_fact_is_told_from_its_first_day_on() -> None:
    facts = [Fact(key="past", value="x", since=date(2020, 1, 1)), Fact(key="now", value="x", since=TODAY)]
    later = Fact(key="later", value="x", since=date(2026, 3, 3))
    assert _keys("posts", *facts, later) == ["past", "now"]


def test_the_middle_of_a_dial_says_nothing() -> None:
    assert spoken("", Voice()) == ""
    assert spoken("Warm.", Voice()) == "Warm."


def test_dials_and_words_are_spelt_out_for_a_writer() -> None:
    voice = Voice(mood="playful", emoji="none", use=("loaf",), avoid=(Swap(word="cheap"),), sample=" Bread. ")
    assert spoken("", voice) == (
        "Tone: playful, with a light joke now and then, no emoji. Words we like: loaf. Never write: cheap. "
        "A text in our voice: “Bread.”"
    )
