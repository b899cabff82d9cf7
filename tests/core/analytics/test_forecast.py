"""The day the allowance runs out: never before today, never after the month, sooner the faster it is used."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analytics.forecast import LATELY, forecast

NOW = datetime(2026, 3, 11, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("used", "lately", "ago", "per_day", "on"),
    [
        (50_000, 35_000, 7, 5000, date(2026, 3, 21)),
        (50_000, 35_000, 3.5, 10_000, date(2026, 3, 16)),
        (50_000, 35_000, 30, 5000, date(2026, 3, 21)),  # no pace is older than the last seven days
        (10_000, 10_000, 0.01, 10_000, date(2026, 3, 20)),  # an hour counts as a day
        (1_000, 700, 7, 100, None),
        (100_000, 35_000, 7, 5000, NOW.date()),
        (130_000, 35_000, 7, 5000, NOW.date()),
    ],
)
def test_the_day_it_runs_out(used: int, lately: int, ago: float, per_day: float, on: date | None) -> None:
    found = forecast(given=100_000, used=used, lately=lately, since=NOW - timedelta(days=ago), now=NOW)
    assert found is not None
    assert (found.per_day, found.runs_out_on) == (pytest.approx(per_day), on)


def test_without_a_pace_there_is_no_forecast() -> None:
    assert forecast(given=9, used=5, lately=0, since=None, now=NOW) is None
    assert forecast(given=9, used=5, lately=0, since=NOW, now=NOW) is None


@given(
    st.integers(1, 10**9),
    st.integers(0, 10**9),
    st.integers(1, 10**9),
    st.timedeltas(timedelta(0), LATELY),
    st.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001
)
def test_it_is_this_month_or_never(allowed: int, used: int, lately: int, ago: timedelta, now: datetime) -> None:
    found = forecast(given=allowed, used=used, lately=lately, since=now - ago, now=now)
    faster = forecast(given=allowed, used=used, lately=2 * lately, since=now - ago, now=now)
    assert found is not None
    assert faster is not None
    assert found.by_month_end >= used
    assert faster.per_day == pytest.approx(2 * found.per_day)
    if found.runs_out_on is not None:
        assert faster.runs_out_on is not None
        assert now.date() <= faster.runs_out_on <= found.runs_out_on
        assert found.runs_out_on.month == now.month
