"""A message arrives: stored once, judged, and answered, drafted for, handed to a person or set aside."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from core import webhooks
from core.audience.files import folder_of
from core.channels import rules
from core.errors import Invalid, ModelFailed, QuotaSpent
from core.keys import needs
from core.messaging.act import act, escalate_now, judged, word
from core.messaging.files import Enclosed, keep_files
from core.messaging.known import Known, known_faqs
from core.messaging.markup import is_markup, readable
from core.messaging.suggest import drafted, keep
from core.messaging.triage import Suggest
from core.tables import Contact, Conversation, Message, Post
from core.tables.attached import Attachment
from core.vocab import Author, Channel, ConversationStatus, Direction, HookEvent, Permission
from core.workspace import Workspace

LONGEST = 20_000
"""Characters of one message that stand in its thread; nobody's question is longer. The rest is kept as a file."""


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
        files: what was sent along.
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
    files: tuple[Enclosed, ...] = ()


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
    if ws.rows.count(Message, col(Message.external_ref) == told.external_ref):
        files: tuple[Attachment, ...] = ()  # it is here already, with what came along
    else:
        files = keep_files(ws, folder_of(told.channel, told.handle), told.files)
    try:
        message = _stored(ws, told, known, files)
    except IntegrityError:
        if ws.is_writing:
            raise
        message = _stored(ws, told, known, files)  # somebody else stored it, or its sender, at this very moment
    if message.verdict == word(Suggest("", 0)) and not message.ai_suggested_reply:
        return _drafted_for(ws, message)
    return message


def _stored(ws: Workspace, incoming: Incoming, known: Known, files: tuple[Attachment, ...]) -> Message:
    with ws.writing() as rows:
        seen = rows.first(Message, col(Message.external_ref) == incoming.external_ref)
        if seen is not None:
            return seen
        contact = _contact(ws, incoming)
        conversation, is_new = _conversation(ws, incoming, contact)
        verdict = judged(
            ws, incoming.text, contact, conversation, known, automatic=incoming.automatic, files=len(files)
        )
        message = rows.add(
            Message(
                business_id=ws.key.business_id,
                conversation_id=conversation.id,
                external_ref=incoming.external_ref,
                direction=Direction.INBOUND,
                author=Author.CUSTOMER,
                text=incoming.text,
                attachments=files,
                at=incoming.at,
            )
        )
        rows.flush()
        act(ws, verdict, message, conversation, known, is_new=is_new)
        told = {"message_id": message.id, "conversation_id": conversation.id, "platform": incoming.channel}
        said = {"sender_name": incoming.sender_name, "message_text": message.text, "received_at": message.at}
        webhooks.tell(ws, HookEvent.MESSAGE, [told | said])
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
        told = getattr(incoming, field)
        if not 0 < len(told.strip()) <= most or _storable(told) != told:
            raise Invalid(f"A message needs its {field}, of 1 to {most} characters.", field=field)
    if incoming.at.tzinfo is None:
        raise Invalid("Say when the message was written with its time zone.", field="at")
    rules.channel(incoming.channel)
    name = _storable(incoming.sender_name).strip()[:120] or incoming.handle[:120]
    text = _storable(readable(incoming.text) if is_markup(incoming.text) else incoming.text)
    files = incoming.files
    if len(text) > LONGEST:
        files = (Enclosed("the whole message.txt", text.encode()), *files)
    at = min(incoming.at, ws.now)
    return replace(incoming, text=text[:LONGEST], at=at, sender_name=name, files=files)


def _storable(text: str) -> str:
    """A text without what no database keeps: NUL, and halves of characters."""
    return text.replace("\0", "").encode(errors="ignore").decode()


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
