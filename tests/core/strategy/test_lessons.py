"""What people asked in vain goes into the next plan, without their words going into its instructions."""

from datetime import timedelta

from core import messaging, strategy
from core.messaging import Incoming
from core.tables.values import Fact
from core.world.demo import demo_businesses

BAKERY = next(one for one in demo_businesses() if one.industry == "bakery")


def _asks(ws, text: str, who: int) -> None:
    told = Incoming(
        external_ref=f"{who}-{len(text)}", conversation_ref=f"talk-{who}", channel="email", handle=f"p{who}@example.com",
        sender_name=f"Guest {who}", text=text, at=ws.now,
    )  # fmt: skip
    messaging.receive_message(ws, told)


def test_a_question_that_three_people_asked_in_vain_is_a_lesson(clock_ws, ws, clock) -> None:
    for who in range(3):
        _asks(clock_ws, "Do you sell gift vouchers?", who)
    for who in range(3, 5):
        _asks(clock_ws, "Is there parking for bicycles?", who)
    lessons = [lesson for lesson in strategy.read_lessons(ws) if "asked" in lesson.text]
    assert [lesson.text for lesson in lessons] == [
        "3 people asked a question that no FAQ answers yet: a post could say it."
    ]
    assert "“Do you sell gift vouchers?”" in lessons[0].evidence
    clock.now += timedelta(days=91)
    assert not any("asked" in lesson.text for lesson in strategy.read_lessons(ws))


def test_a_question_near_an_faq_names_that_faq(clock_ws, ws) -> None:
    with ws.writing():
        ws.profile.facts = tuple(Fact(key=key, value=value) for key, value in BAKERY.facts.items())
    for faq in BAKERY.faqs:
        messaging.save_faq(ws, faq.title, faq.answer, faq.phrasings)
    _asks(clock_ws, "are you open monday?", 0)
    for who in range(1, 4):
        _asks(clock_ws, "do you open at easter?", who)
    (lesson,) = [lesson for lesson in strategy.read_lessons(ws) if "asked" in lesson.text]
    assert lesson.text == "3 people asked about “Opening hours”, beyond what that FAQ answers: a post could say it."


def test_what_a_customer_wrote_stays_out_of_the_planner_s_instructions(clock_ws, ws) -> None:
    for who in range(3):
        _asks(clock_ws, f"Do you also sell {'very ' * 60}long bread?", who)
    (lesson,) = [lesson for lesson in strategy.read_lessons(ws) if "asked" in lesson.text]
    assert "bread" not in lesson.text
    assert len(lesson.evidence) < 240
