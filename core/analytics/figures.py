"""Posts with their totals, and gains of a period: two light queries that every reader of numbers shares."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, func
from sqlmodel import col

from core.analytics.benchmarks import benchmark, engagements
from core.analytics.period import Period
from core.analytics.rollup import COUNTS
from core.analytics.signals import PostOutcome
from core.rows import Rows
from core.rows.prepared import Prepared, ids, prepared
from core.tables import MetricDaily, Post
from core.vocab import Channel, Origin, PostStatus, PostType


@dataclass(frozen=True)
class Figures:
    """One post and all it gathered.

    Args:
        counts: totals so far; a count that was never told is 0 here.
        moment: when the plan wanted it out (else when it was scheduled).
        score: its engagement score, 0-100; for an imported post without views its percentile in its own history.
    """

    counts: Mapping[str, int]
    id: UUID
    campaign_id: UUID | None
    title: str
    channel: Channel
    account: str
    type: PostType
    origin: Origin
    status: PostStatus
    moment: datetime | None
    published_at: datetime | None
    approximate: bool
    score: float | None

    @property
    def views(self) -> int | None:
        """The channel's denominator; None where it was not told, or nobody has seen the post yet."""
        return self.counts["views"] if self.counts["views"] > 0 else None

    @property
    def engagements(self) -> float:
        return engagements(self.channel, self.counts)

    @property
    def rate(self) -> float | None:
        """Engagement rate: a fraction of ``denominator``."""
        return None if self.views is None else self.engagements / self.views

    @property
    def denominator(self) -> str:
        return benchmark(self.channel).denominator

    def outcome(self) -> PostOutcome:
        """The post as the health score sees it; its score stands in where there are no views. Only if published."""
        assert self.published_at is not None
        stand_in = None if self.views else self.score
        return PostOutcome(self.channel, self.type, self.engagements, self.views, stand_in, self.published_at)


@dataclass(frozen=True)
class Gain:
    """What one post gained in a period."""

    post_id: UUID
    channel: Channel
    origin: Origin
    counts: Mapping[str, int]


_NAMED = 500
NOTHING: Mapping[str, int] = dict.fromkeys(COUNTS, 0)
_POST = (
    Post.id,
    Post.campaign_id,
    Post.title,
    Post.channel,
    Post.account,
    Post.type,
    Post.origin,
    Post.status,
    func.coalesce(col(Post.planned_at), col(Post.scheduled_at)),
    Post.published_at,
    Post.approximate_date,
    Post.engagement_score,
)


def sums() -> list[Any]:
    """The sum of each count, in the order of ``COUNTS``; conversions are what channels, events and files told."""
    told: dict[str, Any] = {name: col(getattr(MetricDaily, name)) for name in COUNTS}
    told["conversions"] = told["conversions"] + col(MetricDaily.leads)
    return [func.sum(column).label(name) for name, column in told.items()]


def counted(values: Sequence[Any]) -> dict[str, int]:
    """One row of ``sums`` by name."""
    return {name: int(value or 0) for name, value in zip(COUNTS, values, strict=True)}


def figures(rows: Rows, *where: ColumnElement[bool]) -> list[Figures]:
    """The posts that fit, with their totals; ``where`` speaks of ``Post``."""
    posts = rows.columns(*_POST, where=where, order=[col(Post.published_at), col(Post.id)])
    whose = col(MetricDaily.post_id)
    if len(posts) <= _NAMED:  # asked for by name, only their rollups are read
        told = rows.columns(whose, *sums(), where=[whose.in_([post[0] for post in posts])], group=[whose])
    else:
        told = rows.columns(whose, *sums(), where=where, join=(Post, whose == col(Post.id)), group=[whose])
    totals = {post_id: counted(values) for post_id, *values in told}
    return [Figures(totals.get(post[0], NOTHING), *post) for post in posts]


def gains(rows: Rows, period: Period, campaign_id: UUID | None = None) -> list[Gain]:
    """What each post gained in a period, of the whole business or of one campaign."""
    return [
        Gain(post_id, channel, origin, counted(values))
        for post_id, channel, origin, *values in _told(rows, _GAINS, period, campaign_id)
    ]


def by_day(rows: Rows, period: Period, campaign_id: UUID | None = None) -> list[Any]:
    """Day, channel, origin and the sums of a period, oldest first; of the whole business or of one campaign."""
    return _told(rows, _DAYS, period, campaign_id)


def _of_period(by: Sequence[Any], order: Sequence[Any] = ()) -> tuple[Prepared, Prepared]:
    """Sums of a period's rollups, of all posts and of one campaign's.

    A campaign's posts are looked for, not joined: joined to them, SQLite reads every rollup of the period.
    """
    days = [col(MetricDaily.day) >= bindparam("first"), col(MetricDaily.day) <= bindparam("last")]
    own = col(MetricDaily.post_id).in_(ids(Post, col(Post.campaign_id) == bindparam("campaign")))
    every, of_one = (
        prepared(MetricDaily, *by, *sums(), where=where, group=by, order=order) for where in (days, [*days, own])
    )
    return every, of_one


_GAINS = _of_period([col(MetricDaily.post_id), col(MetricDaily.channel), col(MetricDaily.origin)])
_DAY = [col(MetricDaily.day), col(MetricDaily.channel), col(MetricDaily.origin)]
_DAYS = _of_period(_DAY, _DAY)


def _told(rows: Rows, lines: tuple[Prepared, Prepared], period: Period, campaign_id: UUID | None) -> list[Any]:
    every, of_one = lines
    days = {"first": period.first, "last": period.last}
    return rows.told(every, **days) if campaign_id is None else rows.told(of_one, **days, campaign=campaign_id)


def pooled_rate(parts: Iterable[tuple[Channel, Mapping[str, int]]]) -> float | None:
    """All engagements over all views (a pooled rate, not a mean of rates); parts without views are left out of both."""
    seen = [(channel, counts) for channel, counts in parts if counts["views"] > 0]
    views = sum(counts["views"] for _, counts in seen)
    return sum(engagements(channel, counts) for channel, counts in seen) / views if views else None
