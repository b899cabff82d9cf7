"""Escalating, closing, reopening, assigning, marking as a lead."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlmodel import col

from core.errors import Invalid, NotFound
from core.messaging import assign, close, escalate, mark_lead, reopen, send_reply
from core.tables import AuditEntry, Message, Publication
from core.vocab import ConversationStatus, PublicationStatus


@pytest.fixture
def asked(write) -> Message:
    return write("Do you rent bicycles?")


def test_an_unanswered_conversation_keeps_its_clock_when_handed_on(ws, asked, clock) -> None:
    clock.now += timedelta(hours=1)
    here = escalate(ws, asked.conversation_id, " only the owner knows ")
    assert (here.status, here.reason) == (ConversationStatus.ESCALATED, "only the owner knows")
    assert here.first_inbound_at == asked.at


def test_an_answered_one_starts_it_again(ws, asked, conversation, deliver, clock) -> None:
    send_reply(ws, asked.conversation_id, "No.", seen_version=conversation(asked).version)
    deliver()
    clock.now += timedelta(hours=1)
    here = escalate(ws, asked.conversation_id, "only the owner knows")
    assert (here.first_inbound_at, here.first_reply_at) == (clock.now, None)


def test_an_escalation_has_a_reason(ws, asked) -> None:
    with pytest.raises(Invalid):
        escalate(ws, asked.conversation_id, " ")


def test_closing_takes_back_the_automatic_answer(ws, faqs, write) -> None:
    message = write("are you open monday?")
    here = close(ws, message.conversation_id, "told them in the shop")
    assert (here.status, here.reason) == (ConversationStatus.CLOSED, "told them in the shop")
    assert ws.rows.one(Publication).status is PublicationStatus.CANCELLED


def test_reopening_starts_the_clock_again_and_only_what_is_closed_reopens(ws, asked, clock) -> None:
    close(ws, asked.conversation_id)
    clock.now += timedelta(days=1)
    here = reopen(ws, asked.conversation_id)
    assert (here.status, here.first_inbound_at) == (ConversationStatus.PENDING, clock.now)
    with pytest.raises(Invalid):
        reopen(ws, asked.conversation_id)


def test_a_lead_is_marked_and_unmarked(ws, asked) -> None:
    assert mark_lead(ws, asked.conversation_id, True).lead
    assert not mark_lead(ws, asked.conversation_id, False).lead


def test_only_members_are_given_conversations(ws, asked, person) -> None:
    assert assign(ws, asked.conversation_id, person.id).assignee_id == person.id
    assert assign(ws, asked.conversation_id, None).assignee_id is None
    with pytest.raises(Invalid):
        assign(ws, asked.conversation_id, uuid4())


def test_everything_is_audited_and_counts_the_version_up(ws, asked, conversation, person) -> None:
    before = conversation(asked).version
    escalate(ws, asked.conversation_id, "hard")
    close(ws, asked.conversation_id)
    reopen(ws, asked.conversation_id)
    mark_lead(ws, asked.conversation_id, True)
    assign(ws, asked.conversation_id, person.id)
    assert conversation(asked).version == before + 5
    verbs = {entry.verb for entry in ws.rows.find(AuditEntry, col(AuditEntry.subject) == str(asked.conversation_id))}
    assert len(verbs) == 5


@pytest.mark.parametrize(
    ("verb", "said"), [(close, ()), (reopen, ()), (escalate, ("hard",)), (assign, (None,)), (mark_lead, (True,))]
)
def test_a_conversation_of_nobody_here_is_not_found(ws, verb, said) -> None:
    with pytest.raises(NotFound):
        verb(ws, uuid4(), *said)
