"""Pausing a campaign holds its posts; resuming lets go of them."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import col

from core import outbox
from core.channels.lifecycle import moved
from core.channels.preflight import check
from core.keys import needs
from core.rows.drafts import draft_of, sender_of
from core.tables import Post
from core.vocab import Permission, PostStatus, PublicationKind
from core.workspace import Workspace


@needs(Permission.PLAN)
def hold_posts(ws: Workspace, campaign_id: UUID) -> int:
    """Put a campaign's scheduled posts on hold; how many. Whatever is being sent right now still goes out."""
    with ws.writing() as rows:
        waiting = rows.find(Post, col(Post.campaign_id) == campaign_id, col(Post.status) == PostStatus.SCHEDULED)
        return hold(ws, waiting, "Its campaign is paused.")


@needs(Permission.PLAN)
def release_posts(ws: Workspace, campaign_id: UUID) -> int:
    """Let a campaign's held posts go on; those whose moment passed meanwhile become missed and ask. How many."""
    with ws.writing() as rows:
        held = rows.find(Post, col(Post.campaign_id) == campaign_id, col(Post.status) == PostStatus.ON_HOLD)
        return release(ws, held, "the campaign was paused")


def hold(ws: Workspace, waiting: Sequence[Post], why: str) -> int:
    """Put scheduled posts on hold; how many were still waiting. Part of the open transaction."""
    held = [post for post in waiting if outbox.cancel(ws, post_id=post.id)]
    for post in held:
        post.held_from, post.status = post.status, moved(post.status, PostStatus.ON_HOLD)
        post.status_reason = why
    return len(held)


def release(ws: Workspace, held: Sequence[Post], meanwhile: str) -> int:
    """Put held posts back on the calendar, or ask where their moment passed. Part of the open transaction.

    One that breaks a rule by now, because its words or the sender changed meanwhile, becomes a draft again.
    """
    sender = sender_of(ws.profile)
    for post in held:
        assert post.scheduled_at is not None
        broken = next((finding for finding in check(draft_of(ws.rows, post), sender) if finding.is_hard), None)
        if broken is not None:
            post.status, post.status_reason = moved(post.status, PostStatus.DRAFT), f"Taken off: {broken.message}"
            post.planned_at, post.scheduled_at = post.scheduled_at, None
        elif post.scheduled_at <= ws.now:
            post.status = moved(post.status, PostStatus.MISSED)
            post.status_reason = f"Its moment passed while {meanwhile}. Choose another."
        else:
            post.status, post.status_reason = moved(post.status, PostStatus.SCHEDULED), ""
            kind = PublicationKind.POST
            outbox.enqueue(ws, kind=kind, channel=post.channel, run_at=post.scheduled_at, post_id=post.id)
        post.held_from = None
    return len(held)
