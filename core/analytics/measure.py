"""Turn raw readings into daily rollups and engagement scores, and keep the health scores current."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid4

from sqlalchemy import case, func
from sqlmodel import col

from core.analytics.benchmarks import engagements, post_score
from core.analytics.leads.keep import count_leads
from core.analytics.period import DAY
from core.analytics.rollup import COUNTS, Counts, daily, latest
from core.keys import needs
from core.rows import Rows
from core.tables import DirtyDay, MetricDaily, Post, Reading
from core.vocab import Origin, Permission
from core.workspace import Workspace

_BATCH = 500
_SERIES = [col(Reading.post_id), col(Reading.channel), col(Reading.origin), col(Reading.recorded_at)]
_TOLD = [col(getattr(Reading, name)) for name in COUNTS]
Series = list[tuple[datetime, Counts]]


KEPT = timedelta(days=90)
"""How long raw readings stay; their daily rollups stay for ever."""


@needs(Permission.CLOCK)
def forget_raw(ws: Workspace) -> int:
    """Let go of raw readings older than 90 days, whose days are rolled up; how many those were.

    Imported ones stay: the file they came from is not kept, and they alone say which counts it never told.
    """
    if ws.rows.count(DirtyDay):
        return 0  # what is not rolled up yet must not go
    old = (col(Reading.recorded_at) < ws.now - KEPT, col(Reading.origin) != Origin.IMPORTED)
    if not ws.rows.count(Reading, *old):
        return 0
    with ws.writing() as rows:
        return rows.remove(Reading, *old)


@needs(Permission.CLOCK)
def measure(ws: Workspace) -> int:
    """Compute again, from raw readings, every post that was read on a dirty day; how many posts that were.

    The whole series of each post is replaced, so doing it twice changes nothing.
    """
    if not ws.rows.count(DirtyDay):
        return 0
    with ws.writing() as rows:
        days = [day for (day,) in rows.columns(col(DirtyDay.day))]
        rows.remove(DirtyDay, col(DirtyDay.day).in_(days))  # first: a reading that arrives from here on marks anew
        touched: set[UUID] = set()
        for first, last in _stretches(days):
            begins, ends = (datetime.combine(day, time(), UTC) for day in (first, last + DAY))
            within = [col(Reading.recorded_at) >= begins, col(Reading.recorded_at) < ends]
            read = rows.columns(col(Reading.post_id), where=within, group=[col(Reading.post_id)])
            touched.update(post_id for (post_id,) in read)
        count_again(rows, touched)
    return len(touched)


def _stretches(days: Collection[date]) -> Iterator[tuple[date, date]]:
    """Days that follow one another as first and last: one question to the database instead of one a day."""
    ordered = sorted(days)
    firsts = [
        day for day, before in zip(ordered, [None, *ordered], strict=False) if before is None or day - before > DAY
    ]
    lasts = [
        day for day, after in zip(ordered, [*ordered[1:], None], strict=True) if after is None or after - day > DAY
    ]
    yield from zip(firsts, lasts, strict=True)


def count_again(rows: Rows, posts: Collection[UUID]) -> None:
    """Replace the rollups and the engagement scores of some posts."""
    for some in _batches(sorted(posts)):
        series: dict[tuple[UUID, str, Origin], Series] = defaultdict(list)
        for post_id, channel, origin, at, *told in rows.columns(
            *_SERIES, *_TOLD, where=[col(Reading.post_id).in_(some)], order=[col(Reading.recorded_at)]
        ):
            series[post_id, channel, origin].append((at, dict(zip(COUNTS, told, strict=True))))
        before = _clear(rows, {key[0]: readings[0][0].astimezone(UTC).date() for key, readings in series.items()})
        rows.add_many(
            MetricDaily,
            [
                {"id": uuid4(), "post_id": post_id, "channel": channel, "origin": origin, "day": day, **gained}
                for (post_id, channel, origin), readings in series.items()
                for day, gained in daily(readings, before.get(post_id)).items()
            ],
        )
        count_leads(rows, some)
        write_scores(rows, {key[0]: _score(key[1], latest(readings)) for key, readings in series.items()})


def _clear(rows: Rows, firsts: Mapping[UUID, date]) -> dict[UUID, dict[str, int]]:
    """Take away the days that readings tell of, and sum up those whose readings are not kept any more."""
    day, whose = col(MetricDaily.day), col(MetricDaily.post_id)
    oldest = rows.columns(whose, func.min(day), where=[whose.in_(firsts)], group=[whose])
    older = {post_id for post_id, first in oldest if first < firsts[post_id]}
    rows.remove(MetricDaily, whose.in_(firsts.keys() - older))
    sums = [func.sum(col(getattr(MetricDaily, name))) for name in COUNTS]
    before = {}
    for post_id in sorted(older):
        rows.remove(MetricDaily, whose == post_id, day >= firsts[post_id])
        told = rows.columns(*sums, where=[whose == post_id])[0]
        before[post_id] = {name: int(value or 0) for name, value in zip(COUNTS, told, strict=True)}
    return before


def write_scores(rows: Rows, scores: Mapping[UUID, float | None]) -> None:
    """Write engagement scores (0-100, None for no data), hundreds in one statement."""
    for some in _batches(list(scores)):
        known = {post_id: scores[post_id] for post_id in some if scores[post_id] is not None}
        new = case(known, value=col(Post.id), else_=None) if known else None
        rows.change(Post, col(Post.id).in_(some), engagement_score=new)


def _score(channel: str, counts: Counts) -> float | None:
    return post_score(channel, engagements(channel, counts), counts["views"])


def _batches(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    return (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))
