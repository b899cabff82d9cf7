"""Asking for themes: what is told, and which answers are not believed."""

from datetime import date

import pytest

from core.errors import ModelFailed
from core.strategy.ask_themes import ask_themes, refuse_broken
from core.strategy.shapes import Theme, Themes
from core.tables.values import Brief, Cadence, Lesson


def themes(*weeks: int, **words: str) -> Themes:
    plain = {"title": "Rye", "focus": "Rye", "reason": "Because."} | words
    return Themes(themes=tuple(Theme(week=week, **plain) for week in weeks))


def test_a_whole_answer_is_believed() -> None:
    refuse_broken(themes(1, 2, 3), 3)


@pytest.mark.parametrize(
    ("told", "says"),
    [
        (themes(1, 2), "asked for 3 weeks"),
        (themes(1, 2, 2), "left out or doubled one"),
        (themes(3, 2, 1), "left out or doubled one"),
        (themes(1, 2, 3, title="  "), "gave week 1 no name"),
        (themes(1, 2, 3, title="x" * 201), "wrote an essay for week 1"),
        (themes(1, 2, 3, reason="x" * 601), "wrote an essay"),
    ],
)
def test_an_answer_that_is_no_plan_says_what_is_wrong_and_what_to_do(told: Themes, says: str) -> None:
    with pytest.raises(ModelFailed) as refused:
        refuse_broken(told, 3)

    assert refused.value.field == "themes"
    assert says in refused.value.message
    assert "Nothing was kept. Try again" in refused.value.message


def test_the_tone_is_told_and_a_struck_lesson_is_not(ws) -> None:
    heard = []
    real = ws.ai

    class Listening:
        def answer(self, prompt, facts) -> object:
            heard.append(facts)
            return real.answer(prompt, facts)

    ws.__dict__["ai"] = Listening()
    brief = Brief(
        name="n", goal="g", starts_on=date(2026, 3, 16), ends_on=date(2026, 3, 29), offer="Easter box", tone="Playful",
        cadence=(Cadence(channel="linkedin", per_week=1),),
    )  # fmt: skip

    ask_themes(ws, brief, [Lesson(text="kept", evidence=""), Lesson(text="struck", evidence="", dropped=True)], {})

    (facts,) = heard
    assert facts.voice == "Warm and plain This campaign: Playful"
    assert (facts.offers[0], facts.lessons, facts.weeks) == ("Easter box", ("kept",), 2)
