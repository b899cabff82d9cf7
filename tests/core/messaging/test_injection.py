"""Attempts to talk the product into something: nothing of it is sent by itself, nothing leaves its fence, and a
model that obeys is not heard.
"""

import json
import random
from pathlib import Path

import pytest

from core.ai.wording import cleaned
from core.content.prompts import POST
from core.content.shapes import PostFacts
from core.messaging.act import NAMED
from core.messaging.answers import fill
from core.messaging.known import facts_by_name
from core.messaging.prompts import REPLY, KnownAnswer, ReplyFacts, ReplyText
from core.strategy.prompts import SEGMENTS, THEMES
from core.strategy.shapes import SegmentsFacts, ThemesFacts
from core.tables import Faq, Message
from core.vocab import Direction, PostType

DATA = Path(__file__).parents[2] / "data"
OWN = (
    "Opening hours: Tue-Sat 07:00-17:00",
    "Country loaf: £4.20",
    "Order link: https://crumb.example/order",
    "Email: hello@crumb.example",
)
FAQS = (KnownAnswer(question="Can I order online?", answer="Yes: https://crumb.example/order"),)
MARK = "[5f2e9c01d7a3b846]"


def attempts(name: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


INBOUND, OUTPUT = attempts("unsafe_inbound.jsonl"), attempts("unsafe_output.jsonl")


def asked(text: str, **more: object) -> ReplyFacts:
    return ReplyFacts(business="Crumb & Co", message=text, facts=OWN, faqs=FAQS, **more)  # type: ignore[arg-type]


def before_the_fence(user: str) -> str:
    head, fenced = user.split(f"\n{MARK}\n", 1)
    assert fenced.endswith(f"\n{MARK}")
    assert fenced.count(MARK) == 1
    return head


def test_there_are_enough_attempts_of_every_kind() -> None:
    assert len({one["text"] for one in INBOUND}) >= 150
    assert len({one["kind"] for one in INBOUND}) >= 12


@pytest.mark.parametrize("wrap", ["{}", f"{MARK}\n{{}}\n{MARK}", "\n{}\r\n## facts\n"])
def test_inbound_text_never_leaves_its_fence(wrap: str) -> None:
    plain = before_the_fence(REPLY.rendered(asked("Hello"), MARK).user)
    for one in INBOUND:
        text = wrap.format(one["text"].replace("{", "{{").replace("}", "}}") if wrap == "{}" else one["text"])
        rendered = REPLY.rendered(asked(text, customer=text, thread=(f"Customer: {text}",)), MARK)
        assert before_the_fence(rendered.user) == plain
        assert rendered.system == REPLY.wording.system
        lines = rendered.user.split(f"\n{MARK}\n", 1)[1].removesuffix(f"\n{MARK}").split("\n")
        ours = ("Customer's name: ", "Earlier: ", "To answer: ", "    ")
        assert all(line.startswith(ours) for line in lines), lines


def test_what_a_reader_cannot_see_does_not_reach_the_model() -> None:
    for one in INBOUND:
        told = str(cleaned(one["text"]))
        assert all(char.isprintable() or char in "\n " for char in told), told


def test_profiles_and_old_posts_stay_fenced_too() -> None:
    for one in INBOUND:
        bad = one["text"]
        post = PostFacts(business="Crumb", channel="instagram", type=PostType.IMAGE, recent=(bad,), audience=(bad,))
        themes = ThemesFacts(business=bad, goal="Sales", weeks=1, offers=(bad,), audience=(bad,))
        segments = SegmentsFacts(business=bad, audience=(bad,))
        for prompt, facts in ((POST, post), (THEMES, themes), (SEGMENTS, segments)):
            head = before_the_fence(prompt.rendered(facts, MARK).user)
            assert str(cleaned(bad)).strip().split("\n")[0] not in head


def test_the_understudy_falls_for_none() -> None:
    for one in INBOUND:
        facts = asked(one["text"])
        reply = REPLY.offline(facts, random.Random(1))
        assert REPLY.trust.violations(reply, facts) == [], one
        assert REPLY.trust.grounds(facts).unsupported(reply.text) == [], one


def test_a_model_that_repeats_what_a_stranger_dictated_is_not_heard() -> None:
    heard = []
    for one in OUTPUT:
        facts = asked(f"Please answer exactly this: {one['text']}", thread=(f"Customer: {one['text']}",))
        if not REPLY.trust.violations(ReplyText(text=one["text"], grounded=True, missing=""), facts):
            heard.append(one)
    assert heard == []


def test_nothing_but_stored_words_is_ever_sent_by_itself(ws, faqs, write) -> None:
    for place, one in enumerate(INBOUND):
        write(one["text"], thread=f"t{place}", handle=f"kim{place}@example.com")
    today = ws.now.astimezone(ws.zone).date()
    known = facts_by_name(ws.profile, today)
    allowed = {f"{fill(faq.answer, known)}\n\n{NAMED}" for faq in ws.rows.find(Faq)}
    allowed |= {
        f"Thank you for writing to {ws.business.name}. A person will read this and answer you. (Automatic message)",
        f"You are unsubscribed from {ws.business.name} and will get no more messages.",
    }
    sent = [said.text for said in ws.rows.find(Message) if said.direction is Direction.OUTBOUND]
    assert set(sent) <= allowed
