"""Keeping FAQs."""

from datetime import timedelta
from uuid import uuid4

import pytest

from core.errors import Forbidden, Invalid, NotFound
from core.keys import PERMISSIONS, Key
from core.messaging import delete_faq, faq_coverage, list_faqs, save_faq, turn_faq
from core.messaging.known import known_faqs
from core.tables import Faq
from core.vocab import Role

MORE = ("open when", "opening times", "till when are you open", "are you open now")


def test_an_faq_is_kept_tidily_and_once(ws) -> None:
    said = ("Opening times?", "opening times", "  ", "When are you open?", "till when")
    made = save_faq(ws, " When are you open? ", "We are open {opening_hours}.", said, token="k")
    assert save_faq(ws, "When are you open?", "Always.", token="k").id == made.id
    assert (made.question, made.phrasings) == ("When are you open?", ("Opening times?", "till when"))
    assert ws.rows.count(Faq) == 1


def test_an_faq_is_changed(ws) -> None:
    made = save_faq(ws, "Open?", "Yes.")
    save_faq(ws, "Open today?", "Yes, today.", MORE, faq_id=made.id)
    (row,) = list_faqs(ws)
    assert (row.id, row.question, row.answer, row.phrasings) == (made.id, "Open today?", "Yes, today.", MORE)


@pytest.mark.parametrize(
    ("question", "answer", "phrasings", "field"),
    [
        (" ", "Yes.", (), "question"),
        ("?!", "Yes.", (), "question"),
        ("x" * 301, "Yes.", (), "question"),
        ("Open?", " ", (), "answer"),
        ("Open?", "It costs {price}.", (), "price"),
        ("Open?", "A stray } bracket", (), "answer"),
        ("Open?", "Yes.", ("x" * 301,), "phrasings"),
        ("Open?", "Yes.", tuple(f"way {n}" for n in range(61)), "phrasings"),
    ],
    ids=lambda value: str(value)[:12] + str(len(value)),
)
def test_what_could_not_be_sent_is_not_saved(ws, question, answer, phrasings, field) -> None:
    with pytest.raises(Invalid) as refused:
        save_faq(ws, question, answer, phrasings)
    assert refused.value.field == field
    assert ws.rows.count(Faq) == 0


def test_one_that_is_off_is_not_known(ws) -> None:
    made = save_faq(ws, "Do you deliver?", "Yes.")
    assert known_faqs(ws).closest("do you deliver")[0].id == made.id
    turn_faq(ws, made.id, False)
    assert known_faqs(ws).closest("do you deliver") == (None, 0.0)
    assert list_faqs(ws)[0].only_suggests == "It is switched off."


def test_a_deleted_one_is_gone(ws) -> None:
    made = save_faq(ws, "Do you deliver?", "Yes.")
    delete_faq(ws, made.id)
    assert list_faqs(ws) == []
    for verb in (
        delete_faq,
        lambda ws, one: turn_faq(ws, one, True),
        lambda ws, one: save_faq(ws, "Q", "A", faq_id=one),
    ):
        with pytest.raises(NotFound):
            verb(ws, made.id)


def test_the_list_says_what_keeps_one_from_answering_alone(ws, faqs) -> None:
    one = save_faq(ws, "Do you rent bicycles?", "No.", MORE[:3])
    rows = {row.id: row for row in list_faqs(ws)}
    assert rows[one.id].only_suggests == "Add 1 more phrasing, and it may answer by itself."
    assert rows[faqs["opening_hours"]].only_suggests == ""
    for key in list(faqs)[:-2]:
        delete_faq(ws, faqs[key])
    assert {"With fewer than 4" in row.only_suggests for row in list_faqs(ws) if row.id != one.id} == {True}


def test_the_list_counts_answers_that_left(ws, faqs, write, deliver) -> None:
    write("are you open monday?")
    counts = lambda: {row.id: row.answered for row in list_faqs(ws)}  # noqa: E731
    assert counts()[faqs["opening_hours"]] == 0
    deliver()
    assert counts()[faqs["opening_hours"]] == 1


def test_a_viewer_reads_and_does_not_write(ws, runtime) -> None:
    viewer = Key(ws.key.business_id, None, "v", PERMISSIONS[Role.VIEWER])
    with runtime.workspace(viewer) as looking:
        assert list_faqs(looking) == []
        for verb in (lambda: save_faq(looking, "Q", "A"), lambda: delete_faq(looking, uuid4())):
            with pytest.raises(Forbidden):
                verb()


def test_coverage_counts_what_asked_for_an_answer_and_what_got_one(ws, faqs, write, clock) -> None:
    write("Are you open on Monday?", handle="old@example.com", thread="old")
    clock.now += timedelta(days=31)
    asked = ("Are you open on Monday?", "Would you film our wedding?", "STOP")
    for number, text in enumerate(asked):
        write(text, handle=f"p{number}@example.com", thread=f"t{number}")
    went = faq_coverage(ws)
    assert (went.days, went.asked, went.answered) == (30, 2, 1)
    assert faq_coverage(ws, 40).answered == 2
    with pytest.raises(Invalid, match="one day"):
        faq_coverage(ws, 0)
