"""The calendar as a file: what stands on it and what waits beside it, in the business's own hours."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import and_, func, or_
from sqlmodel import col

from core.analytics.exports import csv_bytes
from core.keys import needs
from core.publishing.read import WAITING, chosen
from core.tables import Campaign, Post
from core.vocab import Permission, PostStatus
from core.workspace import Workspace

COLUMNS = (
    "title", "channel", "type", "text", "hashtags", "cta", "subject", "preheader",
    "planned_at", "scheduled_at", "campaign", "status", "published_at",
)  # fmt: skip


@needs(Permission.READ)
def export_calendar(
    ws: Workspace,
    start: datetime,
    end: datetime,
    *,
    channels: tuple[str, ...] = (),
    campaign_id: UUID | None = None,
    statuses: tuple[PostStatus, ...] = (),
) -> bytes:
    """The posts of ``[start, end)`` and those that wait for a moment, as CSV that can be brought in again.

    Moments are on the business's clock, as a spreadsheet reads them; one that a clock change makes ambiguous says its
    offset. Filters are those of the calendar.
    """
    at = func.coalesce(col(Post.published_at), col(Post.scheduled_at))
    waits = and_(at.is_(None), col(Post.status).in_(WAITING))
    where = [or_(and_(at >= start, at < end), waits), col(Post.status) != PostStatus.CANCELLED]
    where += chosen(channels, campaign_id, statuses)
    names = dict(map(tuple, ws.rows.columns(col(Campaign.id), col(Campaign.name))))
    order = [at.is_(None), at, col(Post.planned_at), col(Post.id)]
    return csv_bytes(
        ({
            "title": post.title, "channel": post.channel, "type": post.type, "text": post.caption,
            "hashtags": " ".join(post.hashtags), "cta": post.cta, "subject": post.subject,
            "preheader": post.preheader, "planned_at": wall(post.planned_at, ws.zone),
            "scheduled_at": wall(post.scheduled_at, ws.zone), "campaign": names.get(post.campaign_id, ""),
            "status": post.status, "published_at": wall(post.published_at, ws.zone),
        } for post in ws.rows.find(Post, *where, order=order)),
        columns=COLUMNS,
        bom=True,
    )  # fmt: skip


def wall(moment: datetime | None, zone: ZoneInfo) -> str:
    """A moment as the clock on the wall shows it, to the second where there are seconds.

    >>> from datetime import UTC
    >>> lisbon = ZoneInfo("Europe/Lisbon")
    >>> wall(datetime(2026, 7, 1, 9, 30, tzinfo=UTC), lisbon), wall(datetime(2026, 10, 25, 1, 30, tzinfo=UTC), lisbon)
    ('2026-07-01 10:30', '2026-10-25 01:30+00:00')
    """
    if moment is None:
        return ""
    there = moment.astimezone(zone).replace(microsecond=0)
    is_twice = there.replace(fold=0).utcoffset() != there.replace(fold=1).utcoffset()
    told = there if is_twice else there.replace(tzinfo=None)
    return told.isoformat(sep=" ", timespec="seconds" if there.second else "minutes")
