"""Approval, where the business has switched it on."""

from uuid import UUID

from core.channels.lifecycle import moved
from core.channels.preflight import check, refuse_if_hard
from core.keys import needs
from core.rows.drafts import as_draft, sender_of
from core.tables import Post
from core.vocab import Permission, PostStatus
from core.workspace import Workspace


@needs(Permission.WRITE)
def request_approval(ws: Workspace, post_id: UUID) -> Post:
    """Ask somebody who may approve to look at a post.

    Raises:
        Invalid: the post breaks a rule of its channel.
        Conflict: it is past that step.
    """
    return _step(ws, post_id, PostStatus.PENDING_APPROVAL, "")


@needs(Permission.APPROVE)
def approve_post(ws: Workspace, post_id: UUID) -> Post:
    """Approve a post; it can be scheduled from now on.

    Raises:
        Invalid: the post breaks a rule of its channel.
        Conflict: it does not wait for approval.
    """
    return _step(ws, post_id, PostStatus.APPROVED, "")


@needs(Permission.APPROVE)
def request_changes(ws: Workspace, post_id: UUID, what: str) -> Post:
    """Send a post back with what should change.

    Raises:
        Conflict: it does not wait for approval.
    """
    return _step(ws, post_id, PostStatus.CHANGES_REQUESTED, what.strip())


def _step(ws: Workspace, post_id: UUID, to: PostStatus, reason: str) -> Post:
    with ws.writing() as rows:
        post = rows.lock(Post, post_id)
        if to is not PostStatus.CHANGES_REQUESTED:
            refuse_if_hard(check(as_draft(post), sender_of(ws.profile)))
        post.status, post.status_reason = moved(post.status, to), reason
        ws.audit(to.value, post.title, reason)
    return post
