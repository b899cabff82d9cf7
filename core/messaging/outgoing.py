"""Putting a reply in the outbox, and moving a conversation on. Part of the open transaction."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlmodel import col

from core import outbox
from core.errors import Conflict, Invalid
from core.tables import Conversation, Message
from core.vocab import Author, Channel, Direction, PublicationKind
from core.workspace import Workspace

AUTOMATIC = (Author.FAQ, Author.ACKNOWLEDGEMENT)
"""Authors that are nobody: what they say names itself as automatic."""


def can_answer(ws: Workspace, channel: Channel) -> bool:
    """Whether anything can be sent on a channel; from some we only hear."""
    try:
        ws.channel(channel)
    except Invalid:
        return False
    return True


def say(
    ws: Workspace,
    conversation: Conversation,
    text: str,
    author: Author,
    *,
    verdict: str = "",
    faq_id: UUID | None = None,
    run_at: datetime | None = None,
) -> Message:
    """Write a reply down and queue it; ``sent_at`` stays empty until it has truly left."""
    message = ws.rows.add(
        Message(
            business_id=ws.key.business_id,
            conversation_id=conversation.id,
            external_ref=f"out:{uuid4()}",
            direction=Direction.OUTBOUND,
            author=author,
            text=text,
            at=ws.now,
            verdict=verdict,
            faq_id=faq_id,
        )
    )
    ws.rows.flush()
    outbox.enqueue(
        ws,
        kind=PublicationKind.REPLY,
        channel=conversation.channel,
        run_at=run_at or ws.now,
        message_id=message.id,
    )
    return message


def withdraw_automatic(ws: Workspace, conversation_id: UUID) -> int:
    """Take back the automatic answers that still wait; how many there were."""
    waiting = ws.rows.columns(
        Message.id,
        where=[
            col(Message.conversation_id) == conversation_id,
            col(Message.author).in_(AUTOMATIC),
            col(Message.sent_at).is_(None),
        ],
    )
    return sum(outbox.cancel(ws, message_id=message_id) for (message_id,) in waiting)


def move_on(ws: Workspace, conversation_id: UUID, *, seen_version: int | None = None, **values: Any) -> None:
    """Change a conversation and count its version up.

    Raises:
        Conflict: ``seen_version`` is given and the conversation has moved on since.
    """
    same = [] if seen_version is None else [col(Conversation.version) == seen_version]
    mine = col(Conversation.id) == conversation_id
    if not ws.rows.change(Conversation, mine, *same, version=col(Conversation.version) + 1, **values):
        raise Conflict("This conversation has changed since you opened it. Read what is new, then answer.")
