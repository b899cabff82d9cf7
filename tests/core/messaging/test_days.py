"""An FAQ answers by itself only for the days that it names."""

from datetime import date

import pytest

from core.messaging.days import days_off, strange_day

HOURS = "When are you open? What are your hours? Tuesday to Sunday from 8 to 4. Mondays we rest."
TODAY, CLOSED = date(2026, 3, 31), (date(2026, 4, 1),)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Are you open on Easter Monday?", "easter"),
        ("open at Xmas?", "xmas"),
        ("Habt ihr an Ostern auf?", "ostern"),
        ("Are you open on Corpus Christi?", "corpus christi"),  # the country's own
        ("open on 25 December?", "25 december"),
        ("Are you open on 2026-04-25?", "2026-04-25"),
        ("are you open tomorrow?", "tomorrow"),  # closed
        ("are you open this weekend?", "sunday"),  # Easter
        ("and on the 3rd?", "the 3rd"),  # Good Friday
        ("Are you open on 12 June?", ""),
        ("are you open today?", ""),
        ("are you open monday?", ""),
        ("are you open on next monday?", ""),
        ("Do you open on 30 February?", ""),
    ],
)
def test_a_day_that_may_be_off_is_strange_to_plain_hours(text: str, day: str) -> None:
    assert strange_day(text, HOURS, today=TODAY, closed=CLOSED, country="PT") == day


def test_an_faq_that_names_the_day_answers_for_it() -> None:
    for text, faq in (
        ("Are you open on Easter Monday?", "Are you open on public holidays? No."),
        ("Are you open at Christmas?", "At Christmas we close at noon."),
        ("Open on 25 December?", "On 25 December we are closed."),
    ):
        assert strange_day(text, faq, today=TODAY, closed=(), country="PT") == ""


def test_without_a_calendar_of_the_country_every_date_is_strange() -> None:
    assert days_off("", 2026) == {}
    assert strange_day("Are you open on 12 June?", HOURS, today=TODAY, closed=(), country="") == "12 june"
    assert strange_day("are you open tomorrow?", HOURS, today=TODAY, closed=(), country="") == ""


def test_a_question_about_a_day_off_waits_for_a_person_with_a_draft(ws, faqs, write) -> None:
    held = write("Are you open on Easter Monday?")
    assert held.verdict == "suggest"
    assert "particular day (easter)" in held.verdict_reason
    assert write("When are you open?", thread="t2", handle="bo@example.com").verdict == "auto_reply"
