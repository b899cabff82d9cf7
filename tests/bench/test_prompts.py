"""The eval set runs without a network, the offline writer keeps to it, and every scorer can find fault."""

from dataclasses import replace
from typing import Any

import pytest

from bench.evals.goldens import Golden, goldens
from bench.evals.scorers import SCORERS, distinct_2, hook_variety
from bench.prompts import Scores, figures, scored
from core.ai.model import Answer
from core.ai.offline import Offline
from core.content.assist_shapes import Line, Lines
from core.content.shapes import PostText
from core.content.together import NumberedPost, PostTexts
from core.errors import ModelFailed
from core.messaging.prompts import ReplyText
from core.strategy.shapes import Kpi, Kpis, Segment, Segments, Theme, Themes

GOLDENS = {golden.id: golden for golden in goldens()}
POST = PostText(
    title="t", caption="c", hashtags=(), cta="", subject="", preheader="", alt_text="a", image_headline="h", scenes=()
)  # fmt: skip


def post(caption: str, **more: object) -> PostText:
    return POST.model_copy(update={"caption": caption, **more})


@pytest.fixture(scope="module")
def offline() -> tuple[Scores, list[str], list[Answer[Any]]]:
    return scored(Offline(), list(GOLDENS.values()))


def test_the_offline_writer_keeps_to_the_goldens(offline) -> None:
    passes, faults, answers = offline
    share = {name: sum(told) / len(told) for name, told in passes.items()}
    assert len(answers) == len(GOLDENS) >= 40
    assert {name: share[name] for name in ("schema", "facts", "banned", "brand")} == dict.fromkeys(
        ("schema", "facts", "banned", "brand"), 1.0
    ), faults
    assert share["rules"] >= 0.95, faults


def test_its_posts_are_not_alike(offline) -> None:
    column = figures(offline[0], offline[2])
    assert float(column["distinct-2"]) >= 0.6
    assert float(column["hook variety"]) >= 0.9
    assert column["cost"] == "$0.0000"


def test_every_golden_is_asked_once_and_of_every_prompt() -> None:
    assert len(GOLDENS) == len(goldens())
    assert {golden.prompt.id for golden in GOLDENS.values()} == {
        *("post", "posts", "reply", "weekly_themes", "segments", "kpis"),
        *("reword", "hashtags", "calls", "subjects", "alt_text", "alt_seen"),
    }


def posts(*captions: str) -> PostTexts:
    told = ((at, post(caption).model_dump()) for at, caption in enumerate(captions, start=1))
    return PostTexts(posts=tuple(NumberedPost(**{"number": at, **one}) for at, one in told))


def lines(*texts: str) -> Lines:
    return Lines(lines=tuple(Line(text=text, why="") for text in texts))


THEME = Theme(week=1, title="One", focus="f", reason="r")
FAULTY = [
    ("post-bakery-instagram", "facts", post("Now 50% off.")),
    ("post-bakery-instagram", "banned", post("Unlock the power of bread.")),
    ("post-gym-instagram", "banned", post("Get your beach body.")),
    ("post-bakery-instagram", "rules", post("Hello, bread friends.")),
    ("post-bakery-instagram", "rules", post("x" * 126)),
    ("post-bakery-instagram", "rules", post("Bread.", cta="Order: https://other.test")),
    ("post-gym-video", "rules", post("Move.")),
    ("post-bakery-sms", "rules", post("Bread \U0001f35e today, " * 10)),
    ("posts-gym", "facts", posts("Move.", "Now 50% off.")),
    ("posts-gym", "rules", posts("Move.", "Lift.")),
    ("posts-gym", "rules", posts("Move.", "Lift.", "Rest.", "Move.")),
    ("reword-shorter", "facts", lines("Now 50% off.")),
    ("reword-shorter", "rules", lines("Bread. " * 90)),
    ("calls-sms", "rules", lines("Come in.", "come in.")),
    ("hashtags-bakery", "rules", lines("two words")),
    ("subjects-letter", "rules", lines("Bread")),
    ("subjects-letter", "rules", lines("Bread and butter and other things that nobody reads")),
    ("alt-photo", "rules", lines("A.", "B.", "C.")),
    ("reply-price", "brand", ReplyText(text="No idea.", grounded=True, missing="")),
    ("reply-price", "rules", ReplyText(text="£4.20", grounded=False, missing="x")),
    ("reply-price", "rules", ReplyText(text="£4.20", grounded=True, missing="x")),
    ("reply-price", "rules", ReplyText(text="£4.20 " * 200, grounded=True, missing="")),
    ("reply-link", "facts", ReplyText(text="See crumb-gifts.test", grounded=False, missing="x")),
    ("themes-gym", "rules", Themes(themes=(THEME,))),
    ("themes-bakery", "rules", Themes(themes=tuple(THEME.model_copy(update={"week": n}) for n in range(1, 7)))),
    ("segments-named", "rules", Segments(segments=(Segment(name="A", age_from=9, age_to=3, interests=(), reason=""),))),
    ("kpis-none", "rules", Kpis(kpis=(Kpi(name="leads", target=9, unit="count", arithmetic="", source=""),) * 2)),
    ("kpis-history", "rules", Kpis(kpis=(Kpi(name="leads", target=99, unit="count", arithmetic="", source=""),))),
]  # fmt: skip


@pytest.mark.parametrize(("name", "scorer", "reply"), FAULTY)
def test_every_scorer_finds_fault(name: str, scorer: str, reply) -> None:
    assert SCORERS[scorer](GOLDENS[name], reply) != []


def test_a_reply_outside_its_own_schema_is_a_fault() -> None:
    odd = POST.model_copy(update={"caption": ""})
    assert SCORERS["schema"](GOLDENS["post-bakery-instagram"], odd) != []


def test_a_writer_that_does_not_answer_passes_nothing() -> None:
    class Silent:
        def answer(self, prompt, facts) -> Any:
            raise ModelFailed("gone")

    one: Golden = replace(GOLDENS["kpis-none"])
    passes, faults, answers = scored(Silent(), [one])
    assert (dict(passes), answers) == ({name: [False] for name in SCORERS}, [])
    assert faults == ["kpis-none: no answer: gone"]
    assert figures(passes, answers)["facts"] == "0.00"


def test_variety_is_measured() -> None:
    assert hook_variety([post("One two three four"), post("One two three five"), post("Else")]) == pytest.approx(1 / 3)
    assert distinct_2(["a b a b"]) == pytest.approx(2 / 3)
