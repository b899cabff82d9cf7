"""From a post's totals so far to what it gained on each day."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

COUNTS = ("views", "likes", "comments", "shares", "saves", "clicks", "watch_seconds", "conversions")
Counts = Mapping[str, int | None]


def daily(
    series: Iterable[tuple[datetime, Counts]], before: Mapping[str, int] | None = None
) -> dict[date, dict[str, int]]:
    """Split one post's readings into gains per UTC day: each gain belongs to the day it was first seen on.

    A count that was not told keeps its last value; one that fell (a like taken back) gives a negative gain. The gains
    of all days therefore add up to the last reading, whichever readings were late, doubled or missed. ``before`` is
    what had been gained on earlier days, whose readings are not kept any more.

    >>> first, second = datetime(2026, 3, 1, 9, tzinfo=UTC), datetime(2026, 3, 2, 9, tzinfo=UTC)
    >>> gains = daily([(second, {"likes": 5}), (first, {"likes": 3})])
    >>> [(day.day, gained["likes"]) for day, gained in gains.items()]
    [(1, 3), (2, 2)]
    """
    known = dict.fromkeys(COUNTS, 0) | dict(before or {})
    days: dict[date, dict[str, int]] = {}
    for at, counts in sorted(series, key=lambda reading: reading[0]):
        gained = days.setdefault(at.astimezone(UTC).date(), dict.fromkeys(COUNTS, 0))
        for name in COUNTS:
            told = counts.get(name)
            if told is not None:
                gained[name] += told - known[name]
                known[name] = told
    return days


def latest(series: Iterable[tuple[datetime, Counts]]) -> dict[str, int | None]:
    """The last told value of each count; None where none was ever told."""
    last: dict[str, int | None] = dict.fromkeys(COUNTS)
    for _, counts in sorted(series, key=lambda reading: reading[0]):
        last |= {name: told for name in COUNTS if (told := counts.get(name)) is not None}
    return last
