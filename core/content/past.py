"""What the business already said, as it is compared with something new."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col

from core.tables import Post
from core.vocab import Channel, PostStatus
from core.workspace import Workspace

MOST = 2_000
"""Posts that are looked at, the latest: three years at two a day."""
_GONE = (PostStatus.CANCELLED, PostStatus.FAILED)
_LINK = re.compile(r"https?://\S+")


@dataclass(frozen=True)
class PastPost:
    """One post; ``at`` is when it went out, is due or is planned for, ``said`` is what it is compared by."""

    id: UUID
    title: str
    channel: Channel
    status: PostStatus
    at: datetime | None
    said: str


def past_posts(ws: Workspace, but: UUID | None = None) -> list[PastPost]:
    """The latest posts that were not cancelled, the newest first; not ``but``, nor the other posts of its idea."""
    moment = func.coalesce(col(Post.published_at), col(Post.scheduled_at), col(Post.planned_at))
    columns: list[Any] = [
        Post.id, Post.idea_id, Post.title, Post.channel, Post.status, moment, Post.subject, Post.caption
    ]  # fmt: skip
    order = [func.coalesce(moment, col(Post.created_at)).desc(), col(Post.id)]
    found = ws.rows.columns(*columns, where=[col(Post.status).not_in(_GONE)], order=order, limit=MOST)
    idea = next((row[1] for row in found if row[0] == but), None)
    return [
        PastPost(one, title, channel, status, at, said(subject, caption))
        for one, own, title, channel, status, at, subject, caption in found
        if one != but and (idea is None or own != idea)
    ]


def said(subject: str, caption: str) -> str:
    r"""What a post says: without links, call to action and hashtags, which posts share.

    >>> said("Rolls", "Warm at seven: https://rye.example.com/order")
    'Rolls\nWarm at seven:'
    """
    return "\n".join(filter(None, (without_links(part).strip() for part in (subject, caption))))


def without_links(text: str) -> str:
    return _LINK.sub(" ", text)
