import pytest

from core.strategy.behind import MOST, gap
from core.strategy.targets import progress
from core.tables.values import KpiTarget

LEADS = KpiTarget(name="leads", target=40, unit="count")


def test_the_gap_in_posts_with_its_interval() -> None:
    found = gap(progress(LEADS, 16, 0.5), [2, 2, 4, 4, 4])

    assert found.posts == 3
    assert (found.gain.value, found.gain.samples, found.gain.per_post) == (3.2, 5, "leads")
    assert 0 < found.gain.low < 3.2 < found.gain.high
    assert found.sentence.startswith("Leads: 16 so far; at this rate 32 of 40")


def test_a_wide_gap_is_closed_step_by_step() -> None:
    assert gap(progress(LEADS, 5, 0.5), [1, 1, 1, 1, 1]).posts == MOST


@pytest.mark.parametrize(
    ("kpi", "brought"),
    [
        (progress(LEADS, 20, 0.5), [4, 4, 4, 4, 4]),
        (progress(LEADS, 1, 0.05), [1, 0, 0, 0, 0]),
        (progress(LEADS, 5, 0.5), [2, 3]),
        (progress(LEADS, 0, 0.5), [0, 0, 0, 0, 0]),
        (progress(LEADS, 5, 0.5), [0, 0, 0, 0, 5]),
        (progress(KpiTarget(name="engagement_rate", target=0.1, unit="rate"), 0.05, 0.5), [1, 2, 3, 4, 5]),
    ],
)
def test_no_gap_is_claimed_without_numbers(kpi, brought) -> None:
    assert gap(kpi, brought) is None
