"""Conversations go to whom they are given, or in turn to whoever has the least to do."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlmodel import Session, col

from core.backends.engine import WRITE
from core.errors import Forbidden, Invalid, NotFound
from core.keys import PERMISSIONS
from core.messaging import (
    assign,
    assign_many,
    close,
    escalate,
    inbox,
    list_colleagues,
    read_rota,
    save_rota,
    send_reply,
    share_out,
)
from core.tables import AuditEntry, Conversation, Membership, User
from core.vocab import Role


@pytest.fixture
def join(runtime, ws, now) -> Callable[..., UUID]:
    """Somebody becomes a member."""

    def joined(name: str, role: Role = Role.MARKETER, *, is_active: bool = True) -> UUID:
        with Session(runtime.engine.execution_options(**{WRITE: True})) as session:
            user = User(
                email=f"{name.lower()}@example.com",
                name=name,
                password_hash="-",
                is_active=is_active,
                created_at=now,
                updated_at=now,
            )
            session.add(user)
            session.flush()
            session.add(Membership(user_id=user.id, business_id=ws.key.business_id, role=role, created_at=now))
            session.commit()
            return user.id

    return joined


def assignee(ws, message) -> UUID | None:
    return ws.rows.columns(Conversation.assignee_id, where=[col(Conversation.id) == message.conversation_id])[0][0]


def test_only_who_may_answer_is_given_a_conversation(ws, write, join, person) -> None:
    bo, vic, gone = join("Bo"), join("Vic", Role.VIEWER), join("Gus", is_active=False)
    assert [one.name for one in list_colleagues(ws)] == ["Ana", "Bo"]
    asked = write("Do you rent bicycles?").conversation_id
    assert assign(ws, asked, bo).assignee_id == bo
    for stranger in (vic, gone, uuid4()):
        with pytest.raises(Invalid, match="who may answer"):
            assign(ws, asked, stranger)
    assert assign(ws, asked, None).assignee_id is None
    told = [one.detail for one in ws.rows.find(AuditEntry, col(AuditEntry.verb) == "assign_conversation")]
    assert sorted(told) == ["Bo", "nobody"]
    with pytest.raises(NotFound):
        assign(ws, uuid4(), bo)


def test_several_go_at_once_and_a_viewer_gives_none(ws, runtime, write, join, person) -> None:
    bo = join("Bo")
    three = [write("Do you rent bicycles?", thread=f"t{n}").conversation_id for n in range(3)]
    assert assign_many(ws, three, bo) == 3
    assert assign_many(ws, [*three, uuid4()], bo) == 0
    assert assign_many(ws, three[:1], None) == 1
    with pytest.raises(Invalid, match="Choose 1 to"):
        assign_many(ws, [], bo)
    viewer = replace(ws.key, permissions=PERMISSIONS[Role.VIEWER])
    with runtime.workspace(viewer) as theirs:
        for refused in (lambda: assign_many(theirs, three, bo), lambda: share_out(theirs, three)):
            with pytest.raises(Forbidden):
                refused()


def test_in_turn_whoever_has_least_gets_the_next(ws, write, join, person) -> None:
    bo = join("Bo")
    join("Vic", Role.VIEWER)
    assert save_rota(ws, True).is_on
    asked = [write("Do you rent bicycles?", thread=f"t{n}", handle=f"k{n}@example.com") for n in range(4)]
    assert [assignee(ws, one) for one in asked] == [person.id, bo, person.id, bo]
    close(ws, asked[1].conversation_id)
    again = write("And scooters, do you rent those?", thread="t5", handle="new@example.com")
    assert assignee(ws, again) == bo, "Bo has one open, Ana two"
    assert assignee(ws, write("One more thing, please?", thread="t0", handle="k0@example.com")) == person.id
    told = ws.rows.find(AuditEntry, col(AuditEntry.verb) == "assign_conversation")
    assert {one.detail for one in told} == {"Ana, in turn", "Bo, in turn"}


def test_what_needs_nobody_is_given_to_nobody_until_it_does(ws, write, faqs, person, join) -> None:
    save_rota(ws, True)
    answered = write("are you open monday?")
    assert (answered.verdict, assignee(ws, answered)) == ("auto_reply", None)
    assert assignee(ws, write("WIN a prize! txt CLAIM to 80086 now", thread="s", handle="x@example.com")) is None
    complained = write("This is terrible, I want my money back")
    assert assignee(ws, complained) == person.id


def test_somebody_who_left_or_only_reads_has_no_turn(ws, runtime, write, join, person) -> None:
    bo, cy = join("Bo"), join("Cy")
    with pytest.raises(Invalid, match="may not answer"):
        save_rota(ws, True, [uuid4()])
    save_rota(ws, True, [bo, bo, cy])
    assert read_rota(ws).people == (bo, cy)
    first = write("Do you rent bicycles?")
    assert assignee(ws, first) == bo
    with ws.writing() as rows:
        rows.change(Membership, col(Membership.user_id) == bo, role=Role.VIEWER)
    assert assignee(ws, write("Hello? Do you rent bicycles?")) == cy, "what Bo had goes on"
    with ws.writing() as rows:
        rows.remove(Membership, col(Membership.user_id) == cy)
    last = write("Do you rent scooters?", thread="t9", handle="z@example.com")
    assert assignee(ws, last) is None
    with pytest.raises(Invalid, match="Nobody who takes turns"):
        share_out(ws, [last.conversation_id])
    assert {row.id for row in inbox(ws, unassigned=True)} == {first.conversation_id, last.conversation_id}


def test_sharing_out_starts_from_what_each_has(ws, write, join, person, now) -> None:
    bo = join("Bo")
    four = [
        write("Do you rent bicycles?", thread=f"t{n}", handle=f"k{n}@example.com", at=now - timedelta(hours=9 - n))
        for n in range(4)
    ]
    assign(ws, four[3].conversation_id, bo)
    assert share_out(ws, [one.conversation_id for one in four[:3]]) == 3
    assert [assignee(ws, one) for one in four] == [person.id, person.id, bo, bo]
    assert [len(inbox(ws, assignee_id=one)) for one in (person.id, bo)] == [2, 2]
    assert inbox(ws, unassigned=True) == []


def test_turning_it_off_gives_nothing_away(ws, write, person, conversation) -> None:
    save_rota(ws, True)
    save_rota(ws, False)
    asked = write("Do you rent bicycles?")
    assert assignee(ws, asked) is None
    escalate(ws, asked.conversation_id, "only the owner knows")
    assert assignee(ws, asked) is None
    send_reply(ws, asked.conversation_id, "No.", seen_version=conversation(asked).version)
    assert assignee(ws, asked) == person.id, "who answers has it"
