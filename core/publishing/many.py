"""The steps of a post's life for many posts at once, and the way back."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from sqlmodel import col

from core.errors import Conflict, Invalid
from core.keys import needs
from core.publishing.approve import approve_post, request_approval
from core.publishing.read import WAITING
from core.publishing.schedule import cancel_post, schedule_post
from core.publishing.suggest import suggest_moments
from core.rows.each import Many, each
from core.tables import Post
from core.vocab import Permission, PostStatus
from core.workspace import Workspace


@dataclass(frozen=True)
class Standing:
    """Where a post stood before something was done with it."""

    id: UUID
    status: PostStatus
    scheduled_at: datetime | None
    status_reason: str
    updated_at: datetime


@dataclass(frozen=True)
class Stepped:
    """What became of a list of posts; ``before`` is where those stood that took the step."""

    many: Many
    before: tuple[Standing, ...]


@needs(Permission.PUBLISH)
def schedule_into_slots(ws: Workspace, ids: Collection[UUID]) -> Stepped:
    """Put each waiting post on the calendar: at its planned moment, else in a good slot of its channel that is free."""
    posts = [post for post in ws.rows.find(Post, col(Post.id).in_(ids)) if post.status in WAITING]
    moments, waiting = suggest_moments(ws, posts), {post.id for post in posts}

    def put(post_id: UUID) -> None:
        if post_id not in waiting:
            raise Conflict("It is on the calendar already, or past it.")
        if post_id not in moments:
            raise Invalid("There is no free slot for it in the weeks ahead. Choose a moment yourself.")
        schedule_post(ws, post_id, moments[post_id])

    return _stepped(ws, ids, put)


@needs(Permission.WRITE)
def request_approvals(ws: Workspace, ids: Collection[UUID], *, note: str = "") -> Stepped:
    """Ask for approval of each post."""
    return _stepped(ws, ids, lambda one: request_approval(ws, one, note=note))


@needs(Permission.APPROVE)
def approve_posts(ws: Workspace, seen: Mapping[UUID, datetime]) -> Stepped:
    """Approve each post as it was seen: ``updated_at`` by post; one whose words changed since is left out."""
    return _stepped(ws, seen, lambda one: approve_post(ws, one, seen=seen[one]))


@needs(Permission.PUBLISH)
def cancel_posts(ws: Workspace, ids: Collection[UUID]) -> Stepped:
    """Cancel each post."""
    return _stepped(ws, ids, partial(cancel_post, ws))


def _stepped(ws: Workspace, ids: Collection[UUID], deed: Callable[[UUID], object]) -> Stepped:
    before = {one.id: one for one in standings(ws, ids)}
    many = each(ws.rows, ids, deed)
    return Stepped(many, tuple(before[one] for one in many.done))


@needs(Permission.READ)
def standings(ws: Workspace, ids: Collection[UUID]) -> tuple[Standing, ...]:
    """Where posts stand right now."""
    columns = (Post.id, Post.status, Post.scheduled_at, Post.status_reason, Post.updated_at)
    return tuple(Standing(*row) for row in ws.rows.columns(*columns, where=[col(Post.id).in_(ids)]))
