from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.channels.rules import channel
from core.errors import Invalid
from core.publishing.cadence import due, most
from core.publishing.slots import Result, Slot, Wanted, allowed_hours, good_slots, strength

CHANNELS = ["instagram", "linkedin", "email", "sms", "mastodon"]
wishes = st.dictionaries(st.sampled_from(CHANNELS), st.floats(0.1, 1), min_size=1).map(
    lambda shares: {name: round(min(5.0, most(name) / 2) * share, 2) for name, share in shares.items()}
)
plans = st.builds(
    lambda start, days, zone, per_week, seed: Wanted(
        start=start, end=start + timedelta(days=days), zone=ZoneInfo(zone), per_week=per_week, seed=seed
    ),
    st.dates(date(2026, 1, 1), date(2027, 12, 1)),
    st.integers(0, 34),
    st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC"]),
    wishes,
    st.integers(0, 99),
)
WEEK = Wanted(start=date(2026, 3, 23), end=date(2026, 4, 5), zone=ZoneInfo("Europe/Berlin"), per_week={"linkedin": 3})


@settings(max_examples=40, deadline=None)
@given(plans)
def test_every_slot_is_in_range_in_hours_apart_and_counted(wanted: Wanted) -> None:
    slots = good_slots(wanted)
    days = (wanted.end - wanted.start).days + 1
    assert Counter(slot.channel for slot in slots) == Counter(
        {name: due(per_week, days) for name, per_week in wanted.per_week.items() if due(per_week, days)}
    )
    assert list(slots) == sorted(slots)
    for slot in slots:
        local = slot.at.astimezone(wanted.zone)
        assert slot.at.tzinfo is UTC
        assert wanted.start <= local.date() <= wanted.end
        assert local.hour in allowed_hours(slot.channel)
    for name in wanted.per_week:
        limit = channel(name).limits.spacing_minutes
        own = [slot.at for slot in slots if slot.channel == name]
        assert limit
        assert all(b - a >= timedelta(minutes=limit.value) for a, b in pairwise(own))
    assert good_slots(wanted) == slots


def changed(**fields: object) -> Wanted:
    base = {"start": WEEK.start, "end": WEEK.end, "zone": WEEK.zone, "per_week": WEEK.per_week}
    return Wanted(**{**base, **fields})  # type: ignore[arg-type]


def test_clock_changes_do_not_shift_local_hours() -> None:
    # Berlin moves its clocks on 29 March 2026
    hours = {slot.at.astimezone(WEEK.zone).hour for slot in good_slots(WEEK)}
    assert hours <= {10, 11}
    assert len({slot.at.hour - slot.at.astimezone(WEEK.zone).hour for slot in good_slots(WEEK)}) == 2


def test_holidays_are_kept_free_and_good_days_leaned_on() -> None:
    free = {WEEK.start + timedelta(days=n) for n in range(14)} - {date(2026, 3, 28), date(2026, 3, 24)}
    assert {slot.at.date() for slot in good_slots(changed(avoid=free, per_week={"linkedin": 0.5}))} <= {
        date(2026, 3, 28),
        date(2026, 3, 24),
    }
    leaned = good_slots(changed(lean_on={date(2026, 3, 29)}, per_week={"linkedin": 0.5}))
    assert [slot.at.date() for slot in leaned] == [date(2026, 3, 29)]


def test_busy_moments_are_kept_apart_from() -> None:
    first = good_slots(WEEK)
    again = good_slots(changed(busy=first))
    assert len(again) == len(first)
    assert all(abs(a.at - b.at) >= timedelta(minutes=120) for a in first for b in again)


def test_nothing_before_the_given_moment() -> None:
    after = datetime(2026, 3, 30, 12, tzinfo=UTC)
    assert all(slot.at > after for slot in good_slots(changed(after=after)))
    assert good_slots(changed(after=datetime(2026, 5, 1, tzinfo=UTC))) == ()


def test_days_that_cannot_hold_the_cadence_give_fewer() -> None:
    start = WEEK.start
    full = [Slot(datetime.combine(start, time(hour), WEEK.zone), "email") for hour in range(24)]
    assert good_slots(changed(end=start, per_week={"email": 7.0}, busy=full)) == ()


def test_own_results_come_to_outweigh_the_table() -> None:
    own = {("linkedin", 5, 20): Result(index=3.0, posts=200)}
    local = [slot.at.astimezone(WEEK.zone) for slot in good_slots(changed(own=own, per_week={"linkedin": 0.5}))]
    assert [(at.weekday(), at.hour) for at in local] == [(5, 20)]
    assert strength("x", 5, 20, {}) < strength("x", 5, 20, {("x", 5, 20): Result(3.0, 5)}) < 3.0


def test_a_backward_range_is_refused() -> None:
    with pytest.raises(Invalid) as refusal:
        good_slots(changed(end=date(2026, 3, 1)))
    assert refusal.value.field == "end"
