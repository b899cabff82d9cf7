"""Giving conversations to people: one by hand, several at once, or each to whoever's turn it is."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import col

from core.errors import Invalid
from core.keys import needs
from core.messaging.outgoing import move_on
from core.messaging.rota import in_turn, list_colleagues, taking_turns
from core.tables import Conversation
from core.vocab import Permission
from core.workspace import Workspace

MOST = 300
"""Conversations given away at once: as many as a list shows."""


@needs(Permission.REPLY)
def assign(ws: Workspace, conversation_id: UUID, user_id: UUID | None) -> Conversation:
    """Give a conversation to a member who may answer, or to nobody.

    Raises:
        Invalid: the person is no member, or only reads.
        NotFound: there is no such conversation here.
    """
    with ws.writing() as rows:
        rows.get(Conversation, conversation_id)
        _give(ws, [conversation_id], user_id)
    return ws.rows.get(Conversation, conversation_id)


@needs(Permission.REPLY)
def assign_many(ws: Workspace, conversation_ids: Sequence[UUID], user_id: UUID | None) -> int:
    """Give several conversations to one person, or to nobody; how many changed hands.

    Raises:
        Invalid: none or too many chosen, or the person may not answer here.
    """
    with ws.writing():
        moving = [one for one in _chosen(ws, conversation_ids) if one.assignee_id != user_id]
        _give(ws, [one.id for one in moving], user_id)
    return len(moving)


@needs(Permission.REPLY)
def share_out(ws: Workspace, conversation_ids: Sequence[UUID]) -> int:
    """Give several conversations out in turn, whoever has them now; how many.

    Raises:
        Invalid: none or too many chosen, or nobody takes turns.
    """
    with ws.writing() as rows:
        if not taking_turns(ws):
            raise Invalid("Nobody who takes turns may still answer here. Choose who does.", field="people")
        moving = [one.id for one in _chosen(ws, conversation_ids)]
        rows.change(Conversation, col(Conversation.id).in_(moving), assignee_id=None)
        return in_turn(ws, moving)


def _chosen(ws: Workspace, conversation_ids: Sequence[UUID]) -> list[Conversation]:
    """The conversations, who has waited longest first; what is not this business's is not among them."""
    if not 0 < len(conversation_ids) <= MOST:
        raise Invalid(f"Choose 1 to {MOST} conversations.", field="conversations")
    here = col(Conversation.id).in_(conversation_ids)
    return ws.rows.find(Conversation, here, order=[col(Conversation.last_inbound_at), col(Conversation.id)])


def _give(ws: Workspace, conversation_ids: Sequence[UUID], user_id: UUID | None) -> None:
    name = "nobody"
    if user_id is not None:
        names = {one.id: one.name for one in list_colleagues(ws)}
        if user_id not in names:
            raise Invalid("Only members who may answer can be given a conversation.", field="assignee")
        name = names[user_id]
    for conversation_id in conversation_ids:
        move_on(ws, conversation_id, assignee_id=user_id)
        ws.audit("assign_conversation", str(conversation_id), name)
