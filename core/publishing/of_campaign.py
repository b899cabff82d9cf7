"""A campaign's calendar for other programs: read often, so its rows are never made into objects."""

from typing import Any
from uuid import UUID

from sqlalchemy import String, func, type_coerce
from sqlmodel import col

from core.keys import needs
from core.tables import Campaign, Post
from core.vocab import Permission, PostStatus
from core.workspace import Workspace

_MOMENTS = (Post.published_at, Post.scheduled_at, Post.planned_at)
_SHOWN = [type_coerce(col(one), String) for one in (Post.id, Post.channel, Post.type, Post.status, *_MOMENTS)]


@needs(Permission.READ)
def campaign_calendar(ws: Workspace, campaign_id: UUID) -> list[dict[str, Any]]:
    """Every post of a campaign but the cancelled ones, by moment, those without one last; ready to be written as JSON.

    ``at`` is when a post went out, is due, or is planned for; None while nobody said.

    Raises:
        NotFound: this business has no such campaign.
    """
    at = func.coalesce(*map(col, _MOMENTS))
    where = [col(Post.campaign_id) == campaign_id, col(Post.status) != PostStatus.CANCELLED]
    found = ws.rows.columns(col(Post.title), *_SHOWN, where=where, order=[at.is_(None), at, col(Post.id)])
    if not found:
        ws.rows.get(Campaign, campaign_id)
    return [
        {
            "id": _id(post_id),
            "title": title,
            "platform": channel,
            "type": kind,
            "status": status,
            "at": _moment(out or due or planned),
            "scheduled_at": _moment(due),
            "published_at": _moment(out),
        }
        for title, post_id, channel, kind, status, out, due, planned in found
    ]


def _id(kept: Any) -> Any:
    """SQLite keeps an id as 32 digits; PostgreSQL's driver gives one that JSON takes."""
    return f"{kept[:8]}-{kept[8:12]}-{kept[12:16]}-{kept[16:20]}-{kept[20:]}" if isinstance(kept, str) else kept


def _moment(kept: Any) -> Any:
    """SQLite keeps a moment as text in UTC; PostgreSQL's driver gives an aware one."""
    return f"{kept[:10]}T{kept[11:]}+00:00" if isinstance(kept, str) else kept
