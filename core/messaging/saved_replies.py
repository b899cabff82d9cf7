"""Answers kept under short names: put into the edit box with their variables filled, read and sent by a person."""

import re
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col

from core.errors import Conflict, Invalid
from core.keys import needs
from core.messaging.answers import fill
from core.messaging.known import facts_by_name
from core.messaging.suggest import unproven
from core.tables import Contact, Conversation, SavedReply
from core.vocab import Permission
from core.workspace import Workspace

LONGEST_NAME, LONGEST = 60, 2000
"""Characters of a name and of a text."""
OWN = ("name", "first_name", "business")
"""Variables that stand for the customer and the business; any other is a fact's key. Without a name it is "there"."""
_NAME = re.compile(r"\s*[^\W\d_]+(?!\S*[@\d_])")
"""How somebody's name begins, unlike an account's or a number: nobody is greeted as ``Hi kim_77``."""


@dataclass(frozen=True)
class Inserted:
    """A saved reply with its variables filled; ``flags`` are its claims that the business's facts do not hold."""

    text: str
    flags: tuple[str, ...]


@dataclass(frozen=True)
class Kept:
    """A reply as it was saved; ``flags`` are as above."""

    reply: SavedReply
    flags: tuple[str, ...]


@needs(Permission.READ)
def list_saved_replies(ws: Workspace, *, search: str = "") -> list[SavedReply]:
    """The saved replies by name; ``search`` looks in names and texts."""
    said = search.strip()
    here = col(SavedReply.name).icontains(said, autoescape=True) | col(SavedReply.text).icontains(said, autoescape=True)
    found = ws.rows.find(SavedReply, *([here] if said else []))
    return sorted(found, key=lambda one: (one.name.casefold(), one.id))


@needs(Permission.REPLY)
def save_reply(ws: Workspace, name: str, text: str, *, reply_id: UUID | None = None) -> Kept:
    """Keep an answer, or other words for one that is kept; with the claims in it that no fact holds.

    Raises:
        Invalid: an empty or too long part, or a variable that nothing stands for; ``field`` says which.
        Conflict: another one has that name.
        NotFound: this business keeps no such reply.
    """
    called, said = " ".join(name.split()), text.strip()
    if not 0 < len(called) <= LONGEST_NAME:
        raise Invalid(f"Give it a name of 1 to {LONGEST_NAME} characters.", field="name")
    if not 0 < len(said) <= LONGEST:
        raise Invalid(f"Write the answer in 1 to {LONGEST} characters.", field="text")
    flags = unproven(ws, _filled(ws, said, "Kim Doe"), customer="Kim Doe")
    with ws.writing() as rows:
        same = next((one for one in rows.find(SavedReply) if one.name.casefold() == called.casefold()), None)
        if same is not None and same.id != reply_id:
            raise Conflict(f"There is a saved reply called “{same.name}” already. Choose another name.", field="name")
        if reply_id is None:
            kept = rows.add(SavedReply(business_id=ws.key.business_id, name=called, text=said, updated_at=ws.now))
        else:
            kept = rows.get(SavedReply, reply_id)
            kept.name, kept.text, kept.updated_at = called, said, ws.now
        ws.audit("save_reply", called)
        rows.flush()
    return Kept(kept, flags)


@needs(Permission.REPLY)
def delete_saved_reply(ws: Workspace, reply_id: UUID) -> SavedReply:
    """Keep a reply no longer; what it was comes back, so that it can be kept again.

    Raises:
        NotFound: this business keeps no such reply.
    """
    with ws.writing() as rows:
        gone = rows.get(SavedReply, reply_id)
        kept = SavedReply(business_id=gone.business_id, name=gone.name, text=gone.text, updated_at=gone.updated_at)
        rows.remove(SavedReply, col(SavedReply.id) == reply_id)
        ws.audit("delete_saved_reply", kept.name)
        return kept


@needs(Permission.READ)
def fill_saved_reply(ws: Workspace, reply_id: UUID, conversation_id: UUID) -> Inserted:
    """A saved reply for one conversation, checked as a draft is.

    Raises:
        Invalid: it needs a fact that is not set.
        NotFound: there is no such reply or conversation here.
    """
    conversation = ws.rows.get(Conversation, conversation_id)
    customer = ws.rows.get(Contact, conversation.contact_id).name
    text = _filled(ws, ws.rows.get(SavedReply, reply_id).text, customer)
    return Inserted(text, unproven(ws, text, customer=customer))


def _filled(ws: Workspace, text: str, customer: str) -> str:
    facts = facts_by_name(ws.profile, ws.now.astimezone(ws.zone).date())
    first = customer.split(maxsplit=1)[0] if _NAME.match(customer) else "there"
    return fill(text, {**facts, "name": customer, "first_name": first, "business": ws.business.name})
