"""A message arrives: stored once, judged, and answered, drafted for, handed to a person or set aside."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from core.channels import rules
from core.errors import Invalid, ModelFailed, QuotaSpent
from core.keys import needs
from core.messaging.act import act, escalate_now, judged, word
from core.messaging.known import Known, known_faqs
from core.messaging.suggest import drafted, keep
from core.messaging.triage import Suggest
from core.tables import Contact, Conversation, Message, Post
from core.vocab import Author, Channel, ConversationStatus, Direction, Permission
from core.workspace import Workspace

LONGEST = 20_000
"""Characters kept of one message; nobody's question is longer."""


@dataclass(frozen=True)
class Incoming:
    """One message as a channel told it.

    Attributes:
        external_ref: the channel's name for the message; the same again means the same message.
        conversation_ref: the channel's name for the thread.
        handle: the address, number or account it came from.
        at: when it was written; aware.
        post_id: the post it was written under, if any.
        automatic: its headers say that a machine sent it.
        lead: the person wants to buy, book or sign up, as the channel itself says.
    """

    external_ref: str
    conversation_ref: str
    channel: Channel
    handle: str
    sender_name: str
    text: str
    at: datetime
    post_id: UUID | None = None
    automatic: bool = False
    lead: bool = False


@needs(Permission.REPLY)
def receive_message(ws: Workspace, incoming: Incoming) -> Message:
    """Take in one message; the same one again changes nothing.

    Only a stored FAQ goes out by itself. A draft is asked of the model after the message is safe, and when the
    model cannot, a person gets the conversation.

    Raises:
        Invalid: a part is missing or too long, or the moment has no zone; ``field`` says which.
        NotFound: there is no such post here.
    """
    told = _checked(ws, incoming)
    known = known_faqs(ws)
    try:
        message = _stored(ws, told, known)
    except IntegrityError:
        if ws.is_writing:
            raise
        message = _stored(ws, told, known)  # somebody else stored it, or its sender, at this very moment
    if message.verdict == word(Suggest("", 0)) and not message.ai_suggested_reply:
        return _drafted_for(ws, message)
    return message


def _stored(ws: Workspace, incoming: Incoming, known: Known) -> Message:
    with ws.writing() as rows:
        seen = rows.first(Message, col(Message.external_ref) == incoming.external_ref)
        if seen is not None:
            return seen
        contact = _contact(ws, incoming)
        conversation, is_new = _conversation(ws, incoming, contact)
        verdict = judged(ws, incoming.text, contact, conversation, known, automatic=incoming.automatic)
        message = rows.add(
            Message(
                business_id=ws.key.business_id,
                conversation_id=conversation.id,
                external_ref=incoming.external_ref,
                direction=Direction.INBOUND,
                author=Author.CUSTOMER,
                text=incoming.text,
                at=incoming.at,
            )
        )
        rows.flush()
        act(ws, verdict, message, conversation, known, is_new=is_new)
        if incoming.lead and not conversation.lead:
            rows.change(Conversation, col(Conversation.id) == conversation.id, lead=True)
        return message


def _drafted_for(ws: Workspace, message: Message) -> Message:
    """Ask for a draft with no writes in hand, then keep it."""
    try:
        draft = drafted(ws, message.conversation_id)
    except (ModelFailed, QuotaSpent) as refusal:
        with ws.writing() as rows:
            mine = rows.get(Message, message.id)
            escalate_now(ws, mine, rows.get(Conversation, mine.conversation_id), refusal.message)
    else:
        keep(ws, draft)
    return ws.rows.get(Message, message.id)


def _checked(ws: Workspace, incoming: Incoming) -> Incoming:
    longest = {"external_ref": 200, "conversation_ref": 200, "handle": 254}
    for field, most in longest.items():
        if not 0 < len(getattr(incoming, field).strip()) <= most:
            raise Invalid(f"A message needs its {field}, of 1 to {most} characters.", field=field)
    if incoming.at.tzinfo is None:
        raise Invalid("Say when the message was written with its time zone.", field="at")
    rules.channel(incoming.channel)
    name = incoming.sender_name.strip()[:120] or incoming.handle[:120]
    return replace(incoming, text=incoming.text[:LONGEST], at=min(incoming.at, ws.now), sender_name=name)


def _contact(ws: Workspace, incoming: Incoming) -> Contact:
    here = (col(Contact.channel) == incoming.channel, col(Contact.handle) == incoming.handle)
    if (known := ws.rows.first(Contact, *here)) is not None:
        return known
    made = ws.rows.add(
        Contact(
            business_id=ws.key.business_id,
            name=incoming.sender_name,
            channel=incoming.channel,
            handle=incoming.handle,
            email=incoming.handle if incoming.channel == "email" else "",
            phone=incoming.handle[:40] if incoming.channel == "sms" else "",
            created_at=incoming.at,
        )
    )
    ws.rows.flush()
    return made


def _conversation(ws: Workspace, incoming: Incoming, contact: Contact) -> tuple[Conversation, bool]:
    """The thread, and whether this message opens it."""
    found = ws.rows.first(Conversation, col(Conversation.external_ref) == incoming.conversation_ref)
    if found is not None:
        return found, False
    post = None if incoming.post_id is None else ws.rows.get(Post, incoming.post_id)
    made = ws.rows.add(
        Conversation(
            business_id=ws.key.business_id,
            contact_id=contact.id,
            external_ref=incoming.conversation_ref,
            channel=incoming.channel,
            post_id=None if post is None else post.id,
            campaign_id=None if post is None else post.campaign_id,
            status=ConversationStatus.PENDING,
            first_inbound_at=incoming.at,
            last_inbound_at=incoming.at,
        )
    )
    ws.rows.flush()
    return made, True
