"""Questions nobody has answered yet."""

from datetime import timedelta

from core.messaging import faq_gaps, save_faq


def test_alike_questions_are_one_gap_and_the_most_asked_comes_first(ws, faqs, write, clock) -> None:
    asked = ["Do you rent bicycles?", "Can I rent a bicycle from you", "Is there parking nearby?", "rent bicycles?"]
    for number, text in enumerate(asked):
        clock.now += timedelta(minutes=1)
        write(text, thread=f"t{number}", handle=f"p{number}@example.com")
    gaps = faq_gaps(ws)
    assert [(gap.question, gap.asked) for gap in gaps] == [
        ("Do you rent bicycles?", 3),
        ("Is there parking nearby?", 1),
    ]
    assert gaps[0].phrasings == ("Do you rent bicycles?", "Can I rent a bicycle from you", "rent bicycles?")
    assert len(gaps[0].conversations) == 3


def test_complaints_statements_and_greetings_are_no_gaps(ws, write) -> None:
    for number, text in enumerate(["Where is my refund?", "The loaf is here.", "hi, how are you?", "STOP"]):
        write(text, thread=f"t{number}")
    assert faq_gaps(ws) == []


def test_a_new_faq_closes_its_gap(ws, write) -> None:
    write("Do you rent bicycles?")
    save_faq(ws, "Do you rent bicycles?", "No.", ["bicycles", "rent a bicycle", "bike hire", "hire a bike"])
    assert faq_gaps(ws) == []


def test_a_question_close_to_an_faq_names_it(ws, faqs, write) -> None:
    write("are you open monday?")
    write("when does the shop open on easter monday?", thread="t2")
    (gap,) = faq_gaps(ws)
    assert gap.closest_faq == faqs["opening_hours"]


def test_old_questions_are_forgotten(ws, write, clock) -> None:
    write("Do you rent bicycles?")
    clock.now += timedelta(days=91)
    assert faq_gaps(ws) == []
