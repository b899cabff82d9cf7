"""Approval, where the business has switched it on: asked for, given, or sent back with what should change."""

from datetime import datetime
from uuid import UUID

from sqlmodel import col

from core.channels.lifecycle import moved
from core.channels.preflight import check, refuse_if_hard
from core.errors import Conflict, Forbidden, Invalid
from core.keys import needs
from core.publishing.thread import told
from core.rows import Rows
from core.rows.drafts import draft_of, sender_of
from core.rows.notes import add_note
from core.tables import Post, PostNote
from core.vocab import NoteKind, Permission, PostStatus
from core.workspace import Workspace

KINDS = {
    PostStatus.PENDING_APPROVAL: NoteKind.ASKED,
    PostStatus.APPROVED: NoteKind.APPROVED,
    PostStatus.CHANGES_REQUESTED: NoteKind.CHANGES,
}


@needs(Permission.WRITE)
def request_approval(ws: Workspace, post_id: UUID, *, note: str = "") -> Post:
    """Ask somebody who may approve to look at a post; ``note`` is what they should know.

    Raises:
        Invalid: the post breaks a rule of its channel.
        Conflict: it is past that step.
    """
    return _step(ws, post_id, PostStatus.PENDING_APPROVAL, note)


@needs(Permission.PUBLISH)
def ask_again(ws: Workspace, post_id: UUID, why: str) -> Post:
    """Ask for approval of a post that says again what an approved one says.

    Raises:
        Invalid, Conflict: as ``request_approval``.
    """
    return _step(ws, post_id, PostStatus.PENDING_APPROVAL, why)


@needs(Permission.APPROVE)
def approve_post(ws: Workspace, post_id: UUID, *, note: str = "", seen: datetime | None = None) -> Post:
    """Approve a post; it can be scheduled from now on. ``seen`` is the ``updated_at`` of what was looked at.

    Raises:
        Invalid: the post breaks a rule of its channel.
        Forbidden: who asked does not approve as well, unless they run the business.
        Conflict: it does not wait for approval, or its words changed since ``seen``.
    """
    return _step(ws, post_id, PostStatus.APPROVED, note, seen)


@needs(Permission.APPROVE)
def request_changes(ws: Workspace, post_id: UUID, what: str, *, seen: datetime | None = None) -> Post:
    """Send a post back with what should change.

    Raises:
        Invalid: nothing is said (field ``what``).
        Conflict: it does not wait for approval, or its words changed since ``seen``.
    """
    if not what.strip():
        raise Invalid("Say what should change, so that the writer knows.", field="what")
    return _step(ws, post_id, PostStatus.CHANGES_REQUESTED, what, seen)


def _step(ws: Workspace, post_id: UUID, to: PostStatus, note: str, seen: datetime | None = None) -> Post:
    words = told(note)
    with ws.writing() as rows:
        post = rows.lock(Post, post_id)
        if seen is not None and post.updated_at != seen:
            raise Conflict("Its words changed since you looked. Read it again, then decide.")
        if to is PostStatus.APPROVED and post.status is PostStatus.PENDING_APPROVAL:
            _refuse_own(ws, rows, post_id)
        if to is not PostStatus.CHANGES_REQUESTED:
            refuse_if_hard(check(draft_of(ws.rows, post), sender_of(ws.profile)))
        post.status = moved(post.status, to)
        post.status_reason = words if to is PostStatus.CHANGES_REQUESTED else ""
        add_note(rows, post_id, KINDS[to], ws.key, ws.now, text=words)
        ws.audit(to.value, post.title, words)
    return post


def _refuse_own(ws: Workspace, rows: Rows, post_id: UUID) -> None:
    where = (col(PostNote.post_id) == post_id, col(PostNote.kind) == NoteKind.ASKED)
    asked = rows.first(PostNote, *where, order=[col(PostNote.at).desc()])
    is_own = asked is not None and asked.user_id is not None and asked.user_id == ws.key.user_id
    if is_own and Permission.MANAGE not in ws.key.permissions:
        raise Forbidden("You asked for this approval yourself. Somebody else has to give it, or an admin.")
