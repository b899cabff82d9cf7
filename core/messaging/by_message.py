"""Customers' messages one by one, as other programs look at an inbox: each with where its conversation stands."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import col

from core.keys import needs
from core.messaging.outgoing import move_on, withdraw_automatic
from core.messaging.suggest import suggest_reply
from core.rows.pages import MOST, Mark, Page, cut, older
from core.tables import Contact, Conversation, Message
from core.vocab import Channel, ConversationStatus, Direction, Permission
from core.workspace import Workspace


class MessageRow(NamedTuple):
    """A customer's message; ``status`` and ``reason`` are its conversation's."""

    id: UUID
    conversation_id: UUID
    text: str
    at: datetime
    verdict: str
    suggested_reply: str
    flags: tuple[str, ...]
    channel: Channel
    status: ConversationStatus
    reason: str
    post_id: UUID | None
    campaign_id: UUID | None
    sender_name: str
    handle: str


_OF_CONVERSATION = (
    Conversation.channel,
    Conversation.status,
    Conversation.reason,
    Conversation.post_id,
    Conversation.campaign_id,
    Conversation.contact_id,
)
_OF_MESSAGE = (
    Message.id,
    Message.conversation_id,
    Message.text,
    Message.at,
    Message.verdict,
    Message.ai_suggested_reply,
    Message.suggestion_flags,
)


@needs(Permission.READ)
def page_messages(
    ws: Workspace, *, status: ConversationStatus | None = None, after: Mark | None = None, limit: int = MOST
) -> Page[MessageRow]:
    """Customers' messages, the newest first; with ``status``, those of conversations that stand so."""
    where = older(Message.at, Message.id, after)
    where += [] if status is None else [col(Conversation.status) == status]
    found = _rows(ws, where, limit + 1)
    return cut(found, limit, lambda row: Mark(row.at, row.id))


@needs(Permission.READ)
def read_message(ws: Workspace, message_id: UUID) -> MessageRow:
    """One customer's message.

    Raises:
        NotFound: this business has no such message, or it is one of its own.
    """
    message = ws.rows.one(Message, col(Message.id) == message_id, col(Message.direction) == Direction.INBOUND)
    return _rows(ws, [col(Message.id) == message.id], 1)[0]


@needs(Permission.REPLY)
def suggest_for_message(ws: Workspace, message_id: UUID) -> MessageRow:
    """Draft an answer to what the customer wrote last in this message's conversation; a person sends it.

    Raises:
        NotFound: this business has no such message.
        ModelFailed, QuotaSpent: as ``suggest_reply``.
    """
    drafted = suggest_reply(ws, read_message(ws, message_id).conversation_id)
    return read_message(ws, drafted.id)


@needs(Permission.REPLY)
def mark_replied(ws: Workspace, message_id: UUID) -> MessageRow:
    """Say that this message was answered elsewhere, such as on the telephone; doing it twice changes nothing.

    It counts as the first reply where there was none, and an automatic answer that still waits is taken back.

    Raises:
        NotFound: this business has no such message.
    """
    with ws.writing() as rows:
        conversation = rows.get(Conversation, read_message(ws, message_id).conversation_id)
        if conversation.status is not ConversationStatus.REPLIED:
            withdraw_automatic(ws, conversation.id)
            first = conversation.first_reply_at or ws.now
            replied = ConversationStatus.REPLIED
            move_on(ws, conversation.id, status=replied, reason="", first_reply_at=first)
            ws.audit("mark_replied", str(conversation.id))
    return read_message(ws, message_id)


def _rows(ws: Workspace, where: list[ColumnElement[bool]], limit: int) -> list[MessageRow]:
    found = ws.rows.columns(
        *map(col, (*_OF_MESSAGE, *_OF_CONVERSATION)),
        where=[col(Message.direction) == Direction.INBOUND, *where],
        join=(Conversation, col(Message.conversation_id) == col(Conversation.id)),
        order=[col(Message.at).desc(), col(Message.id).desc()],
        limit=limit,
    )
    senders = _senders(ws, [row[-1] for row in found])
    return [MessageRow._make((*row[:-1], *senders[row[-1]])) for row in found]


def _senders(ws: Workspace, ids: list[UUID]) -> dict[UUID, tuple[str, str]]:
    where: Any = [col(Contact.id).in_(ids)]
    found = ws.rows.columns(col(Contact.id), col(Contact.name), col(Contact.handle), where=where)
    return {one: (name, handle) for one, name, handle in found}
