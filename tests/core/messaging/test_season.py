"""An FAQ counts in its season alone."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Invalid
from core.messaging import Season, list_faqs, save_faq
from core.messaging.known import known_faqs

DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))


@given(DAYS, DAYS, DAYS, st.integers(0, 12))
def test_a_yearly_season_holds_on_the_same_days_of_any_year(first, last, day, years) -> None:
    season = Season(first, last, is_yearly=True)
    later = date(day.year + years, day.month, min(day.day, 28))
    assert season.holds(later) == season.holds(date(day.year, day.month, min(day.day, 28)))
    assert season.holds(first)
    assert season.holds(last)


@given(st.none() | DAYS, st.none() | DAYS, DAYS)
def test_another_season_holds_between_its_days(first, last, day) -> None:
    assert Season(first, last).holds(day) == ((first or day) <= day <= (last or day))


def test_out_of_season_it_neither_answers_nor_suggests(ws, faqs, write, clock) -> None:
    row = next(one for one in list_faqs(ws) if one.id == faqs["vegan"])
    many = len(known_faqs(ws).faqs)
    summer = Season(date(2026, 6, 1), date(2026, 8, 31), is_yearly=True)
    save_faq(ws, row.question, row.answer, row.phrasings, faq_id=row.id, season=summer)
    assert row.id not in {one.id for one in known_faqs(ws).faqs}
    there = next(one for one in list_faqs(ws) if one.id == row.id)
    assert (there.only_suggests, there.season) == ("Out of season: it counts 1 Jun to 31 Aug, every year.", summer)
    assert write(row.phrasings[0]).verdict != "auto_reply"
    save_faq(ws, row.question, row.answer, row.phrasings, faq_id=row.id)  # says nothing of the season
    clock.now += timedelta(days=120)
    assert len(known_faqs(ws).faqs) == many
    assert write(row.phrasings[0], thread="june", handle="june@example.com").verdict == "auto_reply"


@pytest.mark.parametrize(
    "wrong", [Season(date(2026, 2, 1), None, is_yearly=True), Season(date(2026, 2, 2), date(2026, 2, 1))]
)
def test_a_season_that_cannot_be_is_refused(ws, wrong) -> None:
    with pytest.raises(Invalid) as refused:
        save_faq(ws, "Do you?", "Yes.", season=wrong)
    assert refused.value.field == "season"


def test_a_season_in_words() -> None:
    assert Season().words() == ""
    assert Season(last=date(2026, 5, 3)).words() == "until 3 May 2026"
