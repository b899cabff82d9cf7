"""The inbox as a list, what is due first at the top, and one conversation as a thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, case, or_
from sqlmodel import col

from core.keys import needs
from core.messaging.due import OPEN, due_at, hours_of, waiting_since
from core.messaging.rota import list_colleagues
from core.messaging.waits import latest_of, lines_of
from core.tables import Contact, Conversation, Message
from core.vocab import Author, Channel, ConversationStatus, Permission
from core.workspace import Workspace

LONGEST = 300
"""Conversations in one list: open ones come before the others, whoever waits longest first."""
SNIPPET = 140
_LATE = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class ThreadRow:
    """One line of the inbox. ``due_at`` and ``waiting_since`` are None when nobody waits.

    ``snippet`` is the latest message and ``last_by`` who wrote it.
    """

    id: UUID
    name: str
    handle: str
    channel: Channel
    status: ConversationStatus
    reason: str
    snippet: str
    last_by: Author
    intent: str
    sentiment: str
    urgency: str
    lead: bool
    assignee_id: UUID | None
    post_id: UUID | None
    campaign_id: UUID | None
    last_inbound_at: datetime
    waiting_since: datetime | None
    due_at: datetime | None
    is_overdue: bool
    version: int


@needs(Permission.READ)
def inbox(
    ws: Workspace,
    *,
    status: ConversationStatus | None = None,
    channel: Channel | None = None,
    assignee_id: UUID | None = None,
    unassigned: bool = False,
    search: str = "",
) -> list[ThreadRow]:
    """Conversations, what is due first at the top; those where nobody waits follow, the latest first.

    ``unassigned`` are those that nobody has who may answer: somebody who left has none. ``search`` looks in names,
    handles and everything that was written.
    """
    wanted: list[ColumnElement[bool]] = []
    if status is not None:
        wanted.append(col(Conversation.status) == status)
    if channel is not None:
        wanted.append(col(Conversation.channel) == channel)
    if assignee_id is not None:
        wanted.append(col(Conversation.assignee_id) == assignee_id)
    if unassigned:
        able = [one.id for one in list_colleagues(ws)]
        wanted.append(or_(col(Conversation.assignee_id).is_(None), col(Conversation.assignee_id).not_in(able)))
    if search.strip():
        wanted.append(_mentions(ws, search.strip()))
    is_open, at = col(Conversation.status).in_(OPEN), col(Conversation.last_inbound_at)
    order = [case((is_open, 0), else_=1), case((is_open, at)), at.desc()]
    found = ws.rows.find(Conversation, *wanted, order=order, limit=LONGEST)
    lines, last = lines_of(ws, found), latest_of(ws, [conversation.id for conversation in found])
    senders = _senders(ws, [conversation.contact_id for conversation in found])
    target, hours = timedelta(minutes=ws.profile.response_target_minutes), hours_of(ws.profile, ws.business.zone)
    now, rows = ws.now, []
    for one in found:
        since = waiting_since(one, lines[one.id])
        due = None if since is None else due_at(since, target, hours)
        text, author = last.get(one.id, ("", Author.CUSTOMER))
        told = (" ".join(text.split())[:SNIPPET], author)
        rows.append(_row(one, senders[one.contact_id], told, since, due, is_overdue=due is not None and due < now))
    return sorted(rows, key=lambda row: (row.due_at or _LATE, -row.last_inbound_at.timestamp(), row.id))


def _row(
    one: Conversation,
    sender: tuple[str, str],
    last: tuple[str, Author],
    since: datetime | None,
    due: datetime | None,
    *,
    is_overdue: bool,
) -> ThreadRow:
    return ThreadRow(
        id=one.id,
        name=sender[0],
        handle=sender[1],
        channel=one.channel,
        status=one.status,
        reason=one.reason,
        snippet=last[0],
        last_by=last[1],
        intent=one.intent,
        sentiment=one.sentiment,
        urgency=one.urgency,
        lead=one.lead,
        assignee_id=one.assignee_id,
        post_id=one.post_id,
        campaign_id=one.campaign_id,
        last_inbound_at=one.last_inbound_at,
        waiting_since=since,
        due_at=due,
        is_overdue=is_overdue,
        version=one.version,
    )


def _mentions(ws: Workspace, words: str) -> ColumnElement[bool]:
    told = ws.rows.columns(
        Message.conversation_id,
        where=[col(Message.text).icontains(words, autoescape=True)],
        group=[col(Message.conversation_id)],
    )
    named = or_(
        col(Contact.name).icontains(words, autoescape=True), col(Contact.handle).icontains(words, autoescape=True)
    )
    people = ws.rows.columns(Contact.id, where=[named])
    return or_(
        col(Conversation.id).in_([one for (one,) in told]),
        col(Conversation.contact_id).in_([one for (one,) in people]),
    )


def _senders(ws: Workspace, ids: Sequence[UUID]) -> dict[UUID, tuple[str, str]]:
    found = ws.rows.columns(Contact.id, Contact.name, Contact.handle, where=[col(Contact.id).in_(ids)])
    return {one: (name, handle) for one, name, handle in found}
