"""One conversation as a thread: its latest messages, and more of them when they are asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import col

from core.keys import needs
from core.messaging.due import due_at, hours_of, waiting_since
from core.messaging.waits import lines_of
from core.tables import Contact, Conversation, Message, Post, Publication
from core.vocab import Direction, Permission, PublicationStatus
from core.workspace import Workspace

MOST_SHOWN = 40
"""Messages of a thread that are read at first."""


@dataclass(frozen=True)
class Said:
    """One message, and for ours whether it has left: ``delivery`` is the outbox's word for it."""

    message: Message
    delivery: PublicationStatus | None
    delivery_reason: str
    send_at: datetime | None


@dataclass(frozen=True)
class Thread:
    """A conversation and its latest messages, in order; ``earlier`` counts those before them.

    ``suggestion`` is the customer's latest message when a draft waits on it.
    """

    conversation: Conversation
    contact: Contact
    messages: tuple[Said, ...]
    earlier: int
    suggestion: Message | None
    post_title: str
    waiting_since: datetime | None
    due_at: datetime | None


@needs(Permission.READ)
def thread(ws: Workspace, conversation_id: UUID, *, most: int = MOST_SHOWN) -> Thread:
    """One conversation with the latest of what was said, in order, at most so many messages.

    Raises:
        NotFound: there is no such conversation here.
    """
    conversation = ws.rows.get(Conversation, conversation_id)
    here = col(Message.conversation_id) == conversation_id
    backwards = [col(Message.at).desc(), col(Message.direction).desc(), col(Message.id).desc()]
    messages = ws.rows.find(Message, here, order=backwards, limit=most + 1)[::-1]
    more = len(messages) > most
    messages = messages[-most:]
    asked = ws.rows.first(Message, here, col(Message.direction) == Direction.INBOUND, order=backwards)
    title = "" if conversation.post_id is None else ws.rows.get(Post, conversation.post_id).title
    since = waiting_since(conversation, lines_of(ws, [conversation])[conversation_id])
    target, hours = timedelta(minutes=ws.profile.response_target_minutes), hours_of(ws.profile, ws.business.zone)
    return Thread(
        conversation=conversation,
        contact=ws.rows.get(Contact, conversation.contact_id),
        messages=_with_deliveries(ws, messages),
        earlier=ws.rows.count(Message, here) - len(messages) if more else 0,
        suggestion=asked if asked is not None and asked.ai_suggested_reply and since is not None else None,
        post_title=title,
        waiting_since=since,
        due_at=None if since is None else due_at(since, target, hours),
    )


def _with_deliveries(ws: Workspace, messages: Sequence[Message]) -> tuple[Said, ...]:
    sent = ws.rows.columns(
        Publication.message_id,
        Publication.status,
        Publication.reason,
        Publication.run_at,
        where=[col(Publication.message_id).in_([message.id for message in messages])],
    )
    deliveries = {message_id: (status, reason, run_at) for message_id, status, reason, run_at in sent}
    return tuple(Said(said, *deliveries.get(said.id, (None, "", None))) for said in messages)
