"""What the calendar, the tray and the list of troubles show."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func
from sqlmodel import col

from core.keys import needs
from core.tables import Post
from core.vocab import Permission, PostStatus, PostType
from core.workspace import Workspace

WAITING = (PostStatus.DRAFT, PostStatus.APPROVED, PostStatus.PENDING_APPROVAL, PostStatus.CHANGES_REQUESTED)
TROUBLED = (PostStatus.FAILED, PostStatus.UNCONFIRMED, PostStatus.MISSED)


@dataclass(frozen=True)
class CalendarPost:
    """A post as the calendar draws it; ``at`` is when it went out, will go out, or was planned for.

    ``repeats`` says that it is one of a series.
    """

    id: UUID
    title: str
    channel: str
    type: PostType
    status: PostStatus
    at: datetime
    campaign_id: UUID | None
    repeats: bool = False


@dataclass(frozen=True)
class Trouble:
    """A post that waits for a person's decision."""

    id: UUID
    title: str
    channel: str
    status: PostStatus
    reason: str
    at: datetime | None


@needs(Permission.READ)
def calendar(
    ws: Workspace,
    start: datetime,
    end: datetime,
    *,
    channels: tuple[str, ...] = (),
    campaign_id: UUID | None = None,
    statuses: tuple[PostStatus, ...] = (),
) -> list[CalendarPost]:
    """The posts whose moment falls in ``[start, end)``, by moment; drafts without one wait in the tray."""
    at = func.coalesce(col(Post.published_at), col(Post.scheduled_at))
    where = [at >= start, at < end, col(Post.status) != PostStatus.CANCELLED]
    where += chosen(channels, campaign_id, statuses)
    shown = (
        Post.id,
        Post.title,
        Post.channel,
        Post.type,
        Post.status,
        at,
        Post.campaign_id,
        col(Post.series_id).is_not(None),
    )
    return [CalendarPost(*row) for row in ws.rows.columns(*shown, where=where, order=[at, col(Post.id)])]


def chosen(
    channels: tuple[str, ...], campaign_id: UUID | None, statuses: tuple[PostStatus, ...] = ()
) -> list[ColumnElement[bool]]:
    """The calendar's filters; what is empty filters nothing."""
    where: list[ColumnElement[bool]] = []
    if channels:
        where.append(col(Post.channel).in_(channels))
    if statuses:
        where.append(col(Post.status).in_(statuses))
    if campaign_id is not None:
        where.append(col(Post.campaign_id) == campaign_id)
    return where


@needs(Permission.READ)
def tray(
    ws: Workspace, *, channels: tuple[str, ...] = (), campaign_id: UUID | None = None, limit: int = 50
) -> list[Post]:
    """Posts that are not on the calendar yet, those planned soonest first."""
    where = [col(Post.status).in_(WAITING), col(Post.scheduled_at).is_(None), *chosen(channels, campaign_id)]
    return ws.rows.find(Post, *where, order=[col(Post.planned_at).is_(None), col(Post.planned_at)], limit=limit)


@needs(Permission.READ)
def troubles(ws: Workspace) -> list[Trouble]:
    """Posts that failed, were missed, or may have gone out: each asks for a decision."""
    shown = (Post.id, Post.title, Post.channel, Post.status, Post.status_reason, Post.scheduled_at)
    where = [col(Post.status).in_(TROUBLED)]
    return [Trouble(*row) for row in ws.rows.columns(*shown, where=where, order=[col(Post.scheduled_at).desc()])]
