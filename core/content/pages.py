"""Posts in pages, as light rows."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import col

from core.keys import needs
from core.rows.pages import MOST, Mark, Page, cut, older
from core.tables import Post
from core.vocab import Channel, Permission, PostStatus, PostType
from core.workspace import Workspace


class PostRow(NamedTuple):
    """What a list shows of a post."""

    id: UUID
    campaign_id: UUID | None
    type: PostType
    channel: Channel
    title: str
    caption: str
    hashtags: tuple[str, ...]
    cta: str
    status: PostStatus
    planned_at: datetime | None
    scheduled_at: datetime | None
    published_at: datetime | None
    engagement_score: float | None
    created_at: datetime


@needs(Permission.READ)
def page_posts(
    ws: Workspace,
    *,
    campaign_id: UUID | None = None,
    status: PostStatus | None = None,
    channel: Channel | None = None,
    after: Mark | None = None,
    limit: int = MOST,
) -> Page[PostRow]:
    """The posts that fit, the newest first."""
    chosen: dict[Any, Any] = {Post.campaign_id: campaign_id, Post.status: status, Post.channel: channel}
    where: list[ColumnElement[bool]] = [col(column) == value for column, value in chosen.items() if value is not None]
    found = ws.rows.columns(
        *(col(getattr(Post, name)) for name in PostRow._fields),
        where=[*where, *older(Post.created_at, Post.id, after)],
        order=[col(Post.created_at).desc(), col(Post.id).desc()],
        limit=limit + 1,
    )
    return cut([PostRow(*row) for row in found], limit, lambda row: Mark(row.created_at, row.id))
