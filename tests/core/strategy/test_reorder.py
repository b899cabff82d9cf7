from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Invalid
from core.strategy.reorder import earlier_week, in_order
from core.tables.values import PlannedPost, Proposal, WeekTheme
from core.vocab import PostType
from tests.conftest import NOW


def posts(many: int) -> tuple[PlannedPost, ...]:
    return tuple(
        PlannedPost(
            slot=n, at=NOW + timedelta(days=n), channel="sms", type=PostType.TEXT, week=1 + n // 7, title=f"P{n}"
        )
        for n in range(1, many + 1)
    )


def plan(moment: str = "") -> Proposal:
    themes = tuple(
        WeekTheme(
            week=week, starts_on=date(2026, 3, 2) + timedelta(weeks=week), title=f"T{week}", reason=f"R{week}",
            focus=f"F{week}", moment=moment if week == 2 else "",
        )
        for week in (1, 2, 3)
    )  # fmt: skip
    told = [("A useful tip: F1", 1), ("Mine", 1), ("F2", 2), ("F3", 3)]
    slots = tuple(
        post.model_copy(update={"title": title, "week": week})
        for post, (title, week) in zip(posts(4), told, strict=True)
    )
    return Proposal(themes=themes, posts=slots, kpis=())


def test_two_weeks_change_places_with_their_posts_words() -> None:
    after = earlier_week(plan(), 2)

    assert [(t.week, t.title, t.reason, t.focus) for t in after.themes] == [
        (1, "T2", "R2", "F2"), (2, "T1", "R1", "F1"), (3, "T3", "R3", "F3"),
    ]  # fmt: skip
    assert [t.starts_on for t in after.themes] == [t.starts_on for t in plan().themes]
    assert [post.title for post in after.posts] == ["A useful tip: F2", "Mine", "F1", "F3"]
    assert earlier_week(after, 2) == plan()


@pytest.mark.parametrize(("moment", "week"), [("", 1), ("Easter", 2), ("Easter", 3), ("", 9)])
def test_the_first_week_and_an_occasion_stay(moment: str, week: int) -> None:
    with pytest.raises(Invalid) as refused:
        earlier_week(plan(moment), week)

    assert refused.value.field == "themes"


@pytest.mark.parametrize(
    ("wished", "titles"),
    [
        ([1, 2, 3, 4], ["P1", "P2", "P3", "P4"]),
        ([1, 2, 3, 1], ["P4", "P1", "P2", "P3"]),
        ([4, 2, 3, 4], ["P2", "P3", "P4", "P1"]),
        ([2, 1, 3, 4], ["P2", "P1", "P3", "P4"]),
        ([99, 2, 3, -5], ["P4", "P2", "P3", "P1"]),
    ],
)
def test_posts_change_places_and_the_moments_stay(wished, titles) -> None:
    after = in_order(posts(4), wished)

    assert [post.title for post in after] == titles
    assert [(post.slot, post.at) for post in after] == [(post.slot, post.at) for post in posts(4)]


@given(st.lists(st.integers(-3, 12), min_size=1, max_size=9))
def test_no_post_is_lost_or_doubled(wished) -> None:
    before = posts(len(wished))
    after = in_order(before, wished)

    assert sorted(post.title for post in after) == sorted(post.title for post in before)
    assert [(post.at, post.week) for post in after] == [(post.at, post.week) for post in before]
