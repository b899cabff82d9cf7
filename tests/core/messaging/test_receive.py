"""A message is stored once, and only a stored FAQ goes out by itself."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Never
from uuid import uuid4

import pytest
from sqlmodel import col

from core.errors import Forbidden, Invalid, ModelFailed, NotFound
from core.keys import PERMISSIONS, Key
from core.messaging import Incoming, close, receive_message, send_reply
from core.messaging.act import NAMED
from core.tables import Campaign, Contact, Conversation, Message, Post, Publication
from core.vocab import (
    Author,
    ConsentStatus,
    ConversationStatus,
    Direction,
    PostType,
    PublicationStatus,
    Role,
)
from core.workspace import Workspace

ASKED = "are you open monday?"


def ours(ws: Workspace) -> list[Message]:
    return ws.rows.find(Message, col(Message.direction) == Direction.OUTBOUND, order=[col(Message.at)])


def test_a_known_question_is_answered_with_the_faqs_own_words_and_named_automatic(
    ws, faqs, write, conversation
) -> None:
    message = write(ASKED)
    (answer,) = ours(ws)
    assert message.verdict == "auto_reply"
    assert message.faq_id == answer.faq_id == faqs["opening_hours"]
    assert answer.author is Author.FAQ
    assert "Mondays we rest" in answer.text
    assert answer.text.endswith(NAMED)
    assert answer.sent_at is None
    assert ws.rows.one(Publication).message_id == answer.id
    assert conversation(message).status is ConversationStatus.PENDING


def test_the_same_message_again_changes_nothing(ws, faqs) -> None:
    told = Incoming("m1", "t1", "email", "kim@example.com", "Kim", ASKED, ws.now, lead=True)
    first, again = receive_message(ws, told), receive_message(ws, told)
    assert first.id == again.id
    assert [ws.rows.count(cls) for cls in (Message, Contact, Conversation, Publication)] == [2, 1, 1, 1]
    assert ws.rows.one(Conversation).lead


def test_a_draft_waits_for_a_person_and_is_checked(ws, faqs, write, conversation) -> None:
    message = write("I would like to sign up for something, how do I start?")
    assert message.verdict == "suggest"
    assert message.ai_suggested_reply
    assert message.ai is not None
    assert message.ai.prompt_id == "reply"
    assert ours(ws) == []
    assert conversation(message).status is ConversationStatus.PENDING


def test_a_complaint_goes_to_a_person_and_the_customer_hears_so_once(ws, faqs, write, conversation) -> None:
    message = write("I want a refund, the cake was stale")
    write("Are you reading this? Refund please!", thread="t2")
    (told,) = ours(ws)
    here = conversation(message)
    assert (here.status, here.reason, here.sentiment) == (ConversationStatus.ESCALATED, "money back", "negative")
    assert told.author is Author.ACKNOWLEDGEMENT
    assert "A person will read this" in told.text


def test_what_nobody_has_answered_is_not_guessed_at(ws, write) -> None:
    assert write("Do you rent out bicycles?").verdict == "escalate"
    assert [said.author for said in ours(ws)] == [Author.ACKNOWLEDGEMENT]


def test_an_answer_that_lacks_its_fact_goes_to_a_person(ws, faqs, write) -> None:
    with ws.writing():
        ws.profile.facts = ()
    message = write(ASKED)
    assert message.verdict == "escalate"
    assert "fact" in message.verdict_reason


def test_one_automatic_answer_for_a_contact_in_a_window(ws, faqs, write, clock) -> None:
    write(ASKED)
    again = write("is the sourdough vegan?", thread="t2")
    other = write(ASKED, thread="t3", handle="lee@example.com")
    clock.now += timedelta(hours=25)
    later = write(ASKED, thread="t4")
    assert [again.verdict, other.verdict, later.verdict] == ["suggest", "auto_reply", "auto_reply"]


def test_a_persons_reply_ends_the_machines_turn(ws, faqs, write, conversation) -> None:
    first = write("I want to speak to a human")
    send_reply(ws, first.conversation_id, "Here I am.", seen_version=conversation(first).version)
    second = write(ASKED)
    assert (second.verdict, second.verdict_reason) == ("suggest", "a person is already in this conversation")


def test_an_escalated_conversation_stays_with_its_person(ws, faqs, write, conversation) -> None:
    write("I want to speak to a human")
    second = write(ASKED)
    assert second.verdict == "suggest"
    here = conversation(second)
    assert (here.status, here.reason) == (ConversationStatus.ESCALATED, "asks for a person")


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("You won a prize! Claim your free bitcoin at https://spam.example", {}),
        ("Automatic reply: I am away", {}),
        (ASKED, {"automatic": True}),
        (ASKED, {"handle": "no-reply@example.com"}),
        (ASKED, {"handle": "hello@rye.example.com"}),
    ],
)
def test_machines_spam_and_our_own_echo_are_set_aside(ws, faqs, write, conversation, text, changes) -> None:
    message = write(text, **changes)
    assert message.verdict == "set_aside"
    assert conversation(message).status is ConversationStatus.CLOSED
    assert ours(ws) == []


def test_an_out_of_office_closes_no_conversation_that_waits(faqs, write, conversation) -> None:
    first = write("I want to speak to a human")
    write("Automatic reply: I am away", automatic=True)
    assert conversation(first).status is ConversationStatus.ESCALATED


def test_stop_withdraws_consent_and_is_confirmed_once(ws, faqs, write, conversation) -> None:
    message = write("STOP", channel="sms", handle="+15550100")
    write("STOP", channel="sms", handle="+15550100")
    contact = ws.rows.one(Contact)
    assert (contact.consent, contact.suppressed_at, contact.phone) == (ConsentStatus.WITHDRAWN, ws.now, "+15550100")
    assert conversation(message).status is ConversationStatus.CLOSED
    assert ["unsubscribed" in said.text for said in ours(ws)] == [True]


def test_nothing_goes_out_by_itself_to_who_unsubscribed(ws, faqs, write) -> None:
    write("unsubscribe me")
    assert write(ASKED, thread="t2").verdict == "suggest"
    assert write("I want a refund", thread="t3").verdict == "escalate"
    assert len(ours(ws)) == 1


def test_stop_takes_back_the_answer_that_still_waits(ws, faqs, write) -> None:
    write(ASKED)
    write("STOP")
    states = {row.status for row in ws.rows.find(Publication)}
    assert states == {PublicationStatus.CANCELLED, PublicationStatus.SCHEDULED}


def test_a_closed_conversation_opens_again_and_its_clock_with_it(ws, faqs, write, conversation, clock) -> None:
    first = write("I want to speak to a human")
    close(ws, first.conversation_id)
    clock.now += timedelta(days=2)
    write("is the sourdough vegan?")
    here = conversation(first)
    assert (here.status, here.first_inbound_at) == (ConversationStatus.PENDING, clock.now)


def test_a_hand_off_starts_the_clock_again(ws, faqs, write, conversation, deliver, clock) -> None:
    first = write(ASKED)
    deliver()
    assert conversation(first).first_reply_at == clock.now
    clock.now += timedelta(hours=1)
    write("That is no use, I want to speak to a human")
    here = conversation(first)
    assert (here.first_reply_at, here.first_inbound_at) == (None, clock.now)


def test_the_campaign_comes_from_the_post(ws, write, conversation) -> None:
    with ws.writing() as rows:
        business = ws.key.business_id
        campaign = rows.add(
            Campaign(business_id=business, name="C", goal="G", starts_on=ws.now, ends_on=ws.now, created_at=ws.now)
        )
        rows.flush()
        post = rows.add(
            Post(
                business_id=business,
                campaign_id=campaign.id,
                title="New loaf",
                type=PostType.TEXT,
                channel="email",
                created_at=ws.now,
                updated_at=ws.now,
            )
        )
    here = conversation(write("Do you rent bicycles?", post_id=post.id))
    assert (here.post_id, here.campaign_id) == (post.id, campaign.id)
    with pytest.raises(NotFound):
        write("hello?", thread="t9", post_id=uuid4())
    assert ws.rows.count(Contact) == 1


def test_every_change_counts_the_version_up(faqs, write, conversation) -> None:
    versions = [conversation(write(text)).version for text in ("hi", "Automatic reply: away", "refund!", "STOP")]
    assert versions == sorted(set(versions))


@dataclass
class _Silent:
    """A world whose model never answers."""

    world: object

    def __getattr__(self, name: str) -> Any:
        return getattr(self.world, name)

    def model(self, ws: Workspace) -> Any:
        return self

    def answer(self, prompt, facts) -> Never:
        raise ModelFailed("The model did not answer. Try again later.")


def test_when_the_model_cannot_draft_a_person_gets_the_message(ws, runtime, faqs, write, conversation) -> None:
    quiet = Workspace(_Silent(runtime), ws.key)
    message = write("I would like to sign up for something, how do I start?", by=quiet)
    quiet.close()
    assert (message.verdict, message.verdict_reason) == ("escalate", "The model did not answer. Try again later.")
    assert conversation(message).status is ConversationStatus.ESCALATED


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"external_ref": " "}, "external_ref"),
        ({"thread": "x" * 201}, "conversation_ref"),
        ({"handle": ""}, "handle"),
        ({"at": datetime(2026, 3, 2)}, "at"),  # noqa: DTZ001
        ({"channel": "fax"}, "channel"),
    ],
)
def test_a_broken_message_is_refused_with_its_field(ws, write, changes, field) -> None:
    with pytest.raises(Invalid) as refused:
        write("hello", **changes)
    assert refused.value.field == field
    assert ws.rows.count(Message) == 0


def test_no_message_comes_from_the_future(ws, write) -> None:
    assert write("hello?", at=ws.now + timedelta(hours=3)).at == ws.now


def test_a_viewer_cannot_receive(ws, runtime, write) -> None:
    viewer = Key(ws.key.business_id, None, "v", PERMISSIONS[Role.VIEWER])
    with runtime.workspace(viewer) as looking, pytest.raises(Forbidden):
        write("hello?", by=looking)


def test_the_clock_may_receive(clock_ws, faqs, write) -> None:
    assert write(ASKED, by=clock_ws).verdict == "auto_reply"


def test_where_we_only_hear_a_person_answers_over_there(ws, faqs, write) -> None:
    there = {"channel": "facebook", "handle": "kim"}
    message = write(ASKED, **there)
    write("STOP", thread="t2", **there)
    assert (message.verdict, message.verdict_reason) == (
        "escalate",
        "we cannot answer on facebook from here; answer there",
    )
    assert ours(ws) == []
    assert ws.rows.one(Contact).suppressed_at == ws.now
    with pytest.raises(Invalid):
        send_reply(ws, message.conversation_id, "Hello", seen_version=1)
