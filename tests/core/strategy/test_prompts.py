import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ai.offline import Offline
from core.strategy.prompts import KPIS, SEGMENTS, THEMES
from core.strategy.shapes import Benchmark, History, KpisFacts, Moment, SegmentsFacts, ThemesFacts


@given(st.integers(1, 53), st.booleans())
def test_one_theme_a_week_each_with_a_reason(weeks: int, rich: bool) -> None:
    facts = ThemesFacts(
        business="Northside",
        goal="More sign-ups.",
        weeks=weeks,
        offers=("Trial week",) if rich else (),
        audience=("Young professionals",) if rich else (),
        lessons=("short posts did well",) if rich else (),
    )
    themes = Offline().answer(THEMES, facts).reply.themes
    assert [theme.week for theme in themes] == list(range(1, weeks + 1))
    assert all(theme.reason and "{" not in theme.title + theme.focus + theme.reason for theme in themes)


@given(st.integers(1, 13))
def test_no_theme_comes_twice_in_a_quarter_even_for_a_business_that_says_little(weeks: int) -> None:
    themes = Offline().answer(THEMES, ThemesFacts(business="Northside", goal="More sign-ups", weeks=weeks)).reply.themes
    assert len({theme.title for theme in themes}) == weeks
    assert len({theme.focus for theme in themes}) == weeks


def test_a_moment_claims_its_week_and_a_lesson_is_quoted() -> None:
    facts = ThemesFacts(
        business="N", goal="g", weeks=4, moments=(Moment(week=2, name="Mother's Day"),), lessons=("tips win",)
    )
    themes = Offline().answer(THEMES, facts).reply.themes
    assert themes[1].title == "Mother's Day"
    assert "tips win" in themes[2].reason


@pytest.mark.parametrize("industry", ["Gym", "Bakery", "SaaS", "Florist"])
def test_named_segments_come_first_and_never_twice(industry: str) -> None:
    first = Offline().answer(SEGMENTS, SegmentsFacts(business="N", industry=industry)).reply.segments
    assert len(first) >= 2
    again = (
        Offline()
        .answer(SEGMENTS, SegmentsFacts(business="N", industry=industry, audience=(first[0].name,)))
        .reply.segments
    )
    names = [segment.name for segment in again]
    assert names[0] == first[0].name
    assert len(names) == len(set(names)) <= 4


def test_targets_follow_history_with_the_arithmetic_shown() -> None:
    facts = KpisFacts(weeks=4, posts=20, history=History(posts=10, engagement_bp=300, clicks=100, leads=5))
    kpis = {kpi.name: kpi for kpi in Offline().answer(KPIS, facts).reply.kpis}
    assert kpis["engagement_rate"].target == 330
    assert kpis["leads"].target == 11
    assert "0.50 a post" in kpis["leads"].arithmetic
    assert kpis["posts_published"].target == 20


def test_without_history_the_benchmark_and_without_either_nothing() -> None:
    bench = (Benchmark(channel="instagram", engagement_bp=200), Benchmark(channel="email", engagement_bp=400))
    first = Offline().answer(KPIS, KpisFacts(weeks=1, posts=3, benchmarks=bench)).reply.kpis[0]
    assert (first.target, first.source) == (300, "benchmarks")
    assert [kpi.name for kpi in Offline().answer(KPIS, KpisFacts(weeks=1, posts=3)).reply.kpis] == ["posts_published"]


@pytest.mark.parametrize(
    ("prompt", "facts", "said"),
    [
        (
            THEMES,
            ThemesFacts(
                business="N",
                goal="g",
                weeks=2,
                voice="warm",
                offers=("Buns",),
                audience=("Locals",),
                lessons=("tips",),
                moments=(Moment(week=1, name="May Day"),),
            ),
            "May Day",
        ),
        (SEGMENTS, SegmentsFacts(business="N", offers=("Buns",), audience=("Locals",)), "Already named: Locals"),
        (
            KPIS,
            KpisFacts(
                weeks=1,
                posts=3,
                benchmarks=(Benchmark(channel="sms", engagement_bp=9),),
                history=History(posts=1, engagement_bp=77, clicks=2, leads=1),
            ),
            "rate 77 basis points",
        ),
    ],
)
def test_the_rendered_prompt_holds_the_facts(prompt, facts, said: str) -> None:
    assert said in prompt.rendered(facts, "[mark]").text


def test_what_was_already_said_is_told_again_only_when_nothing_else_is_left() -> None:
    facts = ThemesFacts(business="N", goal="More orders", weeks=1, offers=("Trial week",), audience=("Neighbours",))
    told: list[str] = []
    for _ in range(3):
        (theme,) = Offline().answer(THEMES, facts.model_copy(update={"said": tuple(told)})).reply.themes
        told.append(theme.title)
    assert len(set(told)) == 3
