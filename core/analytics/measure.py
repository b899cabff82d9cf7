"""Turn raw readings into daily rollups and engagement scores, and keep the health scores current."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from uuid import UUID, uuid4

from sqlalchemy import case
from sqlmodel import col

from core.analytics.benchmarks import engagements, post_score
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
        rows.remove(MetricDaily, col(MetricDaily.post_id).in_(some))
        rows.add_many(
            MetricDaily,
            [
                {"id": uuid4(), "post_id": post_id, "channel": channel, "origin": origin, "day": day, **gained}
                for (post_id, channel, origin), readings in series.items()
                for day, gained in daily(readings).items()
            ],
        )
        write_scores(rows, {key[0]: _score(key[1], latest(readings)) for key, readings in series.items()})


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
