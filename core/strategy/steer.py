"""How insights that somebody asked for shape a plan: its mix of kinds, and the hours and days of its posts. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from core.analytics.effects import Outcome, levels
from core.publishing.slots import Result, allowed_hours
from core.strategy.outline import SHARES
from core.tables import Insight
from core.tables.values import Lesson, PlannedPost
from core.vocab import Channel, PostType

MOST = 2.0
"""A kind's share is doubled or halved at the most: a feed of one kind tires its readers."""
_MONDAY = datetime(2026, 1, 5)  # noqa: DTZ001 - a weekday and an hour on the local clock, of no zone
Times = Mapping[tuple[Channel, int, int], Result]


def mix_for(asked: Iterable[Insight]) -> Mapping[PostType, float]:
    """The shares of text, image and video that a plan aims at, moved by how much better or worse a kind does."""
    told = list(asked)
    moved = dict(SHARES)
    for kind in PostType:
        for insight in told:
            if _speaks_of(insight, Outcome(kind, _MONDAY, 0.0), ("type",)):
                moved[kind] *= min(MOST, max(1.0 / MOST, insight.effect))
    return {kind: share / sum(moved.values()) for kind, share in moved.items()}


def times_for(asked: Iterable[Insight], own: Times, names: Iterable[Channel]) -> dict[tuple[Channel, int, int], Result]:
    """What is known of each hour of the week, with the hours and weekdays that were asked for counted beside it."""
    told, known = list(asked), dict(own)
    for name in names:
        for day in range(7):
            for hour in allowed_hours(name):
                at = Outcome(PostType.TEXT, _MONDAY + timedelta(days=day, hours=hour), 0.0)
                for insight in told:
                    if _speaks_of(insight, at, ("weekday", "hour")):
                        cell = known.get((name, day, hour), Result(0.0, 0))
                        posts = cell.posts + insight.samples
                        index = (cell.index * cell.posts + insight.effect * insight.samples) / posts
                        known[name, day, hour] = Result(index, posts)
    return known


def say_shaped(
    lessons: Iterable[Lesson],
    asked: Sequence[Insight],
    planned: Sequence[PlannedPost],
    otherwise: Callable[[], Sequence[PlannedPost]],
    zone: ZoneInfo,
) -> tuple[Lesson, ...]:
    """Each asked lesson with what it changed: how many posts are so, and how many of the plan without it would be."""
    by_text = {insight.text: insight for insight in asked}
    plain = otherwise() if by_text else ()
    return tuple(
        lesson.model_copy(update={"shaped": _counted(by_text[lesson.text], planned, plain, zone)})
        if lesson.text in by_text
        else lesson
        for lesson in lessons
    )


def _counted(insight: Insight, planned: Sequence[PlannedPost], plain: Sequence[PlannedPost], zone: ZoneInfo) -> str:
    subject = insight.text.partition(" do ")[0]
    now, before = (
        sum(_speaks_of(insight, Outcome(post.type, post.at.astimezone(zone), 0.0)) for post in posts)
        for posts in (planned, plain)
    )
    if now == before:
        return f"It changed nothing: {now} of {len(planned)} are {subject.lower()} with it and without it."
    return f"{now} of {len(planned)} are {subject.lower()} because of it; {before} without it."


def _speaks_of(insight: Insight, outcome: Outcome, factors: Sequence[str] = ("type", "weekday", "hour")) -> bool:
    return any(level.factor in factors and insight.text.startswith(f"{level.words} do ") for level in levels(outcome))
