"""What a list of conversations needs of their messages: few and small values, however much was written."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col

from core.messaging.due import ANSWERS, IGNORED, OPEN, Line
from core.tables import Conversation, Message
from core.vocab import Author, Direction
from core.workspace import Workspace

READ = 400
"""Characters of a message that are read for a list; it shows fewer."""


def lines_of(ws: Workspace, conversations: Collection[Conversation]) -> dict[UUID, list[Line]]:
    """The lines on which the wait of each depends: the last answer that left, and what was asked since the first.

    Conversations without a first reply wait since they began, so nothing is read of them.
    """
    ids = [one.id for one in conversations if one.status in OPEN and one.first_reply_at is not None]
    lines: dict[UUID, list[Line]] = defaultdict(list)
    if not ids:
        return lines
    here = col(Message.conversation_id).in_(ids)
    answered = ws.rows.columns(
        Message.conversation_id,
        func.max(col(Message.sent_at)),
        where=[here, col(Message.author).in_(ANSWERS), col(Message.sent_at).is_not(None)],
        group=[col(Message.conversation_id)],
    )
    for where, at in answered:
        lines[where].append(Line(Direction.OUTBOUND, Author.PERSON, "", at, at))
    asked = ws.rows.columns(
        Message.conversation_id,
        Message.at,
        join=(Conversation, col(Conversation.id) == col(Message.conversation_id)),
        where=[
            here,
            col(Message.direction) == Direction.INBOUND,
            col(Message.verdict).not_in(IGNORED),
            col(Message.at) > col(Conversation.first_reply_at),
        ],
    )
    for where, at in asked:
        lines[where].append(Line(Direction.INBOUND, Author.CUSTOMER, "", at, None))
    return lines


def latest_of(ws: Workspace, ids: Collection[UUID]) -> dict[UUID, tuple[str, Author]]:
    """How the latest message of each conversation begins, and who wrote it."""
    here = col(Message.conversation_id).in_(ids)
    newest: dict[UUID, datetime] = dict(
        map(
            tuple,
            ws.rows.columns(
                Message.conversation_id,
                func.max(col(Message.at)),
                where=[here],
                group=[col(Message.conversation_id)],
            ),
        )
    )
    found = ws.rows.columns(
        Message.conversation_id,
        Message.at,
        Message.author,
        func.substr(col(Message.text), 1, READ),
        where=[here, col(Message.at).in_(set(newest.values()))],
        order=[col(Message.at), col(Message.direction), col(Message.id)],
    )
    return {where: (text, author) for where, at, author, text in found if at == newest[where]}
