import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.content.sentences import joined, longer, paragraphs, shorter


def test_numbers_names_and_links_do_not_end_a_sentence() -> None:
    text = "It costs $9.50 at 2217 W Larkspur Ave. Ask for Dr. Baker. See https://x.example.com/a.b now."
    assert paragraphs(text) == [
        ["It costs $9.50 at 2217 W Larkspur Ave. Ask for Dr. Baker.", "See https://x.example.com/a.b now."]
    ]


def test_paragraphs_keep_their_empty_lines() -> None:
    text = "Good day,\nwe bake.\n\nSee you."
    assert joined(paragraphs(text)) == text


@pytest.mark.parametrize(
    ("long", "short"),
    [
        (
            "We bake all through the night, but you only have to come by in the morning.",
            ["We bake all through the night.", "But you only have to come by in the morning."],
        ),
        (
            "The oven is on from two in the morning; it stays on until noon.",
            ["The oven is on from two in the morning.", "It stays on until noon."],
        ),
        ("Rolls, loaves, cakes and pies stand on the shelf from seven on.", None),
        ("If you like bread and you live near us here, then come by tomorrow.", None),
        ("Would you like to come by tomorrow, and shall we save a loaf for you?", None),
        ("We bake, and you eat.", None),
    ],
)
def test_only_whole_clauses_are_cut_apart(long: str, short: list[str] | None) -> None:
    assert shorter([long]) == (short or [long])


def test_neighbours_are_joined_unless_a_name_or_a_call_stands_there() -> None:
    assert longer(["We bake at night.", "Mona opens the shop.", "We are glad!", "You come by at seven."]) == [
        "We bake at night.",
        "Mona opens the shop.",
        "We are glad!",
        "You come by at seven.",
    ]
    assert longer(["We bake at night.", "The shop opens at seven."]) == [
        "We bake at night, and the shop opens at seven."
    ]


@settings(deadline=None)
@given(st.lists(st.sampled_from(["We bake at night.", "The shop opens at seven.", "Come!", "Why not?"])))
def test_joining_loses_no_word(sentences: list[str]) -> None:
    def words(lines: list[str]) -> list[str]:
        return [w.strip(".,").casefold() for line in lines for w in line.split() if w != "and"]

    assert words(longer(sentences)) == words(sentences)


@settings(deadline=None)
@given(st.text(alphabet="ab .,;!?\n", max_size=80))
def test_taking_apart_and_putting_together_keeps_every_word(text: str) -> None:
    assert joined(paragraphs(text)).split() == text.split()
