"""What people say about a post before it goes out, and the steps of its approval among it."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col

from core.errors import Invalid
from core.keys import needs
from core.rows.notes import add_note, latest_number
from core.tables import Post, PostNote
from core.vocab import NoteKind, Permission
from core.workspace import Workspace

MOST = 2000
SHOWN = 200


@dataclass(frozen=True)
class Thread:
    """The lines, the oldest first, and the number of the post's newest version."""

    notes: tuple[PostNote, ...]
    version: int | None

    @property
    def asked(self) -> PostNote | None:
        """The last time somebody asked for approval."""
        return next((note for note in reversed(self.notes) if note.kind is NoteKind.ASKED), None)

    @property
    def changed_since_asked(self) -> bool:
        """Whether the words are others than those that approval was asked for."""
        return self.asked is not None and self.asked.version != self.version


@needs(Permission.READ)
def read_thread(ws: Workspace, post_id: UUID) -> Thread:
    """A post's thread, at most its latest two hundred lines.

    Raises:
        NotFound: this business has no such post.
    """
    ws.rows.get(Post, post_id)
    order = [col(PostNote.at).desc(), col(PostNote.id)]
    found = ws.rows.find(PostNote, col(PostNote.post_id) == post_id, order=order, limit=SHOWN)
    return Thread(tuple(reversed(found)), latest_number(ws.rows, post_id))


@needs(Permission.WRITE)
def comment_post(ws: Workspace, post_id: UUID, text: str) -> PostNote:
    """Say something about a post, wherever it stands.

    Raises:
        Invalid: nothing is said, or more than 2,000 characters (field ``comment``).
    """
    words = told(text)
    if not words:
        raise Invalid("Write something first.", field="comment")
    with ws.writing() as rows:
        rows.get(Post, post_id)
        note = add_note(rows, post_id, NoteKind.COMMENT, ws.key, ws.now, text=words)
        ws.audit("comment_post", str(post_id), words)
        rows.flush()
        return note


def told(text: str) -> str:
    """What somebody said, without the space around it.

    Raises:
        Invalid: more than 2,000 characters (field ``comment``).
    """
    words = text.strip()
    if len(words) > MOST:
        raise Invalid(f"That is too long: {MOST:,} characters are the most here.", field="comment")
    return words
