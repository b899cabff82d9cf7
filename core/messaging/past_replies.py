"""What people of this business answered before to questions like this one."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col

from core.ai.guard import Grounds
from core.messaging.prompts import HOLDING, SORRY
from core.messaging.words import plain
from core.tables import Contact, Conversation, Message
from core.vocab import Author, Direction
from core.workspace import Workspace

ALIKE = 0.6
"""Cosine of two questions' meanings from which an answer to one may help with the other."""
MOST, MOST_READ = 2, 200
"""Replies that are offered, and those looked at, the latest first."""
LONGEST, READ = 600, 500
"""Characters of a reply that is offered, and of a question that is compared."""
_GREETING = re.compile(
    r"^\s*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|thanks|thank you)\b[^,.!\n]{0,40}[,.!]\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class PastReply:
    """A reply that a person sent; ``alike``, 0-1, is how near its question is to the one at hand.

    ``text`` is without greeting; it is empty where the reply names its reader, or says what no fact proves, so that
    it is a source to look at and nothing that a writer is shown.
    """

    conversation_id: UUID
    at: datetime
    alike: float
    text: str


def past_replies(ws: Workspace, asked: str, here: UUID, grounds: Grounds) -> tuple[PastReply, ...]:
    """The replies of people to the questions most like this one, in other conversations of this business.

    Nobody outside is asked for it: meanings are compared on this machine.
    """
    sent = ws.rows.columns(
        Message.conversation_id,
        Message.text,
        Message.at,
        where=[
            col(Message.author) == Author.PERSON,
            col(Message.sent_at).is_not(None),
            col(Message.conversation_id) != here,
            func.length(col(Message.text)) <= LONGEST,
        ],
        order=[col(Message.at).desc(), col(Message.id)],
        limit=MOST_READ,
    )
    told = [row for row in sent if not any(words in row.text for words in (*HOLDING, *SORRY))]
    questions = _questions(ws, {where for where, _, _ in told})
    pairs = [(row, said) for row in told if (said := _before(questions.get(row.conversation_id, ()), row.at))]
    if not pairs or not plain(asked):
        return ()
    rows = ws.embedding.embed([asked[:READ], *(said for _, said in pairs)], stay_here=True).rows
    near = sorted(zip((rows[1:] @ rows[0]).tolist(), range(len(pairs)), strict=True), key=lambda one: (-one[0], one[1]))
    best: dict[str, tuple[float, int]] = {}
    for alike, place in near:
        if alike >= ALIKE:
            best.setdefault(plain(_GREETING.sub("", pairs[place][0].text)), (alike, place))
    chosen = list(best.values())[:MOST]
    names = _names(ws, [pairs[place][0].conversation_id for _, place in chosen])
    return tuple(
        PastReply(row.conversation_id, row.at, alike, _shown(row.text, names.get(row.conversation_id, ""), grounds))
        for alike, place in chosen
        for row in [pairs[place][0]]
    )


def _questions(ws: Workspace, ids: Iterable[UUID]) -> Mapping[UUID, list[tuple[datetime, str]]]:
    found = ws.rows.columns(
        Message.conversation_id,
        Message.at,
        func.substr(col(Message.text), 1, READ),
        where=[col(Message.conversation_id).in_(list(ids)), col(Message.direction) == Direction.INBOUND],
        order=[col(Message.at).desc(), col(Message.id)],
        limit=MOST_READ * 5,
    )
    said: dict[UUID, list[tuple[datetime, str]]] = {}
    for where, at, text in found:
        said.setdefault(where, []).append((at, text))
    return said


def _before(said: Iterable[tuple[datetime, str]], at: datetime) -> str:
    """What was asked last before a moment; the latest come first."""
    return next((text for asked_at, text in said if asked_at <= at and plain(text)), "")


def _names(ws: Workspace, ids: Iterable[UUID]) -> Mapping[UUID, str]:
    found = ws.rows.columns(
        Conversation.id,
        Contact.name,
        join=(Contact, col(Contact.id) == col(Conversation.contact_id)),
        where=[col(Conversation.id).in_(list(ids))],
    )
    return dict(map(tuple, found))


def _shown(reply: str, name: str, grounds: Grounds) -> str:
    """A reply without what belongs to its reader alone; empty where that cannot be cut out."""
    text = _GREETING.sub("", reply).strip()
    their = {word for word in plain(name).split() if len(word) > 2}
    if not text or their & set(plain(text).split()) or grounds.unsupported(text):
        return ""
    return text[0].upper() + text[1:]
