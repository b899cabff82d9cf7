"""A person answers."""

from datetime import datetime
from uuid import UUID

from sqlmodel import col

from core import outbox
from core.channels import rules
from core.errors import Invalid
from core.keys import needs
from core.messaging.outgoing import move_on, say, withdraw_automatic
from core.tables import Contact, Conversation, Message
from core.vocab import Author, ConversationStatus, Permission
from core.workspace import Workspace

LONGEST = 10_000
"""Characters of a reply on a channel that sets no shorter limit."""


@needs(Permission.REPLY)
def send_reply(
    ws: Workspace,
    conversation_id: UUID,
    text: str,
    *,
    seen_version: int,
    at: datetime | None = None,
    token: str | None = None,
) -> Message:
    """Queue a person's answer, now or for a later moment; the machine's turn in this conversation is over.

    Args:
        ws: the business.
        conversation_id: where.
        text: what to send, as it stands.
        seen_version: the conversation's version that the person had read.
        at: when to send it; now when None.
        token: the same one again gives the same message.

    Raises:
        Conflict: somebody wrote or changed something since; nothing is sent.
        Invalid: no text, too much of it, a moment that has passed, a customer who asked not to be
            written to, or a channel that we only hear from.
        NotFound: there is no such conversation here.
    """
    with ws.writing() as rows:
        if done := rows.made(Message, "send_reply", token):
            return done
        conversation = rows.get(Conversation, conversation_id)
        said = _sendable(conversation, text)
        ws.channel(conversation.channel)
        if at is not None and at <= ws.now:
            raise Invalid("That moment has passed. Choose a later one, or send it now.", field="at")
        suppressed = rows.get(Contact, conversation.contact_id).suppressed_at
        if suppressed is not None and conversation.last_inbound_at <= suppressed:
            raise Invalid("They asked not to be written to, and have not written since.", field="conversation")
        move_on(ws, conversation_id, seen_version=seen_version, **_opened(ws, conversation))
        withdraw_automatic(ws, conversation_id)
        message = say(ws, conversation, said, Author.PERSON, run_at=at)
        ws.made("send_reply", token, message)
        ws.audit("send_reply", str(conversation_id))
        return message


def _sendable(conversation: Conversation, text: str) -> str:
    limit = rules.channel(conversation.channel).limits.text_max
    most = LONGEST if limit is None else limit.value
    said = text.strip()
    if not said:
        raise Invalid("Write an answer first.", field="text")
    if len(said) > most:
        raise Invalid(f"The answer has {len(said)} characters; {conversation.channel} takes {most}.", field="text")
    return said


def _opened(ws: Workspace, conversation: Conversation) -> dict[str, object]:
    """Writing into a closed conversation opens it; who answers an unassigned one has it."""
    changes: dict[str, object] = {}
    if conversation.status is ConversationStatus.CLOSED:
        changes["status"] = ConversationStatus.PENDING
    if conversation.assignee_id is None and ws.key.user_id is not None:
        changes["assignee_id"] = ws.key.user_id
    return changes


@needs(Permission.REPLY)
def unsend_reply(ws: Workspace, message_id: UUID) -> bool:
    """Take back a person's answer that has not left yet; whether there was still time."""
    with ws.writing() as rows:
        message = rows.one(Message, col(Message.id) == message_id, col(Message.author) == Author.PERSON)
        taken_back = outbox.cancel(ws, message_id=message_id) > 0
        if taken_back:
            move_on(ws, message.conversation_id)
            ws.audit("unsend_reply", str(message.conversation_id))
        return taken_back
