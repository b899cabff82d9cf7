"""Taking a step back: posts stand where they stood before it, as far as nothing has happened to them since."""

from collections.abc import Mapping, Sequence

from sqlmodel import col

from core.channels.lifecycle import moved
from core.errors import Conflict
from core.keys import needs
from core.publishing.many import Standing
from core.publishing.schedule import reopen_post, schedule_post
from core.rows import Rows
from core.rows.each import Many, each
from core.rows.notes import add_note
from core.tables import Post, PostNote
from core.vocab import NoteKind, Permission, PostStatus
from core.workspace import Workspace

S = PostStatus
FROM_DRAFT: Mapping[PostStatus, tuple[PostStatus, ...]] = {
    S.DRAFT: (),
    S.PENDING_APPROVAL: (S.PENDING_APPROVAL,),
    S.CHANGES_REQUESTED: (S.PENDING_APPROVAL, S.CHANGES_REQUESTED),
    S.APPROVED: (S.PENDING_APPROVAL, S.APPROVED),
    S.MISSED: (S.SCHEDULED, S.MISSED),
    S.FAILED: (S.SCHEDULED, S.PUBLISHING, S.FAILED),
    S.CANCELLED: (S.CANCELLED,),
}
"""The steps of the lifecycle's table that lead from a draft to where a post stood; elsewhere it stays a draft."""
STEPS = frozenset({S.DRAFT, S.PENDING_APPROVAL, S.APPROVED, S.SCHEDULED, S.CANCELLED})
"""Where a step that can be taken back has led."""


@needs(Permission.PUBLISH)
def put_back(ws: Workspace, before: Sequence[Standing]) -> Many:
    """Put each post back to where it stood. A cancelled one that was scheduled goes out at its old moment again.

    Left out is what was changed or moved on meanwhile, what would be late, and what was approved in other words.
    """
    known = {one.id: one for one in before}
    return each(ws.rows, known, lambda post_id: _put_back(ws, known[post_id]))


def _put_back(ws: Workspace, before: Standing) -> None:
    with ws.writing() as rows:
        post = rows.lock(Post, before.id)
        if post.updated_at != before.updated_at or post.status not in STEPS:
            raise Conflict("Something happened to it meanwhile, so it stays as it is.")
        is_asked, was_approved, was = post.status is S.PENDING_APPROVAL, post.status is S.APPROVED, before.status
        if ws.profile.approval_required and was in {S.APPROVED, S.SCHEDULED} and not _is_approved(rows, post):
            raise Conflict("It needs approval again. Reopen it, then ask.")
        if post.status is not S.DRAFT:
            reopen_post(ws, post.id)
        through = S.APPROVED if was is S.SCHEDULED and ws.profile.approval_required else was
        for step in FROM_DRAFT.get(through, ()):
            post.status = moved(post.status, step)
        post.status_reason = before.status_reason
        if was in {S.MISSED, S.FAILED}:
            post.scheduled_at = before.scheduled_at
        if was_approved and was is S.PENDING_APPROVAL:
            add_note(rows, post.id, NoteKind.ASKED, ws.key, ws.now, text="Took the approval back.")
        if is_asked and was is not S.PENDING_APPROVAL:
            _unsay(ws, rows, post)
        rows.flush()
        if was is S.SCHEDULED and before.scheduled_at is not None:
            schedule_post(ws, post.id, before.scheduled_at)


def _unsay(ws: Workspace, rows: Rows, post: Post) -> None:
    """Take a request for approval out of the thread: it was taken back before anybody answered, by who made it."""
    last = rows.first(PostNote, col(PostNote.post_id) == post.id, order=[col(PostNote.at).desc()])
    if last is not None and last.kind is NoteKind.ASKED and last.user_id == ws.key.user_id:
        rows.remove(PostNote, col(PostNote.id) == last.id)


def _is_approved(rows: Rows, post: Post) -> bool:
    """Whether the last step of its thread is an approval of the words as they stand."""
    where = (col(PostNote.post_id) == post.id, col(PostNote.kind) != NoteKind.COMMENT)
    last = rows.first(PostNote, *where, order=[col(PostNote.at).desc()])
    return last is not None and last.kind is NoteKind.APPROVED and last.at >= post.updated_at
