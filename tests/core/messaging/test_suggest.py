"""A draft rests on the business's facts, and what does not is flagged."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from core.ai.offline import Offline
from core.errors import Invalid, NotFound
from core.messaging import send_reply, suggest_reply
from core.messaging.prompts import ReplyFacts, ReplyText
from core.tables import Message, Profile
from core.workspace import Workspace

ASKED = "Do you rent bicycles?"


@dataclass
class Scripted:
    """A world whose model says what it is told to, and keeps what it was shown."""

    world: object
    text: str
    shown: list[ReplyFacts] = field(default_factory=list)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.world, name)

    def model(self, ws: Workspace) -> Any:
        return self

    def answer(self, prompt, facts) -> Any:
        self.shown.append(facts)
        said = Offline().answer(prompt, facts)
        return replace(said, reply=ReplyText(text=self.text, grounded=True, missing=""))


def test_a_suggestion_stands_beside_the_message_it_answers(ws, faqs, write, conversation) -> None:
    message = write(ASKED)
    before = conversation(message).version
    drafted = suggest_reply(ws, message.conversation_id)
    assert drafted.id == message.id
    assert drafted.ai_suggested_reply.startswith("Hi Kim, ")
    assert drafted.suggestion_flags == ()
    assert conversation(message).version == before


def test_claims_without_a_fact_are_flagged_and_known_ones_are_not(ws, runtime, faqs, write) -> None:
    message = write("How much is a loaf? I have $20.")
    world = Scripted(runtime, "It is $9.50, or 90% off at evil.test. You said $20: I'll ask.")
    odd = Workspace(world, ws.key)
    drafted = suggest_reply(odd, message.conversation_id)
    assert drafted.suggestion_flags == ("percent: 90%", "link: evil.test")
    assert any(note.detail == "$9.50" for note in drafted.sources)
    odd.close()


def test_the_model_is_shown_this_thread_and_filled_answers_only(ws, runtime, faqs, write, conversation, clock) -> None:
    write("I rent rooms, my code is 4711", thread="other", handle="lee@example.com")
    message = write(ASKED)
    send_reply(ws, message.conversation_id, "What for?", seen_version=conversation(message).version)
    clock.now += timedelta(minutes=1)
    write("For a picnic")
    world = Scripted(runtime, "No.")
    odd = Workspace(world, ws.key)
    suggest_reply(odd, message.conversation_id)
    (facts,) = [shown for shown in world.shown if shown.message == "For a picnic"]
    odd.close()
    assert facts.thread[0] == f"Customer: {ASKED}"
    assert "Us: What for?" in facts.thread
    assert "4711" not in facts.model_dump_json()
    assert all("{" not in known.answer for known in facts.faqs)
    assert "Country loaf: €4.20" in facts.facts


def test_an_answer_whose_fact_is_missing_is_not_shown(ws, runtime, faqs, write) -> None:
    with ws.writing() as rows:
        rows.one(Profile).facts = ()
    message = write(ASKED)
    world = Scripted(runtime, "No.")
    odd = Workspace(world, ws.key)
    suggest_reply(odd, message.conversation_id)
    odd.close()
    assert all("{" not in known.answer for known in world.shown[-1].faqs)


def test_there_must_be_something_to_answer(ws, write) -> None:
    message = write(ASKED)
    with ws.writing() as rows:
        rows.remove(Message)
    with pytest.raises(Invalid):
        suggest_reply(ws, message.conversation_id)
    with pytest.raises(NotFound):
        suggest_reply(ws, uuid4())
