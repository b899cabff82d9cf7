"""A column of dates and times as people and platforms write them, read as moments in UTC."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from itertools import pairwise

from core.analytics.imports.column import Column, says_nothing
from core.analytics.imports.mapping import DateStyle

EARLIEST = 1995
"""Before this year nothing was posted anywhere; a spreadsheet's 1899, 1904 and 1970 are empty cells in disguise."""

_TIME = (
    r"(?:(?:,? +(?:at +)?|[T,])(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r" ?(?P<half>[AaPp])?(?:\.?[Mm]\.?)?)? ?(?P<offset>Z|UTC|GMT|[+-]\d{2}:?\d{2})?"
)
_NUMERIC = re.compile(r"(?P<a>\d{1,4})(?P<mark>[-/.])(?P<b>\d{1,2})(?P=mark)(?P<c>\d{4}|\d{2})" + _TIME)
_WORDED = re.compile(
    r"(?:[A-Za-z]{3,9},? +)?(?:(?P<day1>\d{1,2})(?:st|nd|rd|th)?[ -](?P<month1>[A-Za-z]{3,9})\.?"
    r"|(?P<month2>[A-Za-z]{3,9})\.? (?P<day2>\d{1,2})(?:st|nd|rd|th)?),?[ -](?P<year>\d{4})" + _TIME
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_FORM = "This date form is not known. Write 2026-03-31 14:30, or 31/03/2026 14:30."
_IMPOSSIBLE = "There is no such date or time. Check the day, the month and the hour."
_OTHER_WAY = "This date has no month {month}: the column is read as {order}. Write it like the others."
_FUTURE = "This date is in the future. Only posts that have been published can be imported."
_MISSING = "The date is missing. Write when the post was published, or remove the row."

Parts = tuple[int, int, int, re.Match[str]]
"""Three numbers as written (year first, or year last), and the match that holds the time."""


def read_moments(cells: Sequence[str], name: str, *, style: DateStyle, zone: tzinfo, now: datetime) -> Column[datetime]:
    """Read moments; one written without an offset is local to ``zone``. The result is in UTC.

    Whether 3/4 is in March or in April is decided once for the whole column, and said in its notes: by ``style``
    if a person chose; else by any number above 12; else by the order that leaves no date in the future and keeps
    the file sorted; else day first.

    >>> from zoneinfo import ZoneInfo
    >>> read_moments(["4/22/2018 6:00"], "posted", style=DateStyle.AUTO, zone=ZoneInfo("Asia/Bangkok"),
    ...              now=datetime(2026, 1, 1, tzinfo=UTC)).values[0].isoformat()
    '2018-04-21T23:00:00+00:00'
    """
    parsed = [_match(cell) for cell in cells]
    month_first, notes = _order(parsed, name, style, now)
    values: list[datetime | None] = []
    problems: dict[int, str] = {}
    for at, parts in enumerate(parsed):
        moment = _moment(parts, month_first, zone) if parts else _unread(cells[at])
        if isinstance(moment, datetime):
            moment = _plausible(moment, now)
        if isinstance(moment, datetime):
            values.append(moment)
        else:
            values.append(None)
            problems[at] = moment
    return Column(tuple(values), problems, notes)


def not_yet(moments: Sequence[datetime | None], now: datetime) -> Column[datetime]:
    """Refuse the moments after ``now``; those that are None stay as they are."""
    return Column(tuple(moments), {at: _FUTURE for at, moment in enumerate(moments) if moment and moment > now})


def _unread(cell: str) -> str:
    return _MISSING if says_nothing(cell) else _FORM


def _plausible(moment: datetime, now: datetime) -> datetime | str:
    if moment > now:
        return _FUTURE
    if moment.year < EARLIEST:
        return f"This date is before {EARLIEST}, so it is probably an empty cell that was reformatted. Correct it."
    return moment


def _match(cell: str) -> Parts | None:
    if found := _NUMERIC.fullmatch(cell):
        return int(found["a"]), int(found["b"]), int(found["c"]), found
    if found := _WORDED.fullmatch(cell):
        word = (found["month1"] or found["month2"])[:3].lower()
        if word in _MONTHS:
            return int(found["year"]), _MONTHS.index(word) + 1, int(found["day1"] or found["day2"]), found
    return None


def _order(parsed: Sequence[Parts | None], name: str, style: DateStyle, now: datetime) -> tuple[bool, tuple[str, ...]]:
    """Whether the month comes first, and the sentence that says why."""
    if style is not DateStyle.AUTO:
        return style is DateStyle.MONTH_FIRST, ()
    unclear = [parts for parts in parsed if parts and not _year_first(parts)]
    if not unclear:
        return False, ()
    month_first = sum(parts[1] > 12 for parts in unclear)
    day_first = sum(parts[0] > 12 for parts in unclear)
    if month_first or day_first:
        chosen = month_first > day_first
        because = f"{max(month_first, day_first)} of its dates allow nothing else"
    else:
        chosen, because = _guessed_order(unclear, now)
    order = "month/day/year" if chosen else "day/month/year"
    return chosen, (f"“{name}” was read as {order}: {because}. If that is wrong, change the date order.",)


def _guessed_order(unclear: Sequence[Parts], now: datetime) -> tuple[bool, str]:
    readings = {
        chosen: [m for p in unclear if isinstance(m := _moment(p, chosen, UTC), datetime)] for chosen in (False, True)
    }
    past = [chosen for chosen, moments in readings.items() if all(moment <= now for moment in moments)]
    if len(past) == 1:
        return past[0], "the other order would put posts in the future"
    in_order = [chosen for chosen, moments in readings.items() if len(moments) > 2 and _sorted(moments)]
    if len(in_order) == 1:
        return in_order[0], "only so are the rows in order of time"
    return False, "no date in it tells the two orders apart"


def _sorted(moments: Sequence[datetime]) -> bool:
    steps = [later - earlier for earlier, later in pairwise(moments)]
    return all(step >= timedelta(0) for step in steps) or all(step <= timedelta(0) for step in steps)


def _year_first(parts: Parts) -> bool:
    return parts[0] > 31


def _moment(parts: Parts, month_first: bool, zone: tzinfo) -> datetime | str:
    first, second, third, found = parts
    if _year_first(parts):
        year, month, day = first, second, third
    else:
        year = third + 2000 if third < 100 else third
        month, day = (first, second) if month_first else (second, first)
        if month > 12 >= day:
            order = "month/day/year" if month_first else "day/month/year"
            return _OTHER_WAY.format(month=month, order=order)
    hour, minute, second_ = (int(found[part] or 0) for part in ("hour", "minute", "second"))
    if found["half"]:
        if not 1 <= hour <= 12:
            return _IMPOSSIBLE
        hour = hour % 12 + (12 if found["half"] in "pP" else 0)
    try:
        return datetime(year, month, day, hour, minute, second_, tzinfo=_zone(found["offset"], zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        return _IMPOSSIBLE


def _zone(offset: str | None, zone: tzinfo) -> tzinfo:
    if offset is None:
        return zone
    if offset in ("Z", "UTC", "GMT"):
        return UTC
    minutes = int(offset[1:3]) * 60 + int(offset[-2:])
    return timezone(timedelta(minutes=-minutes if offset[0] == "-" else minutes))
