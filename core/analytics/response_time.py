"""First-response times: measured in business hours, summarised without forgetting the people still waiting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np
from numpy.typing import NDArray

from core.errors import Invalid

Floats = NDArray[np.float64]
Block = tuple[time, time]


@dataclass(frozen=True)
class BusinessHours:
    """When a business answers.

    Args:
        zone: IANA name, such as ``Europe/Lisbon``.
        week: blocks of local time by weekday (Monday = 0), in order and apart; an end of 00:00 means midnight.
        holidays: local dates without any hours.

    Raises:
        Invalid: an unknown zone, blocks that overlap or run backwards, or a week without an open minute.
    """

    zone: str
    week: Mapping[int, Sequence[Block]]
    holidays: frozenset[date] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        try:
            ZoneInfo(self.zone)
        except (ZoneInfoNotFoundError, ValueError) as unknown:
            raise Invalid(f"There is no time zone called {self.zone!r}.", field="zone") from unknown
        if not any(self.week.values()):
            raise Invalid("Give at least one block of opening hours.", field="week")
        for blocks in self.week.values():
            minutes = [minute for block in blocks for minute in _minutes(block)]
            if any(later <= earlier for earlier, later in zip(minutes[::2], minutes[1::2], strict=True)) or (
                minutes != sorted(minutes)
            ):
                raise Invalid("Opening hours must end after they start and must not overlap.", field="week")


def _minutes(block: Block) -> tuple[float, float]:
    opens, closes = ((t.hour * 60 + t.minute) + t.second / 60 for t in block)
    return opens, closes or 24 * 60


@dataclass(frozen=True)
class FirstResponse:
    """How long a customer waited in business time: until the first answer or, if there is none yet, until now."""

    waited: timedelta
    answered: bool


def business_time(start: datetime, end: datetime, hours: BusinessHours) -> timedelta:
    """Add up the open time between two aware moments; nothing if ``end`` is not after ``start``.

    Blocks are local wall times turned into instants, so a day on which the clocks change has its true length.

    >>> office = BusinessHours("Europe/London", {day: [(time(9), time(17))] for day in range(5)})
    >>> friday, monday = datetime(2026, 1, 2, 16, tzinfo=UTC), datetime(2026, 1, 5, 10, tzinfo=UTC)
    >>> print(business_time(friday, monday, office))
    2:00:00
    """
    zone = ZoneInfo(hours.zone)
    reached, until, open_time = start.astimezone(UTC), end.astimezone(UTC), timedelta(0)
    day = start.astimezone(zone).date()
    while reached < until and day <= until.astimezone(zone).date():
        for opens, closes in () if day in hours.holidays else hours.week.get(day.weekday(), ()):
            closing_day = day if closes != time(0) else day + timedelta(days=1)
            begins = max(reached, datetime.combine(day, opens, zone).astimezone(UTC))
            ends = min(until, datetime.combine(closing_day, closes, zone).astimezone(UTC))
            if ends > begins:
                open_time += ends - begins
                reached = ends
        day += timedelta(days=1)
    return open_time


def quantiles(waits: Floats, answered: NDArray[np.bool_], weights: Floats, q: float) -> Floats:
    """Kaplan-Meier quantiles of waiting time (Kaplan and Meier, 1958), unanswered messages being right-censored.

    The quantile is the first wait by which at least ``q`` of people are estimated to be answered. Where none is, or
    where more than half of the messages are unanswered, it is the longest wait so far.

    Args:
        waits: one entry per message.
        answered: whether each wait ended in an answer.
        weights: how often each message counts; shape ``(samples, messages)``.
        q: 0-1.

    Returns:
        One quantile per sample, in the unit of ``waits``.
    """
    order = np.lexsort((~answered, waits))
    waits, answered, weights = waits[order], answered[order], weights[:, order]
    at_risk = np.cumsum(weights[:, ::-1], axis=1)[:, ::-1]
    still_waiting = np.cumprod(1.0 - weights * answered / np.maximum(at_risk, 1.0), axis=1)
    reached = (still_waiting <= 1.0 - q + 1e-12) & (weights > 0)
    longest = np.where(weights > 0, waits, 0.0).max(axis=1)
    known = reached.any(axis=1) & (weights @ ~answered <= 0.5 * weights.sum(axis=1))
    found: Floats = np.where(known, waits[reached.argmax(axis=1)], longest)
    return found


def arrays(responses: Sequence[FirstResponse]) -> tuple[Floats, NDArray[np.bool_]]:
    """Give waits in seconds and whether each was answered."""
    waits = np.array([response.waited.total_seconds() for response in responses], dtype=np.float64)
    return waits, np.array([response.answered for response in responses], dtype=np.bool_)


def waiting(responses: Sequence[FirstResponse], q: float = 0.5) -> timedelta | None:
    """Give the median (or the 0.9 quantile, p90) first-response time; None without messages.

    >>> hours = [FirstResponse(timedelta(hours=h), answered=True) for h in (1, 2, 30)]
    >>> print(waiting(hours), waiting([]))
    2:00:00 None
    """
    if not responses:
        return None
    waits, answered = arrays(responses)
    return timedelta(seconds=float(quantiles(waits, answered, np.ones((1, len(waits))), q)[0]))


def half_life_score(waited: Floats, target: timedelta) -> Floats:
    """Map waits in seconds to 0-100: 100 at once, 50 at the target, 25 at twice the target."""
    mapped: Floats = 100.0 * np.exp2(-np.maximum(waited, 0.0) / target.total_seconds())
    return mapped
