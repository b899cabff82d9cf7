"""Who answers: the colleagues who may, and whose turn it is when a conversation needs a person."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col

from core.errors import Invalid
from core.keys import PERMISSIONS, needs
from core.messaging.due import OPEN
from core.messaging.outgoing import move_on
from core.tables import Conversation, Membership, User
from core.tables.attached import Rota
from core.vocab import Permission
from core.workspace import Workspace

ANSWERING = tuple(role for role, held in PERMISSIONS.items() if Permission.REPLY in held)
"""The roles whose people may answer."""


@dataclass(frozen=True)
class Colleague:
    """Somebody who may answer here."""

    id: UUID
    name: str


@needs(Permission.READ)
def list_colleagues(ws: Workspace) -> tuple[Colleague, ...]:
    """The people who may answer, by name; viewers and those who left are none of them."""
    found = ws.rows.columns(
        col(User.id),
        col(User.name),
        join=(Membership, col(Membership.user_id) == col(User.id)),
        where=[
            col(Membership.business_id) == ws.key.business_id,
            col(Membership.role).in_(ANSWERING),
            col(User.is_active).is_(True),
        ],
        order=[col(User.name), col(User.id)],
    )
    return tuple(Colleague(*row) for row in found)


@needs(Permission.READ)
def read_rota(ws: Workspace) -> Rota:
    """Whether conversations are given out in turn, and to whom."""
    return ws.profile.rota


@needs(Permission.REPLY)
def save_rota(ws: Workspace, is_on: bool, people: Sequence[UUID] = ()) -> Rota:
    """Say whether conversations that need a person are given out in turn, and among whom; nobody named is everybody.

    Raises:
        Invalid: somebody named may not answer here (field ``people``).
    """
    known = {one.id for one in list_colleagues(ws)}
    if strangers := set(people) - known:
        raise Invalid(f"{len(strangers)} of them may not answer here. Take them off the list.", field="people")
    with ws.writing():
        ws.profile.rota = rota = Rota(is_on=is_on, people=tuple(dict.fromkeys(people)))
        among = f"{len(people)} people" if people else "everybody"
        ws.audit("save_rota", detail=f"on, {among}" if is_on else "off")
    return rota


def taking_turns(ws: Workspace) -> tuple[Colleague, ...]:
    """Who is next in line for work: those named in the rota who may still answer, or everybody who may."""
    everybody, named = list_colleagues(ws), set(ws.profile.rota.people)
    return tuple(one for one in everybody if one.id in named) if named else everybody


def whose_turn(people: Collection[UUID], load: Mapping[UUID, int], had: Mapping[UUID, int]) -> UUID | None:
    """Who has the fewest open conversations; among equals who had the fewest so far, then the first by name.

    >>> ana, bo = UUID(int=1), UUID(int=2)
    >>> whose_turn([ana, bo], {ana: 2, bo: 1}, {}) == bo, whose_turn([ana, bo], {}, {}) == ana, whose_turn([], {}, {})
    (True, True, None)
    """
    return min(people, key=lambda one: (load.get(one, 0), had.get(one, 0)), default=None)


def give_out(ws: Workspace, conversation: Conversation) -> None:
    """Give a conversation that needs a person to whoever's turn it is, where there is a rota and nobody has it.

    Somebody who left or may only read has nothing: it goes to the next. Part of the open transaction.
    """
    if not ws.profile.rota.is_on or conversation.assignee_id in {one.id for one in list_colleagues(ws)}:
        return
    in_turn(ws, [conversation.id])


def in_turn(ws: Workspace, conversation_ids: Sequence[UUID]) -> int:
    """Give conversations out one by one, each to whoever's turn it then is; how many. Part of the open transaction."""
    people = {one.id: one.name for one in taking_turns(ws)}
    load, had = _counts(ws, people)
    given = 0
    for conversation_id in conversation_ids:
        chosen = whose_turn(people, load, had)
        if chosen is None:
            break
        move_on(ws, conversation_id, assignee_id=chosen)
        ws.audit("assign_conversation", str(conversation_id), f"{people[chosen]}, in turn")
        load[chosen], had[chosen] = load.get(chosen, 0) + 1, had.get(chosen, 0) + 1
        given += 1
    return given


def _counts(ws: Workspace, people: Collection[UUID]) -> tuple[dict[UUID, int], dict[UUID, int]]:
    """How many conversations each has that are open, and how many in all."""
    found = ws.rows.columns(
        Conversation.assignee_id,
        Conversation.status,
        func.count(),
        where=[col(Conversation.assignee_id).in_(people)],
        group=[col(Conversation.assignee_id), col(Conversation.status)],
    )
    load: dict[UUID, int] = {}
    had: dict[UUID, int] = {}
    for user_id, status, count in found:
        had[user_id] = had.get(user_id, 0) + count
        if status in OPEN:
            load[user_id] = load.get(user_id, 0) + count
    return load, had
