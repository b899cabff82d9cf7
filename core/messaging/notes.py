"""What colleagues tell each other about a conversation: it stands in the thread and never leaves the house."""

from uuid import UUID

from sqlmodel import col

from core.errors import Forbidden, Invalid
from core.keys import needs
from core.messaging.outgoing import move_on
from core.tables import Conversation, ConversationNote
from core.vocab import Permission
from core.workspace import Workspace

LONGEST = 2000
"""Characters of a note."""


@needs(Permission.READ)
def list_notes(ws: Workspace, conversation_id: UUID) -> list[ConversationNote]:
    """The notes on a conversation, the oldest first."""
    here = col(ConversationNote.conversation_id) == conversation_id
    return ws.rows.find(ConversationNote, here, order=[col(ConversationNote.at), col(ConversationNote.id)])


@needs(Permission.REPLY)
def add_note(ws: Workspace, conversation_id: UUID, text: str, *, token: str | None = None) -> ConversationNote:
    """Leave a note for colleagues. Whoever is writing an answer at that moment has to read it first.

    Raises:
        Invalid: an empty or too long note.
        NotFound: there is no such conversation here.
    """
    said = text.strip()
    if not 0 < len(said) <= LONGEST:
        raise Invalid(f"Write the note in 1 to {LONGEST} characters.", field="note")
    with ws.writing() as rows:
        if done := rows.made(ConversationNote, "add_note", token):
            return done
        rows.get(Conversation, conversation_id)
        note = rows.add(
            ConversationNote(
                business_id=ws.key.business_id,
                conversation_id=conversation_id,
                text=said,
                user_id=ws.key.user_id,
                actor=ws.key.actor,
                at=ws.now,
            )
        )
        move_on(ws, conversation_id)
        ws.made("add_note", token, note)
        ws.audit("add_note", str(conversation_id))
        return note


@needs(Permission.REPLY)
def delete_note(ws: Workspace, note_id: UUID) -> ConversationNote:
    """Delete a note: one's own, or as an admin anybody's; what it was comes back, so that it can be put back.

    Raises:
        Forbidden: it is a colleague's.
        NotFound: there is no such note here.
    """
    with ws.writing() as rows:
        note = rows.get(ConversationNote, note_id)
        _refuse_others(ws, note)
        gone = ConversationNote(**note.model_dump())
        rows.remove(ConversationNote, col(ConversationNote.id) == note_id)
        move_on(ws, gone.conversation_id)
        ws.audit("delete_note", str(gone.conversation_id))
        return gone


@needs(Permission.REPLY)
def put_note_back(ws: Workspace, gone: ConversationNote) -> None:
    """Undo a deletion: the note stands where it stood, under the name of whoever wrote it.

    Raises:
        Forbidden: it is a colleague's.
        NotFound: its conversation is gone.
    """
    with ws.writing() as rows:
        _refuse_others(ws, gone)
        rows.get(Conversation, gone.conversation_id)
        if rows.seek(ConversationNote, gone.id) is None:
            rows.add(ConversationNote(**gone.model_dump()))
            move_on(ws, gone.conversation_id)
            ws.audit("put_note_back", str(gone.conversation_id))


def _refuse_others(ws: Workspace, note: ConversationNote) -> None:
    if note.user_id != ws.key.user_id and Permission.MANAGE not in ws.key.permissions:
        raise Forbidden(f"This note is {note.actor}'s. They, or an admin, can delete it.")
