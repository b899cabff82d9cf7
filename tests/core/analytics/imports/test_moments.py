from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analytics.imports.column import Column
from core.analytics.imports.mapping import DateStyle
from core.analytics.imports.moments import not_yet, read_moments

NOW = datetime(2026, 6, 1, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
UTC_ZONE = ZoneInfo("UTC")
past = st.integers(60, 13_000_000).map(lambda minutes: NOW - timedelta(minutes=minutes))


def read(*cells: str, style: DateStyle = DateStyle.AUTO, zone: ZoneInfo = UTC_ZONE) -> Column[datetime]:
    return read_moments(cells, "Date", style=style, zone=zone, now=NOW)


@given(st.lists(past), st.sampled_from(["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%MZ", "%d %b %Y %H:%M", "%B %d, %Y %I:%M %p"]))
def test_unmistakable_forms_give_the_moment_back(moments: list[datetime], form: str) -> None:
    assert read(*[moment.strftime(form) for moment in moments]).values == tuple(moments)


@given(st.lists(past, min_size=1), st.sampled_from([DateStyle.DAY_FIRST, DateStyle.MONTH_FIRST]))
def test_a_chosen_order_is_obeyed(moments: list[datetime], style: DateStyle) -> None:
    form = "%d/%m/%Y %H:%M" if style is DateStyle.DAY_FIRST else "%m/%d/%Y %H:%M"
    column = read(*[moment.strftime(form) for moment in moments], style=style)
    assert column.values == tuple(moments)
    assert column.notes == ()


@pytest.mark.parametrize(
    ("cell", "iso"),
    [
        ("4/22/2018 6:00", "2018-04-22T06:00:00+00:00"),
        ("22.04.2018", "2018-04-22T00:00:00+00:00"),
        ("22/04/18, 18:05:09", "2018-04-22T18:05:09+00:00"),
        ("2018/04/22 6:00 PM", "2018-04-22T18:00:00+00:00"),
        ("2018-04-22 12:30 am", "2018-04-22T00:30:00+00:00"),
        ("2018-04-22T06:00:00.123+07:00", "2018-04-21T23:00:00+00:00"),
        ("2018-04-22T06:00:00-0500", "2018-04-22T11:00:00+00:00"),
        ("2018-04-22 06:00:00 UTC", "2018-04-22T06:00:00+00:00"),
        ("Sun, 22 Apr 2018 06:00:00 GMT", "2018-04-22T06:00:00+00:00"),
        ("April 22nd, 2018 at 6:00 p.m.", "2018-04-22T18:00:00+00:00"),
    ],
)
def test_forms_that_people_and_platforms_write(cell: str, iso: str) -> None:
    column = read(cell)
    assert not column.problems
    assert column.values[0] is not None
    assert column.values[0].isoformat() == iso


def test_a_local_time_is_read_in_its_zone_across_the_clock_change() -> None:
    column = read("2026-01-05 09:30", "2026-05-05 09:30", zone=BERLIN)
    assert [moment.hour for moment in column.values if moment] == [8, 7]


@pytest.mark.parametrize(
    ("cells", "first", "because"),
    [
        (["3/4/2020", "13/4/2020"], (2020, 4, 3), "day/month/year: 1 of its dates"),
        (["3/4/2020", "4/13/2020"], (2020, 3, 4), "month/day/year: 1 of its dates"),
        (["5/9/2026"], (2026, 5, 9), "month/day/year: the other order would put posts in the future"),
        (["1/2/2020", "1/9/2020", "2/1/2020"], (2020, 1, 2), "month/day/year: only so are the rows in order"),
        (["3/4/2020"], (2020, 4, 3), "day/month/year: no date in it tells"),
    ],
)
def test_the_whole_column_decides_and_says_so(cells: list[str], first: tuple[int, int, int], because: str) -> None:
    column = read(*cells)
    assert column.values[0] == datetime(*first, tzinfo=UTC)
    assert because in column.notes[0]


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("soon", "form is not known"),
        ("12 Foo 2020", "form is not known"),
        ("20200131", "form is not known"),
        ("", "missing"),
        ("2020-02-30", "no such date"),
        ("2020-01-01 25:00", "no such date"),
        ("2020-01-01 13:00 PM", "no such date"),
        ("2020-01-01 10:00+99:00", "no such date"),
        ("4/13/2020", "no month 13"),
        ("2026-06-01 00:01", "in the future"),
        ("1970-01-01", "before 1995"),
    ],
)
def test_a_wrong_date_has_its_remedy(cell: str, says: str) -> None:
    column = read("13/4/2020", "14/4/2020", cell)
    assert column.values[2] is None
    assert says in column.problems[2]
    assert set(column.problems) == {2}


def test_not_yet_refuses_only_the_future() -> None:
    column = not_yet([NOW, None, NOW + timedelta(minutes=1)], NOW)
    assert set(column.problems) == {2}
