"""A person answers once, having read everything."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlmodel import col

from core.errors import Conflict, Forbidden, Invalid, NotFound
from core.keys import PERMISSIONS, Key
from core.messaging import close, send_reply, unsend_reply
from core.tables import AuditEntry, Message, Publication
from core.vocab import Author, ConversationStatus, PublicationStatus, Role


@pytest.fixture
def asked(write) -> Message:
    return write("Do you rent bicycles?")


def test_a_reply_is_queued_and_kept_in_the_audit(ws, asked, conversation) -> None:
    message = send_reply(ws, asked.conversation_id, "  Sadly not. ", seen_version=conversation(asked).version)
    assert (message.text, message.author, message.sent_at) == ("Sadly not.", Author.PERSON, None)
    assert ws.rows.count(Publication, col(Publication.message_id) == message.id) == 1
    assert conversation(asked).assignee_id == ws.key.user_id
    assert ws.rows.one(AuditEntry, col(AuditEntry.verb) == "send_reply").subject == str(asked.conversation_id)


def test_two_people_cannot_answer_the_same_thing(ws, asked, conversation) -> None:
    seen = conversation(asked).version
    send_reply(ws, asked.conversation_id, "Sadly not.", seen_version=seen)
    with pytest.raises(Conflict):
        send_reply(ws, asked.conversation_id, "Yes, ten a day!", seen_version=seen)
    assert ws.rows.count(Message, col(Message.author) == Author.PERSON) == 1


def test_a_double_click_sends_one(ws, asked, conversation) -> None:
    seen = conversation(asked).version
    sent = [send_reply(ws, asked.conversation_id, "No.", seen_version=seen, token="k").id for _ in range(2)]
    assert sent[0] == sent[1]


def test_a_reply_takes_back_the_automatic_answer_that_waits(ws, faqs, write, conversation) -> None:
    message = write("are you open monday?")
    send_reply(ws, message.conversation_id, "Not on Mondays.", seen_version=conversation(message).version)
    states = [row.status for row in ws.rows.find(Publication, order=[col(Publication.status)])]
    assert states == [PublicationStatus.CANCELLED, PublicationStatus.SCHEDULED]


def test_a_reply_may_wait_for_its_moment_and_be_taken_back(ws, asked, conversation, clock) -> None:
    later = clock.now + timedelta(hours=3)
    message = send_reply(ws, asked.conversation_id, "No.", seen_version=conversation(asked).version, at=later)
    publication = ws.rows.one(Publication, col(Publication.message_id) == message.id)
    assert publication.run_at == later
    assert [unsend_reply(ws, message.id), unsend_reply(ws, message.id)] == [True, False]


def test_only_a_persons_reply_can_be_taken_back(ws, asked) -> None:
    with pytest.raises(NotFound):
        unsend_reply(ws, asked.id)


def test_writing_into_a_closed_conversation_opens_it(ws, asked, conversation) -> None:
    close(ws, asked.conversation_id)
    send_reply(ws, asked.conversation_id, "One more thing.", seen_version=conversation(asked).version)
    assert conversation(asked).status is ConversationStatus.PENDING


def test_who_unsubscribed_is_answered_only_if_they_write_again(ws, write, conversation, clock) -> None:
    message = write("STOP")
    with pytest.raises(Invalid, match="not to be written to"):
        send_reply(ws, message.conversation_id, "Wait!", seen_version=conversation(message).version)
    clock.now += timedelta(hours=1)
    write("Do you rent bicycles?")
    assert send_reply(ws, message.conversation_id, "No.", seen_version=conversation(message).version)


@pytest.mark.parametrize(("text", "field"), [("  ", "text"), ("x" * 10_001, "text")])
def test_a_text_that_cannot_be_sent_is_refused(ws, asked, conversation, text, field) -> None:
    with pytest.raises(Invalid) as refused:
        send_reply(ws, asked.conversation_id, text, seen_version=conversation(asked).version)
    assert refused.value.field == field


def test_a_channels_own_limit_holds(ws, write, conversation) -> None:
    message = write("Bicycles?", channel="sms", handle="+15550100")
    with pytest.raises(Invalid, match="sms takes 1600"):
        send_reply(ws, message.conversation_id, "x" * 1601, seen_version=conversation(message).version)


def test_a_moment_that_has_passed_is_refused(ws, asked, conversation) -> None:
    with pytest.raises(Invalid) as refused:
        send_reply(ws, asked.conversation_id, "No.", seen_version=conversation(asked).version, at=ws.now)
    assert refused.value.field == "at"


def test_no_such_conversation(ws) -> None:
    with pytest.raises(NotFound):
        send_reply(ws, uuid4(), "No.", seen_version=0)


def test_a_viewer_cannot_reply(ws, runtime, asked) -> None:
    viewer = Key(ws.key.business_id, None, "v", PERMISSIONS[Role.VIEWER])
    with runtime.workspace(viewer) as looking, pytest.raises(Forbidden):
        send_reply(looking, asked.conversation_id, "No.", seen_version=0)
