"""Dates for posts of which only month, weekday and hour are known, such as the rows of Moro, Rita & Vala (2016).

The rows stand in order of time, so their dates can nearly be told: each row has four or five candidates (the days
of its month that fall on its weekday), and the likeliest path through the candidates that keeps the file's order is
taken. The hour is the file's own; the date may be a week or more off, and is labelled approximate wherever shown.
"""

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, tzinfo
from math import log

from core.analytics.imports.column import Column

_WEEKDAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_BACKWARD = 1_000_000.0
"""Cost of one step against the file's order: more than the spacing of any file can win."""
_EASE = 0.25
"""Days added to every gap, so that two posts in the same hour are near each other and not infinitely near."""


def read_part(cells: Sequence[str], kind: str) -> Column[int]:
    """Read month (1-12), weekday (1 = Sunday to 7 = Saturday) or hour (0-23), as numbers or English names.

    Sunday as 1 is Excel's ``WEEKDAY`` and the Facebook metrics file's own: its last row of September 2014
    is a 3 and its first of October a 4, which were a Tuesday and a Wednesday.

    >>> read_part(["1", "Saturday", "8"], "weekday")
    Column(values=(1, 7, None), problems={2: 'Write a weekday from 1 (Sunday) to 7 (Saturday), or its name.'}, notes=())
    """
    names, lowest, highest, remedy = {
        "month": (_MONTHS, 1, 12, "Write a month from 1 to 12, or its name."),
        "weekday": (_WEEKDAYS, 1, 7, "Write a weekday from 1 (Sunday) to 7 (Saturday), or its name."),
        "hour": ((), 0, 23, "Write an hour from 0 to 23."),
    }[kind]
    values: list[int | None] = []
    for cell in cells:
        word = cell[:3].lower()
        number = int(cell[:4].split(".")[0]) if re.fullmatch(r"\d{1,2}(\.0)?", cell) else -1
        number = names.index(word) + 1 if word in names else number
        values.append(number if lowest <= number <= highest else None)
    return Column(tuple(values), {at: remedy for at, value in enumerate(values) if value is None})


def reconstruct(
    parts: Sequence[tuple[int, int, int]], *, year: int, newest_first: bool, zone: tzinfo
) -> tuple[datetime, ...]:
    """Give each (month, weekday 1 = Sunday, hour) a moment of that year in UTC; the same rows give the same moments.

    A shortest path (Viterbi) over the candidates. Gaps between posts are roughly log-normal around the file's mean
    gap, so a step costs the squared log of its gap over that mean: a weekly post stays weekly, and weeks without a
    post are spread rather than piled into one hole. Steps against the file's order cost more than any spacing can
    win. The year is entered on the first day of the oldest row's month.

    >>> wednesdays = reconstruct([(1, 4, 9)] * 5, year=2014, newest_first=True, zone=UTC)
    >>> [f"{at:%d %b}" for at in wednesdays]
    ['29 Jan', '22 Jan', '15 Jan', '08 Jan', '01 Jan']
    """
    if not parts:
        return ()
    oldest_first = list(reversed(parts)) if newest_first else list(parts)
    days = {(month, weekday): _days(year, month, weekday) for month, weekday, _ in oldest_first}
    start = float(date(year, oldest_first[0][0], 1).toordinal())
    mean = _span(year, [month for month, _, _ in parts]) / len(parts)
    costs, positions = [0.0], [start]
    came_from: list[list[int]] = []
    for month, weekday, hour in oldest_first:
        reached = [day + hour / 24 for day in days[month, weekday]]
        steps = [[cost + _step(new - old, mean) for cost, old in zip(costs, positions, strict=True)] for new in reached]
        came_from.append([min(range(len(options)), key=options.__getitem__) for options in steps])
        costs, positions = [min(options) for options in steps], reached
    chosen = min(range(len(costs)), key=costs.__getitem__)
    moments: list[datetime] = []
    for (month, weekday, hour), back in zip(reversed(oldest_first), reversed(came_from), strict=True):
        day = date.fromordinal(days[month, weekday][chosen])
        moments.append(datetime.combine(day, time(hour), tzinfo=zone).astimezone(UTC))
        chosen = back[chosen]
    return tuple(moments if newest_first else reversed(moments))


def _days(year: int, month: int, weekday: int) -> list[int]:
    first = date(year, month, 1)
    offset = (weekday - 1 - first.isoweekday() % 7) % 7
    return list(range(first.toordinal() + offset, first.toordinal() + monthrange(year, month)[1], 7))


def _span(year: int, months: Sequence[int]) -> int:
    """Days from the first day of the earliest month to the last day of the latest."""
    last = date(year, max(months), monthrange(year, max(months))[1])
    return (last - date(year, min(months), 1)).days + 1


def _step(gap: float, mean: float) -> float:
    """The cost of a gap in days, given the file's mean gap in days."""
    if gap < 0:
        return _BACKWARD + gap * gap
    return log((gap + _EASE) / (mean + _EASE)) ** 2
