"""The door by which other programs bring messages of any channel: a signed JSON POST each (Standard Webhooks 1.0.0)."""

import base64
import binascii
from dataclasses import dataclass
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, SecretStr, ValidationError
from sqlmodel import col

from core.channels.rules import load
from core.connections.profile_doors import SHOWN, drop_secret, make_secret, secret_of
from core.connections.signed_calls import LATE, SignedCall, refuse_unsigned
from core.errors import Invalid
from core.keys import needs
from core.messaging.files import MOST_FILES, Enclosed
from core.messaging.markup import readable
from core.messaging.receive import Incoming, receive_message
from core.tables import Message
from core.vocab import Permission
from core.workspace import Workspace

COLUMN = "messages_secret"
DEMO = "A demo takes no messages from outside. Make an account for your own business first."
PLACE = "Settings, Channels"
MOST_SENT = 3 * MOST_FILES
"""Files that a call may name; those beyond what is kept are counted, not kept."""


@dataclass(frozen=True)
class MessageDoor:
    """Where messages are brought; the secret itself is shown once, when it is made."""

    url: str
    secret_ends: str


class _Told(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class SentFile(_Told):
    """A file that came along: its bytes as base64 in ``data``, or the ``url`` where it lies."""

    name: str = Field(default="file", max_length=400)
    data: str = ""
    url: str = Field(default="", max_length=4000)
    size: int | None = Field(default=None, ge=0)


class MessageEvent(_Told):
    """What a call says of one message.

    Attributes:
        id: the channel's own name for the message; the same again is the same message.
        channel: one of ours, such as ``instagram`` or ``email``.
        sender: the address, number or account it came from.
        name: what the sender is called.
        text: what they wrote, as plain words.
        html: the same as HTML, where there are no plain words.
        thread: the channel's name for the conversation; without it, all that one sender writes is one conversation.
        at: when it was written; now when it is left out.
        post_id: our post that it was written under.
        automatic: a machine sent it.
        lead: they want to buy, book or sign up.
        files: what came along.
    """

    id: str = Field(min_length=1, max_length=150)
    channel: str = Field(max_length=40)
    sender: str = Field(min_length=1, max_length=254)
    name: str = Field(default="", max_length=400)
    text: str = ""
    html: str = ""
    thread: str = Field(default="", max_length=150)
    at: AwareDatetime | None = None
    post_id: UUID | None = None
    automatic: bool = False
    lead: bool = False
    files: tuple[SentFile, ...] = Field(default=(), max_length=MOST_SENT)


@dataclass(frozen=True)
class TakenMessage:
    """What became of a call; ``is_new`` is False when the message had been brought before."""

    message_id: UUID
    conversation_id: UUID
    verdict: str
    is_new: bool


@needs(Permission.MANAGE)
def open_message_door(ws: Workspace) -> SecretStr:
    """Make a new secret, the only one that is good from now on.

    Raises:
        Invalid: this is a demo, or the server has no secret of its own to seal with.
    """
    return make_secret(ws, COLUMN, "open_message_door", in_a_demo=DEMO)


@needs(Permission.MANAGE)
def close_message_door(ws: Workspace) -> None:
    """Take no more messages from outside; those that came stay."""
    drop_secret(ws, COLUMN, "close_message_door")


@needs(Permission.READ)
def read_message_door(ws: Workspace) -> MessageDoor | None:
    """Where messages are brought; None while there is no door."""
    secret = secret_of(ws, COLUMN)
    if secret is None:
        return None
    url = f"{ws.public_url.rstrip('/')}/api/inbound/{ws.key.business_id}"
    return MessageDoor(url, secret.get_secret_value()[-SHOWN:])


@needs(Permission.CLOCK)
def receive_call(ws: Workspace, call: SignedCall) -> TakenMessage:
    """Take in the message of a signed call; the same call, or the same message, again changes nothing.

    Raises:
        Forbidden: there is no door, the signature does not fit, or its moment is more than five minutes off.
        Invalid: the body is no such message (its field).
        NotFound: there is no such post here.
    """
    refuse_unsigned(call, secret_of(ws, COLUMN), lambda: ws.now, shown=PLACE)
    event = _event(call.body)
    at = event.at or ws.now
    if at > ws.now + LATE:
        raise Invalid("This moment is in the future. Send when the message was written.", field="at")
    if event.channel not in load():
        raise Invalid(f"We know no channel of that name. Use one of: {', '.join(load())}.", field="channel")
    for field in ("id", "sender", "thread"):
        if not getattr(event, field).isprintable():
            raise Invalid(f"The {field} has signs in it that nobody sees. Send it without them.", field=field)
    ref = f"in:{event.channel}:{event.id}"
    is_new = not ws.rows.count(Message, col(Message.external_ref) == ref)
    message = receive_message(
        ws,
        Incoming(
            external_ref=ref,
            conversation_ref=f"in:{event.channel}:{event.thread or event.sender}"[:200],
            channel=event.channel,
            handle=event.sender.strip(),
            sender_name=event.name,
            text=event.text if event.text.strip() else readable(event.html),
            at=at,
            post_id=event.post_id,
            automatic=event.automatic,
            lead=event.lead,
            files=tuple(_enclosed(file, place) for place, file in enumerate(event.files)),
        ),
    )
    return TakenMessage(message.id, message.conversation_id, message.verdict, is_new)


def _enclosed(file: SentFile, place: int) -> Enclosed:
    try:
        data = base64.b64decode(file.data, validate=True)
    except binascii.Error as wrong:
        raise Invalid("The file is not written as base64.", field=f"files.{place}.data") from wrong
    return Enclosed(file.name, data, file.url, file.size)


def _event(body: bytes) -> MessageEvent:
    try:
        return MessageEvent.model_validate_json(body)
    except ValidationError as wrong:
        first = wrong.errors(include_url=False, include_input=False)[0]
        field = ".".join(map(str, first["loc"]))
        words = f"The message cannot be read: {field or 'body'}: {first['msg']}."
        raise Invalid(words, field=field or "body") from wrong
