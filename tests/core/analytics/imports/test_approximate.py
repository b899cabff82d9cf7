from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analytics.imports.approximate import read_part, reconstruct

parts = st.lists(st.tuples(st.integers(1, 12), st.integers(1, 7), st.integers(0, 23)), max_size=25)
START = datetime(2014, 1, 1, tzinfo=UTC)
moments_2014 = st.integers(0, 365 * 24 - 1).map(lambda hours: START + timedelta(hours=hours))


def weekday(at: datetime) -> int:
    return at.isoweekday() % 7 + 1


@given(parts, st.booleans())
def test_month_weekday_and_hour_are_always_the_files_own(rows: list[tuple[int, int, int]], newest_first: bool) -> None:
    moments = reconstruct(rows, year=2014, newest_first=newest_first, zone=UTC)
    assert [(at.month, weekday(at), at.hour) for at in moments] == rows
    assert all(at.year == 2014 for at in moments)


@given(st.lists(moments_2014, max_size=25), st.booleans())
def test_a_file_that_can_be_in_order_is_in_order(truth: list[datetime], newest_first: bool) -> None:
    truth.sort(reverse=newest_first)
    rows = [(at.month, weekday(at), at.hour) for at in truth]
    moments = list(reconstruct(rows, year=2014, newest_first=newest_first, zone=UTC))
    assert moments == sorted(moments, reverse=newest_first)


def test_daily_posts_are_dated_exactly() -> None:
    truth = [datetime(2014, 3, day, 9, tzinfo=UTC) for day in range(31, 0, -1)]
    rows = [(at.month, weekday(at), at.hour) for at in truth]
    assert list(reconstruct(rows, year=2014, newest_first=True, zone=UTC)) == truth


def test_hours_are_local_to_the_zone() -> None:
    assert reconstruct([(7, 3, 9)], year=2014, newest_first=True, zone=ZoneInfo("Europe/Lisbon"))[0].hour == 8


def test_no_rows() -> None:
    assert reconstruct([], year=2014, newest_first=True, zone=UTC) == ()


@pytest.mark.parametrize(
    ("kind", "cells", "values"),
    [
        ("month", ["1", "12", "Dec", "13", "0", ""], (1, 12, 12, None, None, None)),
        ("weekday", ["1", "7", "Sunday", "wed", "8", "x"], (1, 7, 1, 4, None, None)),
        ("hour", ["0", "23", "3.0", "24", "-1", "noon"], (0, 23, 3, None, None, None)),
    ],
)
def test_parts_are_read_or_refused(kind: str, cells: list[str], values: tuple[int | None, ...]) -> None:
    column = read_part(cells, kind)
    assert column.values == values
    assert set(column.problems) == {at for at, value in enumerate(values) if value is None}
