from datetime import UTC, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.analytics.rollup import COUNTS, daily, latest
from tests.conftest import NOW

counts = st.fixed_dictionaries({name: st.none() | st.integers(0, 10**6) for name in COUNTS})
series = st.lists(
    st.tuples(st.integers(0, 60 * 24).map(lambda hours: NOW + timedelta(hours=hours)), counts),
    unique_by=lambda reading: reading[0],
)


@given(series)
def test_gains_add_up_to_the_last_told_totals(readings) -> None:
    days = daily(readings).values()
    sums = {name: sum(gained[name] for gained in days) for name in COUNTS}
    assert sums == {name: told or 0 for name, told in latest(readings).items()}


@given(series, st.randoms())
def test_the_order_of_arrival_does_not_matter(readings, chance) -> None:
    mixed = list(readings)
    chance.shuffle(mixed)
    assert daily(mixed) == daily(readings)
    assert latest(mixed) == latest(readings)


def test_what_was_never_told_stays_unknown() -> None:
    assert latest([(NOW, {"likes": 0})])["likes"] == 0
    assert latest([(NOW, {"likes": 0})])["views"] is None


def test_a_day_is_a_utc_day() -> None:
    assert list(daily([(NOW, {"likes": 1})])) == [NOW.astimezone(UTC).date()]
