"""A queued reply leaves once, and its conversation hears how it ended."""

from datetime import timedelta

import pytest
from sqlmodel import col

from core import system
from core.messaging import close, deliver_reply, send_reply
from core.ports import Ambiguous, AuthExpired, Refused, Transient
from core.tables import Message, SimulatedPost
from core.vocab import Author, ConversationStatus, PublicationStatus

ASKED = "are you open monday?"


def ours(ws) -> Message:
    ws._reading.rollback()
    ws._reading.expire_all()
    return ws.rows.one(Message, col(Message.author) != Author.CUSTOMER)


def test_an_automatic_answer_that_left_is_a_first_reply(ws, faqs, write, deliver, conversation, clock) -> None:
    message = write(ASKED)
    clock.now += timedelta(minutes=2)
    (sent,) = deliver()
    assert sent.status is PublicationStatus.PUBLISHED
    here = conversation(message)
    assert (here.status, here.first_reply_at, here.reason) == (ConversationStatus.REPLIED, clock.now, "")
    assert ours(ws).sent_at == clock.now
    assert ws.rows.one(SimulatedPost).text == ours(ws).text


def test_an_acknowledgement_is_no_answer(ws, write, deliver, conversation, clock) -> None:
    message = write("I want a refund")
    deliver()
    here = conversation(message)
    assert (here.status, here.first_reply_at) == (ConversationStatus.ESCALATED, None)
    assert ours(ws).sent_at == clock.now


def test_a_persons_answer_replies(ws, write, deliver, conversation, clock) -> None:
    message = write("I want a refund")
    deliver()
    send_reply(ws, message.conversation_id, "Done, it is on its way.", seen_version=conversation(message).version)
    clock.now += timedelta(minutes=5)
    deliver()
    here = conversation(message)
    assert (here.status, here.first_reply_at) == (ConversationStatus.REPLIED, clock.now)


def test_what_was_written_meanwhile_still_waits(ws, write, deliver, conversation, clock) -> None:
    message = write("Do you rent bicycles?")
    send_reply(ws, message.conversation_id, "No, sorry.", seen_version=conversation(message).version)
    clock.now += timedelta(minutes=1)
    write("And scooters?")
    deliver()
    here = conversation(message)
    assert (here.status, here.first_reply_at) == (ConversationStatus.ESCALATED, clock.now)


@pytest.mark.parametrize(
    ("fault", "status", "said"),
    [
        (Refused("The account is gone."), PublicationStatus.FAILED, "Couldn't send the answer: The account is gone."),
        (AuthExpired("Reconnect it."), PublicationStatus.FAILED, "Couldn't send the answer: Reconnect it."),
    ],
)
def test_a_failure_puts_it_back_with_the_reason(faqs, write, deliver, conversation, fault, status, said) -> None:
    message = write(ASKED)
    (sent,) = deliver(before=lambda _parcel: fault)
    here = conversation(message)
    assert (sent.status, here.status, here.reason) == (status, ConversationStatus.PENDING, said)
    assert here.first_reply_at is None


def test_a_passing_failure_is_tried_again(faqs, write, deliver, conversation, clock) -> None:
    message = write(ASKED)
    deliver(before=lambda _parcel: Transient("It is busy."))
    assert conversation(message).reason == "Couldn't send the answer yet; it will be tried again. It is busy."
    clock.now += timedelta(minutes=2)
    deliver()
    assert conversation(message).status is ConversationStatus.REPLIED


def test_an_answer_that_may_have_left_asks_a_person_to_look(faqs, write, deliver, conversation) -> None:
    message = write(ASKED, channel="sms", handle="+15550101")
    (sent,) = deliver(after=lambda _parcel: Ambiguous("The line went dead."))
    assert sent.status is PublicationStatus.UNCONFIRMED
    assert "may have been sent" in conversation(message).reason


def test_a_failed_acknowledgement_leaves_the_escalation_as_it_is(write, deliver, conversation) -> None:
    message = write("I want a refund")
    deliver(before=lambda _parcel: Refused("No."))
    assert conversation(message).reason == "money back"


def _claimed(runtime, clock) -> system.Claim:
    (claim,) = system.claim_due(runtime.engine, clock.now, "test", lease=timedelta(minutes=5))
    return claim


def test_an_automatic_answer_is_withdrawn_once_a_person_has_written(
    ws, runtime, faqs, write, conversation, clock
) -> None:
    message = write(ASKED)
    claim = _claimed(runtime, clock)
    send_reply(ws, message.conversation_id, "Closed on Mondays!", seen_version=conversation(message).version)
    assert deliver_reply(ws, claim).status is PublicationStatus.CANCELLED
    assert ws.rows.count(SimulatedPost) == 0


def test_an_automatic_answer_is_withdrawn_once_the_conversation_is_closed(ws, runtime, faqs, write, clock) -> None:
    message = write(ASKED)
    claim = _claimed(runtime, clock)
    close(ws, message.conversation_id)
    assert deliver_reply(ws, claim).reason == "The conversation was closed meanwhile."


def test_an_automatic_answer_is_withdrawn_once_a_person_is_asked_for(ws, runtime, faqs, write, clock) -> None:
    write(ASKED)
    claim = _claimed(runtime, clock)
    write("I want to speak to a human")
    assert deliver_reply(ws, claim).reason == "The conversation went to a person meanwhile."


def test_the_goodbye_goes_out_and_nothing_else_automatic(ws, runtime, faqs, write, deliver, clock) -> None:
    write(ASKED)
    claim = _claimed(runtime, clock)
    write("STOP", thread="t2")
    assert deliver_reply(ws, claim).reason == "The customer has unsubscribed meanwhile."
    (goodbye,) = deliver()
    assert goodbye.status is PublicationStatus.PUBLISHED
    assert "unsubscribed" in ws.rows.one(SimulatedPost).text


def test_a_lost_claim_changes_nothing(ws, runtime, faqs, write, conversation, clock) -> None:
    message = write(ASKED)
    claim = _claimed(runtime, clock)
    clock.now += timedelta(minutes=10)
    newer = _claimed(runtime, clock)
    assert deliver_reply(ws, claim) is None
    assert deliver_reply(ws, newer).status is PublicationStatus.PUBLISHED
    assert deliver_reply(ws, newer) is None
    assert conversation(message).status is ConversationStatus.REPLIED
    assert ws.rows.count(SimulatedPost) == 1


def test_a_lost_claim_withdraws_nothing(ws, runtime, faqs, write, clock) -> None:
    message = write(ASKED)
    claim = _claimed(runtime, clock)
    clock.now += timedelta(minutes=10)
    _claimed(runtime, clock)
    close(ws, message.conversation_id)
    assert deliver_reply(ws, claim) is None


def test_mail_says_what_it_answers_and_that_a_machine_wrote_it(faqs, write, deliver) -> None:
    seen = []
    write(ASKED)
    deliver(before=seen.append)
    (parcel,) = seen
    assert (parcel.to, parcel.subject) == ("kim@example.com", "Re: Rye & Shine")
    assert parcel.headers == {"Auto-Submitted": "auto-replied"}
