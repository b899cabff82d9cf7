"""A campaign's calendar, as light rows for other programs."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col

from core.keys import needs
from core.tables import Campaign, Post
from core.vocab import Permission, PostStatus
from core.workspace import Workspace

CALENDAR_COLUMNS = ("id", "title", "platform", "type", "status", "at", "scheduled_at", "published_at")
"""Of each row; ``at`` is when the post went out, is due, or is planned for, None while nobody said."""


@needs(Permission.READ)
def campaign_calendar(ws: Workspace, campaign_id: UUID) -> Sequence[Any]:
    """Every post of a campaign but the cancelled ones, by moment, those without one last: ``CALENDAR_COLUMNS`` of each.

    Raises:
        NotFound: this business has no such campaign.
    """
    ws.rows.get(Campaign, campaign_id)
    at = func.coalesce(col(Post.published_at), col(Post.scheduled_at), col(Post.planned_at))
    shown = (Post.id, Post.title, Post.channel, Post.type, Post.status, at, Post.scheduled_at, Post.published_at)
    where = [col(Post.campaign_id) == campaign_id, col(Post.status) != PostStatus.CANCELLED]
    return ws.rows.columns(*shown, where=where, order=[at.is_(None), at, col(Post.id)])
