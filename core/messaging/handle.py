"""What a person does with a conversation besides answering: escalate, close, reopen, mark as a lead."""

from typing import Any
from uuid import UUID

from core.errors import Invalid
from core.keys import needs
from core.messaging.outgoing import move_on, withdraw_automatic
from core.tables import Conversation
from core.vocab import ConversationStatus, Permission
from core.workspace import Workspace


@needs(Permission.REPLY)
def escalate(ws: Workspace, conversation_id: UUID, reason: str) -> Conversation:
    """Hand a conversation on to somebody who knows more; where it had been answered, its response clock restarts.

    Raises:
        Invalid: no reason given.
        NotFound: there is no such conversation here.
    """
    if not reason.strip():
        raise Invalid("Say why, so that the next person knows what to look at.", field="reason")
    with ws.writing() as rows:
        conversation = rows.get(Conversation, conversation_id)
        clocks = {} if conversation.first_reply_at is None else _restarted(ws)
        withdraw_automatic(ws, conversation_id)
        _change(
            ws,
            "escalate_conversation",
            conversation_id,
            reason.strip(),
            status=ConversationStatus.ESCALATED,
            reason=reason.strip(),
            **clocks,
        )
    return ws.rows.get(Conversation, conversation_id)


@needs(Permission.REPLY)
def close(ws: Workspace, conversation_id: UUID, reason: str = "") -> Conversation:
    """Nothing more to do here; an automatic answer that still waits is taken back.

    Raises:
        NotFound: there is no such conversation here.
    """
    with ws.writing():
        ws.rows.get(Conversation, conversation_id)
        withdraw_automatic(ws, conversation_id)
        said = reason.strip()
        _change(ws, "close_conversation", conversation_id, said, status=ConversationStatus.CLOSED, reason=said)
    return ws.rows.get(Conversation, conversation_id)


@needs(Permission.REPLY)
def reopen(ws: Workspace, conversation_id: UUID) -> Conversation:
    """Put a conversation back among those that wait; its response clock starts again.

    Raises:
        Invalid: it waits already.
        NotFound: there is no such conversation here.
    """
    with ws.writing() as rows:
        conversation = rows.get(Conversation, conversation_id)
        if conversation.status in {ConversationStatus.PENDING, ConversationStatus.ESCALATED}:
            raise Invalid("This conversation is open already.", field="conversation")
        pending = ConversationStatus.PENDING
        _change(ws, "reopen_conversation", conversation_id, "", status=pending, reason="", **_restarted(ws))
    return ws.rows.get(Conversation, conversation_id)


@needs(Permission.REPLY)
def mark_lead(ws: Workspace, conversation_id: UUID, is_lead: bool) -> Conversation:
    """Say whether this person wants to buy, book or sign up; leads count towards the campaign's target.

    Raises:
        NotFound: there is no such conversation here.
    """
    with ws.writing() as rows:
        rows.get(Conversation, conversation_id)
        _change(ws, "mark_lead", conversation_id, "lead" if is_lead else "no lead", lead=is_lead)
    return ws.rows.get(Conversation, conversation_id)


def _restarted(ws: Workspace) -> dict[str, Any]:
    return {"first_inbound_at": ws.now, "first_reply_at": None}


def _change(ws: Workspace, verb: str, conversation_id: UUID, detail: str, **values: Any) -> None:
    move_on(ws, conversation_id, **values)
    ws.audit(verb, str(conversation_id), detail)
