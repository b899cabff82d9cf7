from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analytics.response_time import (
    BusinessHours,
    FirstResponse,
    arrays,
    business_time,
    half_life_score,
    quantiles,
    waiting,
)
from core.errors import Invalid

LONG = timedelta(hours=300)
_START = datetime(2026, 1, 1)  # noqa: DTZ001 - hypothesis adds the zone
moments = st.datetimes(_START, _START.replace(month=12), timezones=st.just(UTC))
responses = st.lists(
    st.builds(FirstResponse, waited=st.timedeltas(timedelta(0), LONG), answered=st.booleans()), min_size=1, max_size=20
)
LUNCH = BusinessHours(
    "Europe/London",
    {day: [(time(9), time(12, 30)), (time(13, 30), time(18))] for day in range(5)},
    frozenset({date(2026, 12, 25)}),
)
NIGHT = BusinessHours("America/New_York", {6: [(time(0), time(0))]})


def _at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    ("start", "end", "hours", "expected"),
    [
        (_at(2026, 1, 5, 12), _at(2026, 1, 5, 14), LUNCH, timedelta(hours=1)),
        (_at(2026, 1, 2, 17), _at(2026, 1, 5, 10), LUNCH, timedelta(hours=2)),
        (_at(2026, 12, 24, 17), _at(2026, 12, 28, 10), LUNCH, timedelta(hours=2)),
        (_at(2026, 1, 3, 9), _at(2026, 1, 4, 9), LUNCH, timedelta(0)),
        (_at(2026, 7, 6, 8), _at(2026, 7, 6, 9), LUNCH, timedelta(hours=1)),
        (_at(2026, 1, 5, 14), _at(2026, 1, 5, 12), LUNCH, timedelta(0)),
        (_at(2026, 3, 7), _at(2026, 3, 10), NIGHT, timedelta(hours=23)),
        (_at(2026, 10, 31), _at(2026, 11, 3), NIGHT, timedelta(hours=25)),
    ],
    ids=["lunch", "week-end", "holiday", "closed", "summer time", "backwards", "clocks forward", "clocks back"],
)
def test_business_time(start: datetime, end: datetime, hours: BusinessHours, expected: timedelta) -> None:
    assert business_time(start, end, hours) == expected


def test_blocks_around_the_missing_hour_are_never_counted_twice() -> None:
    odd = BusinessHours("America/New_York", {6: [(time(1), time(2, 30)), (time(3), time(4))]})
    start, end = _at(2026, 3, 8), _at(2026, 3, 9)
    assert business_time(start, end, odd) == timedelta(hours=2)


@given(st.lists(moments, min_size=3, max_size=3), st.sampled_from([LUNCH, NIGHT]))
def test_business_time_adds_up_and_never_exceeds_the_clock(three: list[datetime], hours: BusinessHours) -> None:
    a, b, c = sorted(three)
    assert business_time(a, b, hours) + business_time(b, c, hours) == business_time(a, c, hours)
    assert timedelta(0) <= business_time(a, c, hours) <= c - a


@pytest.mark.parametrize(
    ("zone", "week", "field"),
    [
        ("Mars/Olympus", {0: [(time(9), time(17))]}, "zone"),
        ("../etc", {0: [(time(9), time(17))]}, "zone"),
        ("UTC", {}, "week"),
        ("UTC", {0: []}, "week"),
        ("UTC", {0: [(time(17), time(9))]}, "week"),
        ("UTC", {0: [(time(9), time(12)), (time(11), time(17))]}, "week"),
        ("UTC", {0: [(time(9), time(0)), (time(11), time(17))]}, "week"),
    ],
)
def test_impossible_hours_are_refused(zone: str, week: dict[int, list[tuple[time, time]]], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        BusinessHours(zone, week)
    assert refused.value.field == field


def test_censored_messages_push_the_median_out() -> None:
    """Worked by hand: survival is 3/4 after 1 h, then 3/8 after 3 h, since the person waiting at 2 h drops out."""
    some = [
        FirstResponse(timedelta(hours=1), answered=True),
        FirstResponse(timedelta(hours=2), answered=False),
        FirstResponse(timedelta(hours=3), answered=True),
        FirstResponse(timedelta(hours=4), answered=True),
    ]
    assert waiting(some) == timedelta(hours=3)
    assert waiting(some, 0.9) == timedelta(hours=4)


def test_when_more_than_half_wait_it_is_the_longest_wait_so_far() -> None:
    some = [FirstResponse(timedelta(hours=h), answered=h == 1) for h in (1, 5, 7)]
    assert waiting(some) == timedelta(hours=7)
    assert waiting([]) is None


@given(responses)
def test_with_everyone_answered_it_is_the_plain_median(some: list[FirstResponse]) -> None:
    done = [replace(response, answered=True) for response in some]
    assert waiting(done) == sorted(response.waited for response in some)[(len(some) - 1) // 2]


@given(responses, st.integers(0, 19), st.timedeltas(timedelta(0), LONG))
def test_ignoring_someone_never_shortens_the_median(some: list[FirstResponse], who: int, longer: timedelta) -> None:
    who %= len(some)
    ignored = [*some]
    ignored[who] = FirstResponse(some[who].waited + longer, answered=False)
    before, after = waiting(some), waiting(ignored)
    assert before is not None
    assert after is not None
    assert after >= before or not some[who].answered


@given(responses, st.timedeltas(timedelta(0), LONG))
def test_one_more_ignored_person_never_shortens_the_median(some: list[FirstResponse], waited: timedelta) -> None:
    before, after = waiting(some), waiting([*some, FirstResponse(waited, answered=False)])
    assert before is not None
    assert after is not None
    assert after >= before


@given(responses, st.integers(0, 2**32 - 1))
def test_weights_are_copies(some: list[FirstResponse], seed: int) -> None:
    waits, answered = arrays(some)
    weights = np.random.default_rng(seed).multinomial(len(some), np.full(len(some), 1 / len(some)))
    copies = [response for response, copy in zip(some, weights, strict=True) for _ in range(copy)]
    found = quantiles(waits, answered, weights[None, :].astype(float), 0.5)[0]
    expected = waiting(copies)
    assert expected is not None
    assert found == pytest.approx(expected.total_seconds())


def test_half_life() -> None:
    scores = half_life_score(np.array([-1.0, 0.0, 3600.0, 7200.0]), timedelta(hours=1))
    assert scores.tolist() == [100.0, 100.0, 50.0, 25.0]
