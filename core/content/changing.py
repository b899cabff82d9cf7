"""What every change of a post's words or pictures has in common: may it be made, and what follows from it."""

from uuid import UUID

from sqlmodel import col

from core import outbox
from core.channels.findings import Code
from core.channels.lifecycle import WORDS, is_editable, moved
from core.channels.preflight import check, refuse_if_hard
from core.content import versions
from core.errors import Conflict
from core.rows import Rows
from core.rows.drafts import draft_of, sender_of
from core.rows.notes import add_note
from core.tables import Post, Publication
from core.vocab import NoteKind, PostStatus, PublicationStatus
from core.workspace import Workspace

LEAVING = frozenset({PostStatus.APPROVED, PostStatus.SCHEDULED})
"""A post in these goes out as it stands, so no hard finding may remain on it."""
REOPENED = "Its words changed, so it needs approval again."
FILM_FIRST = "It is a video now, and its film is still to be made. Then schedule it again."
UNDER_WAY = (PublicationStatus.PUBLISHING, PublicationStatus.UNCONFIRMED)


def editable(rows: Rows, post_id: UUID) -> Post:
    """The post, when its words may still change: a claimed delivery counts before the status says so.

    In a write transaction it is locked, and what it says so far is kept as a version.

    Raises:
        NotFound: this business has no such post.
        Conflict: it is going out, has gone out, may have, or was cancelled.
    """
    post = rows.lock(Post, post_id) if rows.is_writing else rows.get(Post, post_id)
    if not is_editable(post.status):
        raise Conflict(f"This post is {WORDS[post.status]}, so it can't be changed. {_way_out(post.status)}")
    if rows.count(Publication, col(Publication.post_id) == post_id, col(Publication.status).in_(UNDER_WAY)):
        raise Conflict("This post is going out right now, so it can't be changed any more.")
    if rows.is_writing:
        versions.catch_up(rows, post)
    return post


def changed(ws: Workspace, rows: Rows, post: Post, verb: str, *, restored: int | None = None) -> Post:
    """Stamp a change and keep the version; an approval given to other words no longer counts where one is asked for.

    ``restored`` is the number of the version that was brought back.

    Raises:
        Invalid: it goes out as it stands and a rule of its channel is broken; one click that mends a rule may leave
            the next one for the next click.
    """
    if post.status in LEAVING and verb != "fix_post":
        refuse_if_hard(check(draft_of(ws.rows, post), sender_of(ws.profile)))
    versions.follow(ws, rows, post, verb, restored=restored)
    if ws.profile.approval_required and (post.status in LEAVING or post.held_from in LEAVING):
        outbox.cancel(ws, post_id=post.id)
        post.status = moved(post.status, PostStatus.DRAFT)
        post.planned_at, post.scheduled_at = post.scheduled_at or post.planned_at, None
        post.held_from, post.status_reason = None, REOPENED
        add_note(rows, post.id, NoteKind.REOPENED, ws.key, ws.now)
    post.updated_at = ws.now
    rows.flush()
    ws.audit(verb, str(post.id), post.title)
    return post


def await_film(ws: Workspace, post: Post) -> None:
    """Take a post that became a video off its way out until its film is there. Part of the open transaction."""
    findings = check(draft_of(ws.rows, post), sender_of(ws.profile))
    if post.status in LEAVING and any(finding.code is Code.FILM_MISSING for finding in findings):
        outbox.cancel(ws, post_id=post.id)
        post.status, post.status_reason = moved(post.status, PostStatus.DRAFT), FILM_FIRST
        post.planned_at, post.scheduled_at = post.scheduled_at or post.planned_at, None


def _way_out(status: PostStatus) -> str:
    if status is PostStatus.CANCELLED:
        return "Reopen it first."
    return "Make a copy to say it again in other words."
