"""A campaign's calendar for other programs: read often, so its rows are never made into objects."""

from typing import Any
from uuid import UUID

from sqlalchemy import String, bindparam, func, type_coerce
from sqlmodel import col

from core.keys import needs
from core.rows.prepared import prepared
from core.tables import Campaign, Post
from core.vocab import Permission, PostStatus
from core.workspace import Workspace

_MOMENTS = (Post.published_at, Post.scheduled_at, Post.planned_at)
_AT = func.coalesce(*map(col, _MOMENTS))
_LINES = prepared(
    Post,
    *(type_coerce(col(one), String) for one in (Post.title, Post.id, Post.channel, Post.type, Post.status, *_MOMENTS)),
    where=[col(Post.campaign_id) == bindparam("campaign"), col(Post.status) != PostStatus.CANCELLED],
    order=[_AT.is_(None), _AT, col(Post.id)],
)


@needs(Permission.READ)
def campaign_calendar(ws: Workspace, campaign_id: UUID) -> list[dict[str, Any]]:
    """Every post of a campaign but the cancelled ones, by moment, those without one last; ready to be written as JSON.

    ``at`` is when a post went out, is due, or is planned for; None while nobody said.

    Raises:
        NotFound: this business has no such campaign.
    """
    found = ws.rows.told(_LINES, campaign=campaign_id)
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
            "scheduled_at": due and _moment(due),
            "published_at": out and _moment(out),
        }
        for title, post_id, channel, kind, status, out, due, planned in found
    ]


def _id(kept: Any) -> Any:
    """SQLite keeps an id as 32 digits; PostgreSQL's driver gives one that JSON takes."""
    return f"{kept[:8]}-{kept[8:12]}-{kept[12:16]}-{kept[16:20]}-{kept[20:]}" if isinstance(kept, str) else kept


def _moment(kept: Any) -> Any:
    """SQLite keeps a moment as text in UTC; PostgreSQL's driver gives an aware one."""
    return f"{kept[:10]}T{kept[11:]}+00:00" if isinstance(kept, str) else kept
