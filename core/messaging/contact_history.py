"""What is known of somebody who wrote: what they agreed to, which list they are on, and what else they wrote."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_
from sqlmodel import col

from core.keys import needs
from core.tables import Contact, Conversation, Message, Publication
from core.vocab import Channel, ConversationStatus, Direction, Permission, PublicationStatus
from core.workspace import Workspace

MOST = 10
"""Other conversations that are shown, the latest first."""


@dataclass(frozen=True)
class Earlier:
    """Another conversation of the same person."""

    id: UUID
    channel: Channel
    status: ConversationStatus
    intent: str
    lead: bool
    last_inbound_at: datetime


@dataclass(frozen=True)
class ContactHistory:
    """One person, also where they wrote from elsewhere under the same address or number.

    Attributes:
        contact: whom this conversation is with.
        also: the same person's other handles.
        conversations: their other conversations, the latest first; ``more`` counts those left out.
        leads: conversations in which they wanted to buy, this one among them.
        written: messages they wrote in all.
        sent: letters and texts of ours that reached them.
    """

    contact: Contact
    also: tuple[Contact, ...]
    conversations: tuple[Earlier, ...]
    more: int
    leads: int
    written: int
    sent: int


@needs(Permission.READ)
def contact_history(ws: Workspace, conversation_id: UUID) -> ContactHistory:
    """The person behind a conversation.

    Raises:
        NotFound: there is no such conversation here.
    """
    contact = ws.rows.get(Contact, ws.rows.get(Conversation, conversation_id).contact_id)
    also = _also(ws, contact)
    ids = [contact.id, *(one.id for one in also)]
    theirs = col(Conversation.contact_id).in_(ids)
    found = ws.rows.find(
        Conversation,
        theirs,
        col(Conversation.id) != conversation_id,
        order=[col(Conversation.last_inbound_at).desc(), col(Conversation.id)],
        limit=MOST,
    )
    ((written,),) = ws.rows.columns(
        func.count(col(Message.id)),
        join=(Conversation, col(Conversation.id) == col(Message.conversation_id)),
        where=[theirs, col(Message.direction) == Direction.INBOUND],
    )
    left = (col(Publication.contact_id).in_(ids), col(Publication.status) == PublicationStatus.PUBLISHED)
    return ContactHistory(
        contact=contact,
        also=also,
        conversations=tuple(
            Earlier(one.id, one.channel, one.status, one.intent, one.lead, one.last_inbound_at) for one in found
        ),
        more=ws.rows.count(Conversation, theirs) - 1 - len(found),
        leads=ws.rows.count(Conversation, theirs, col(Conversation.lead).is_(True)),
        written=int(written),
        sent=ws.rows.count(Publication, *left),
    )


def _also(ws: Workspace, contact: Contact) -> tuple[Contact, ...]:
    """Whoever has the same e-mail address or telephone number."""
    same: list[ColumnElement[bool]] = []
    if contact.email:
        same.append(func.lower(col(Contact.email)) == contact.email.lower())
    if contact.phone:
        same.append(col(Contact.phone) == contact.phone)
    if not same:
        return ()
    return tuple(ws.rows.find(Contact, or_(*same), col(Contact.id) != contact.id, order=[col(Contact.created_at)]))
