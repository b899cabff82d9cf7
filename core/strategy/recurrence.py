"""On which days a post comes round, and when that is: whole days counted, then put on the wall clock of a zone."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count, islice
from zoneinfo import ZoneInfo, available_timezones

from core.strategy.queue_rules import DAYS
from core.tables.rhythm import Recurrence

LONGEST = timedelta(days=366 * 50)
"""How far days are counted when nothing ends a rule; nobody plans further."""


def days(rule: Recurrence) -> Iterator[date]:
    """The rule's days in order, from its first on.

    >>> from datetime import time
    >>> rule = Recurrence(unit="month", month_day=31, at=time(9), zone="UTC", starts_on=date(2026, 1, 31), count=4)
    >>> [f"{day:%d %b}" for day in days(rule)]
    ['31 Jan', '28 Feb', '31 Mar', '30 Apr']
    """
    last = rule.until or rule.starts_on + LONGEST
    found = (day for day in (_weekly(rule) if rule.unit == "week" else _monthly(rule)) if day >= rule.starts_on)
    for day in islice(found, rule.count):
        if day > last:
            return
        yield day


def moment(rule: Recurrence, day: date) -> datetime:
    """When the day's post goes out, in UTC: the rule's time on that day's wall clock.

    In the hour that a clock change leaves out it is an hour later; of an hour that comes twice, the first counts.
    """
    return datetime.combine(day, rule.at, ZoneInfo(rule.zone)).astimezone(UTC)


def in_words(rule: Recurrence) -> str:
    """The rule as a sentence's end.

    >>> from datetime import time
    >>> rule = Recurrence(unit="week", every=2, weekdays=(3, 0), at=time(9), zone="Europe/Lisbon",
    ...                   starts_on=date(2026, 3, 2), until=date(2026, 6, 1))
    >>> in_words(rule)
    'every 2 weeks on Monday and Thursday at 09:00 (Europe/Lisbon), until 1 June 2026'
    """
    often = f"every {rule.unit}" if rule.every == 1 else f"every {rule.every} {rule.unit}s"
    if rule.unit == "week":
        names = [DAYS[one] for one in _weekdays(rule)]
        on = f"on {', '.join(names[:-1])}{' and ' if names[1:] else ''}{names[-1]}"
    else:
        short = " (the last day of a shorter month)" if rule.month_day > 28 else ""
        on = f"on day {rule.month_day}{short}"
    until = f", until {rule.until.day} {rule.until:%B %Y}" if rule.until else ""
    ends = f", {rule.count} times in all" if rule.count else until
    return f"{often} {on} at {rule.at:%H:%M} ({rule.zone}){ends}"


def problem(rule: Recurrence) -> tuple[str, str]:
    """What is wrong with a rule, and in which field; both empty when nothing is."""
    if any(not 0 <= one <= 6 for one in rule.weekdays):
        return "Choose days from Monday to Sunday.", "weekdays"
    if rule.zone not in available_timezones():
        return f"We don't know the time zone “{rule.zone}”. Try one like Europe/Paris.", "zone"
    if rule.until is not None and rule.count is not None:
        return "It ends on a day or after so many times. Choose one of the two.", "until"
    if rule.until is not None and rule.until < rule.starts_on:
        return "Its last day lies before its first. Choose a later day.", "until"
    if len(list(islice(days(rule), 2))) < 2:
        return "It would come round only once. Choose a later last day.", "until"
    return "", ""


def _weekdays(rule: Recurrence) -> list[int]:
    return sorted(set(rule.weekdays)) or [rule.starts_on.weekday()]


def _weekly(rule: Recurrence) -> Iterator[date]:
    monday = rule.starts_on - timedelta(days=rule.starts_on.weekday())
    for turn in count(0, rule.every):
        yield from (monday + timedelta(days=7 * turn + one) for one in _weekdays(rule))


def _monthly(rule: Recurrence) -> Iterator[date]:
    first = rule.starts_on.year * 12 + rule.starts_on.month - 1
    for month in count(first, rule.every):
        year, number = month // 12, month % 12 + 1
        yield date(year, number, min(rule.month_day, monthrange(year, number)[1]))
