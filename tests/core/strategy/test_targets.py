from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.strategy.shapes import Kpi
from core.strategy.targets import as_chosen, as_targets, passed, progress
from core.tables.values import KpiTarget

LEADS = KpiTarget(name="leads", target=40, unit="count")
RATE = KpiTarget(name="engagement_rate", target=0.05, unit="rate")
FIRST = date(2026, 3, 1)


@given(st.integers(0, 90), st.integers(-30, 150), st.integers(-30, 150))
def test_time_passes_one_way_and_stays_between_nothing_and_all(days: int, one: int, two: int) -> None:
    last = FIRST + timedelta(days=days)
    early, late = (passed(FIRST, last, FIRST + timedelta(days=n)) for n in sorted((one, two)))

    assert 0 <= early <= late <= 1
    assert passed(FIRST, last, last + timedelta(days=1)) == 1


@given(st.floats(0, 1e6), st.floats(0, 1))
def test_a_count_is_expected_in_step_with_time_and_a_rate_is_not(target: float, share: float) -> None:
    count = KpiTarget(name="leads", target=target, unit="count")

    assert progress(count, 0, share).expected == pytest.approx(target * share)
    assert progress(RATE, 0, share).expected == RATE.target


@pytest.mark.parametrize(
    ("target", "actual", "share", "words"),
    [
        (LEADS, None, 0.5, "Nothing measured yet; the target is 40."),
        (LEADS, 40, 0.5, "40: the target of 40 is reached."),
        (LEADS, 30, 1.0, "30 of 40: it ended short of the target."),
        (LEADS, 20, 0.5, "20 so far; on pace, at this rate 40 of 40 by 31 March."),
        (LEADS, 18, 0.5, "18 so far; at this rate 36 of 40 by 31 March."),
        (LEADS, 2, 0.05, "2 of 40 so far; too early to tell where it ends."),
        (LEADS, 0, 0.0, "0 so far; the target is 40, and all of the time is still ahead."),
        (RATE, 0.04, 0.5, "4.00% so far; the target is 5.00%."),
        (RATE, 0.04, 1.0, "4.00% of 5.00%: it ended short of the target."),
    ],
)
def test_the_pace_in_words(target: KpiTarget, actual: float | None, share: float, words: str) -> None:
    assert progress(target, actual, share, date(2026, 3, 31)).sentence == words


def test_a_name_nobody_knows_is_still_readable() -> None:
    assert progress(KpiTarget(name="store_visits", target=1, unit="count"), 0, 0).label == "Store visits"


def test_suggestions_become_targets_and_the_persons_leads_win() -> None:
    kpis = (
        Kpi(name="engagement_rate", target=250, unit="basis_points", arithmetic="So.", source="benchmarks"),
        Kpi(name="leads", target=12, unit="count", arithmetic="So.", source="own history"),
    )

    assert [(t.name, t.target, t.unit) for t in as_targets(kpis)] == [
        ("engagement_rate", 0.025, "rate"),
        ("leads", 12, "count"),
    ]
    assert [(t.name, t.target) for t in as_targets(kpis, 30)] == [("leads", 30), ("engagement_rate", 0.025)]
    assert as_targets(kpis, 30)[0].why == "You set this target. By your own numbers: So. Source: own history."
    assert as_targets((), 30)[0].why == "You set this target."
    assert as_targets(kpis)[0].why == "So. Source: benchmarks."


def test_a_planner_orders_targets_and_never_counts_them() -> None:
    def kpi(name: str, target: int) -> Kpi:
        return Kpi(name=name, target=target, unit="count", arithmetic="So.", source="own history")

    ours = (kpi("leads", 12), kpi("clicks", 90), kpi("posts_published", 16))
    told = (kpi("clicks", 9_000_000), kpi("miracles", 7), kpi("leads", 0), kpi("clicks", 1))

    assert as_chosen(told, ours) == (ours[1], ours[0], ours[2])
