"""What the pages show: totals, series, best and worst posts, good times."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import col

from core.analytics.benchmarks import engagements
from core.analytics.figures import Figures, by_day, counted, figures, gains, pooled_rate
from core.analytics.heat import Heat, heat
from core.analytics.leads.beside import of_period
from core.analytics.period import Period
from core.analytics.settled import SETTLED_AFTER, outcomes
from core.analytics.totals import Totals, totals
from core.keys import needs
from core.tables import Post
from core.vocab import Channel, Origin, Permission, PostStatus
from core.workspace import Workspace

FEW_VIEWS = 50
"""Views, or the channel's other denominator, below which one like more or less decides a post's place."""


class DayFigures(NamedTuple):
    """One channel's gains on one UTC day; ``rate`` is a fraction of the channel's denominator, None without views."""

    day: date
    channel: Channel
    origin: Origin
    views: int
    engagements: float
    clicks: int
    leads: int
    rate: float | None


@dataclass(frozen=True)
class Ranking:
    """The best and the worst posts by engagement score.

    Args:
        ranked: how many had a score; unseen: how many more are left out because too few people saw them.
    """

    best: tuple[Figures, ...]
    worst: tuple[Figures, ...]
    ranked: int
    unseen: int


@needs(Permission.READ)
def read_totals(ws: Workspace, period: Period, campaign_id: UUID | None = None) -> Totals:
    """What a period brought, beside the equal period before it."""
    now, before = (gains(ws.rows, part, campaign_id) for part in (period, period.before))
    published = _published(ws, period, campaign_id), _published(ws, period.before, campaign_id)
    beside = of_period(ws.rows, period, campaign_id), of_period(ws.rows, period.before, campaign_id)
    return totals(period, (now, before), published, beside)


@needs(Permission.READ)
def read_series(ws: Workspace, period: Period, campaign_id: UUID | None = None) -> list[DayFigures]:
    """Gains by day and channel, origins apart, oldest first; days without gains are absent."""
    found = []
    for day, channel, origin, *values in by_day(ws.rows, period, campaign_id):
        counts = counted(values)
        engaged, rate = engagements(channel, counts), pooled_rate([(channel, counts)])
        leads = counts["conversions"]
        found.append(DayFigures(day, channel, origin, counts["views"], engaged, counts["clicks"], leads, rate))
    return found


@needs(Permission.READ)
def read_posts(ws: Workspace, period: Period, campaign_id: UUID | None = None, limit: int = 5) -> Ranking:
    """The best and the worst posts published in a period, with their totals so far.

    Ranked by engagement score, which places each on its own channel. Posts younger than two days may be among the
    best but not among the worst: their numbers are still coming in. No post is in both, and none that fewer than 50
    people saw is in either: two likes of fifteen views would beat everything.
    """
    posts = [post for post in figures(ws.rows, *_in(period, campaign_id)) if post.score is not None]
    ranked = sorted((post for post in posts if not _is_unseen(post)), key=lambda post: -(post.score or 0.0))
    best = ranked[:limit]
    settled = [p for p in ranked[limit:] if p.published_at and p.published_at <= ws.now - SETTLED_AFTER]
    return Ranking(tuple(best), tuple(reversed(settled[-limit:])), len(ranked), len(posts) - len(ranked))


@needs(Permission.READ)
def read_heat(ws: Workspace, channel: Channel | None = None, origin: Origin | None = None) -> Heat:
    """Hour by weekday in the business's zone, over all settled posts; withheld below 50."""
    where = [col(Post.status) == PostStatus.PUBLISHED]
    where += [col(Post.channel) == channel] if channel else []
    where += [col(Post.origin) == origin] if origin else []
    return heat(outcomes(figures(ws.rows, *where), ws.zone, ws.now))


def _is_unseen(post: Figures) -> bool:
    return post.views is not None and post.views < FEW_VIEWS


def _in(period: Period, campaign_id: UUID | None) -> list[ColumnElement[bool]]:
    """Posts published in a period."""
    where = [col(Post.published_at) >= period.starts_at, col(Post.published_at) < period.ends_at]
    return where if campaign_id is None else [*where, col(Post.campaign_id) == campaign_id]


def _published(ws: Workspace, period: Period, campaign_id: UUID | None) -> int:
    return ws.rows.count(Post, *_in(period, campaign_id))
