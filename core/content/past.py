"""What the business already said, as it is compared with something new."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_
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


def past_posts(ws: Workspace, but: UUID | None = None, *, since: datetime | None = None) -> list[PastPost]:
    """The latest posts that were not cancelled, the newest first; not ``but``, nor the others of its idea and series.

    ``since`` leaves out what went out before; a post without a date is still to come.
    """
    moment = func.coalesce(col(Post.published_at), col(Post.scheduled_at), col(Post.planned_at))
    order = [func.coalesce(moment, col(Post.created_at)).desc(), col(Post.id)]
    where: list[ColumnElement[bool]] = [col(Post.status).not_in(_GONE)]
    if since is not None:
        where.append(or_(moment.is_(None), moment >= since))
    if but is not None:
        where.append(col(Post.id) != but)
        series = [row.series_id for row in ws.rows.columns(col(Post.series_id), where=[col(Post.id) == but])]
        if series[0:1] != [None]:
            where.append(or_(col(Post.series_id).is_(None), col(Post.series_id).not_in(series)))
        ideas = [row.idea_id for row in ws.rows.columns(col(Post.idea_id), where=[col(Post.id) == but]) if row.idea_id]
        where.append(or_(col(Post.idea_id).is_(None), col(Post.idea_id).not_in(ideas)))
    columns: list[Any] = [Post.id, Post.title, Post.channel, Post.status, moment, Post.subject, Post.caption]
    found = ws.rows.columns(*columns, where=where, order=order, limit=MOST)
    return [
        PastPost(one, title, channel, status, at, said(subject, caption))
        for one, title, channel, status, at, subject, caption in found
    ]


def said(subject: str, caption: str) -> str:
    r"""What a post says: without links, call to action and hashtags, which posts share.

    >>> said("Rolls", "Warm at seven: https://rye.example.com/order")
    'Rolls\nWarm at seven:'
    """
    return "\n".join(filter(None, (without_links(part).strip() for part in (subject, caption))))


def without_links(text: str) -> str:
    return _LINK.sub(" ", text) if "http" in text else text
