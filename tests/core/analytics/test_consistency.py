from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analytics.consistency import Keeping, PlannedSlot, keeping

MONDAY = datetime(2026, 6, 1, 9, tzinfo=UTC)
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
MON_WED_FRI = [MONDAY + week * WEEK + day * DAY for week in range(4) for day in (0, 2, 4)]


def _kept(late: timedelta = timedelta(0)) -> list[PlannedSlot]:
    return [PlannedSlot("instagram", moment, moment + late) for moment in MON_WED_FRI]


def _signal(slots: list[PlannedSlot], published: list[datetime] | None = None, target: float = 3) -> float:
    found = keeping(slots, published or [], target, (MONDAY, MONDAY + 4 * WEEK))
    assert found is not None
    return found.signal()


def test_a_perfect_monday_wednesday_friday_plan_scores_100() -> None:
    assert _signal(_kept()) == 100.0


def test_half_the_plan_kept_or_half_a_gap_late_scores_50() -> None:
    half = [slot if n % 2 else PlannedSlot(slot.channel, slot.planned_at, None) for n, slot in enumerate(_kept())]
    assert _signal(half) == 50.0
    gap = (MON_WED_FRI[-1] - MON_WED_FRI[0]) / 11
    assert _signal(_kept(gap / 2)) == pytest.approx(50.0)
    assert _signal(_kept(-gap / 2)) == pytest.approx(50.0)


def test_a_whole_gap_late_or_never_scores_nothing() -> None:
    assert _signal(_kept(5 * DAY)) == 0.0
    assert _signal([PlannedSlot("instagram", moment, None) for moment in MON_WED_FRI]) == 0.0


def test_each_channel_is_held_to_its_own_gaps() -> None:
    """Four channels at the same moments have the gaps of one plan, not a quarter of them."""
    one = _kept(timedelta(hours=6))
    four = [PlannedSlot(name, s.planned_at, s.published_at) for name in ("a", "b", "c", "d") for s in one]
    assert _signal(four) == pytest.approx(_signal(one))


def test_weeks_without_a_plan_use_the_target() -> None:
    assert _signal([], MON_WED_FRI, target=3) == 100.0
    assert _signal([], MON_WED_FRI[::2], target=3) == 50.0
    assert _signal(_kept()[:6], MON_WED_FRI[:6], target=3) == 50.0
    burst = [MONDAY + n * timedelta(hours=1) for n in range(12)]
    assert _signal([], burst, target=3) == 25.0


def test_nothing_planned_and_nothing_published_is_no_data() -> None:
    assert keeping([], [], 3, (MONDAY, MONDAY + WEEK)) is None
    assert keeping([], [MONDAY], 0, (MONDAY, MONDAY + WEEK)) is None


def test_one_slot_is_measured_against_the_target_s_gap() -> None:
    found = keeping([PlannedSlot("x", MONDAY, MONDAY + DAY)], [], 3.5)
    assert found == Keeping(1.0, 1.0, 0.5, 1.0)


@given(
    st.lists(st.none() | st.timedeltas(-WEEK, WEEK), min_size=12, max_size=12),
    st.floats(0, 10),
)
def test_the_signal_runs_from_0_to_100_and_missing_a_slot_never_helps_a_punctual_plan(
    late: list[timedelta | None], target: float
) -> None:
    slots = [
        PlannedSlot("x", moment, None if by is None else moment + by)
        for moment, by in zip(MON_WED_FRI, late, strict=True)
    ]
    assert 0.0 <= _signal(slots, target=target) <= 100.0
    punctual = [PlannedSlot("x", m, None if by is None else m) for m, by in zip(MON_WED_FRI, late, strict=True)]
    missed = [PlannedSlot("x", punctual[0].planned_at, None), *punctual[1:]]
    assert _signal(missed, target=target) <= _signal(punctual, target=target)


def test_a_cadence_to_try_keeps_the_evenness() -> None:
    kept = Keeping(expected=12, kept=6, evenness=0.8, weeks=4)
    assert kept.signal() == pytest.approx(40.0)
    assert kept.signal(per_week=3) == kept.signal(per_week=9) == pytest.approx(80.0)
