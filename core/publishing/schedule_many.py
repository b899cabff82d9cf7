"""Putting a whole list of posts on the calendar; one that is refused does not hold up the others."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from core.errors import Refusal
from core.keys import needs
from core.publishing.schedule import schedule_post
from core.tables import Post
from core.vocab import Permission
from core.workspace import Workspace


@dataclass(frozen=True)
class NotScheduled:
    """A post that stayed where it was, and why."""

    post_id: UUID
    title: str
    why: str


@dataclass(frozen=True)
class Scheduled:
    """What became of a list of posts."""

    done: tuple[Post, ...]
    refused: tuple[NotScheduled, ...]


@needs(Permission.PUBLISH)
def schedule_posts(ws: Workspace, moments: Mapping[UUID, datetime]) -> Scheduled:
    """Schedule each post for its moment, the soonest first; every post stands or falls by itself.

    Raises:
        NotFound: this business has no such post.
    """
    done, refused = [], []
    for post_id, at in sorted(moments.items(), key=lambda pair: pair[1]):
        title = ws.rows.get(Post, post_id).title
        try:
            done.append(schedule_post(ws, post_id, at))
        except Refusal as refusal:
            refused.append(NotScheduled(post_id, title, refusal.message))
    return Scheduled(tuple(done), tuple(refused))
