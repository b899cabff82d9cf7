"""Days that come round, counted by hand; and moments on the wall clock, whatever the clocks do."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.strategy.recurrence import days, in_words, moment, problem
from core.tables.rhythm import Recurrence

MONDAY = date(2026, 3, 2)


def rule(**changes: object) -> Recurrence:
    return Recurrence(**({"unit": "week", "at": time(9), "zone": "Europe/Berlin", "starts_on": MONDAY} | changes))


def told(one: Recurrence, many: int = 5) -> list[str]:
    return [f"{day:%d.%m.}" for day in islice(days(one), many)]


def test_weeks() -> None:
    assert told(rule()) == ["02.03.", "09.03.", "16.03.", "23.03.", "30.03."]
    assert told(rule(weekdays=(3, 0, 3))) == ["02.03.", "05.03.", "09.03.", "12.03.", "16.03."]
    thursday = rule(weekdays=(0, 3), every=2, starts_on=MONDAY + timedelta(days=3))
    assert told(thursday) == ["05.03.", "16.03.", "19.03.", "30.03.", "02.04."]
    assert told(rule(until=date(2026, 3, 16))) == ["02.03.", "09.03.", "16.03."]
    assert told(rule(count=2)) == ["02.03.", "09.03."]


def test_months() -> None:
    assert told(rule(unit="month", month_day=2, every=5)) == ["02.03.", "02.08.", "02.01.", "02.06.", "02.11."]
    leap = rule(unit="month", month_day=30, starts_on=date(2028, 1, 30))
    assert told(leap, 4) == ["30.01.", "29.02.", "30.03.", "30.04."]
    assert told(rule(unit="month", month_day=1), 2) == ["01.04.", "01.05."]  # March's first has passed


@given(
    st.sampled_from(["week", "month"]),
    st.integers(1, 6),
    st.lists(st.integers(0, 6), max_size=7),
    st.integers(1, 31),
    st.dates(date(2024, 1, 1), date(2032, 1, 1)),
)
def test_days_rise_begin_when_told_and_fit_the_rule(
    unit: str, every: int, weekdays: list[int], month_day: int, start: date
) -> None:
    one = rule(unit=unit, every=every, weekdays=tuple(weekdays), month_day=month_day, starts_on=start)
    found = list(islice(days(one), 12))
    assert found == sorted(set(found))
    assert found[0] >= start
    if unit == "week":
        assert {day.weekday() for day in found} <= (set(weekdays) or {start.weekday()})
        anchor = start - timedelta(days=start.weekday())
        assert all((day - anchor).days // 7 % every == 0 for day in found)
    else:
        assert all(
            day.day == month_day or (day.day < month_day and (day + timedelta(days=1)).day == 1) for day in found
        )


def test_a_clock_change_shifts_no_occurrence() -> None:
    """Berlin's clocks go on in the night to 29 March 2026 and back in the night to 25 October."""
    berlin = ZoneInfo("Europe/Berlin")
    for start, night in ((date(2026, 3, 22), date(2026, 3, 29)), (date(2026, 10, 18), date(2026, 10, 25))):
        nine = [moment(rule(starts_on=start), day) for day in islice(days(rule(starts_on=start)), 3)]
        assert [f"{at.astimezone(berlin):%H:%M}" for at in nine] == ["09:00"] * 3
        assert len({at.hour for at in nine}) == 2  # in UTC they do differ
        at = moment(rule(at=time(2, 30)), night)
        assert at.astimezone(berlin).date() == night
    gap = moment(rule(at=time(2, 30)), date(2026, 3, 29))
    assert gap == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert f"{gap.astimezone(berlin):%H:%M}" == "03:30"
    twice = moment(rule(at=time(2, 30)), date(2026, 10, 25))
    assert twice == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"weekdays": (7,)}, "weekdays"),
        ({"zone": "Berlin"}, "zone"),
        ({"until": MONDAY + timedelta(days=9), "count": 2}, "until"),
        ({"until": MONDAY - timedelta(days=1)}, "until"),
        ({"until": MONDAY + timedelta(days=6)}, "until"),
        ({"until": MONDAY + timedelta(days=7)}, ""),
        ({}, ""),
    ],
)
def test_what_a_rule_may_not_be_names_its_field(changes: dict, field: str) -> None:
    words, where = problem(rule(**changes))
    assert (where, bool(words)) == (field, bool(field))


def test_in_words() -> None:
    assert in_words(rule(count=3)) == "every week on Monday at 09:00 (Europe/Berlin), 3 times in all"
    monthly = rule(unit="month", month_day=31, every=3)
    assert in_words(monthly) == "every 3 months on day 31 (the last day of a shorter month) at 09:00 (Europe/Berlin)"
