"""A series by day, gathered into days, weeks or months, whichever can be read at a glance."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from core.analytics import DayFigures, Period


class Grain(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Sum(NamedTuple):
    """What was gained in one bucket; ``rate`` is pooled over the days whose views are known, None without."""

    views: int
    engagements: float
    clicks: int
    leads: int
    rate: float | None


def grain(period: Period) -> Grain:
    """Days up to a month, weeks up to half a year, months beyond.

    >>> ends = date(2026, 1, 31), date(2026, 3, 31), date(2026, 12, 31)
    >>> [grain(Period(date(2026, 1, 1), last)).value for last in ends]
    ['day', 'week', 'month']
    """
    return Grain.DAY if period.days <= 31 else Grain.WEEK if period.days <= 184 else Grain.MONTH


def start(day: date, by: Grain) -> date:
    """The first day of the bucket that a day falls into; weeks start on Monday."""
    match by:
        case Grain.DAY:
            return day
        case Grain.WEEK:
            return day - timedelta(days=day.weekday())
        case Grain.MONTH:
            return day.replace(day=1)


def starts(period: Period, by: Grain) -> list[date]:
    """Every bucket of a period, empty ones too.

    >>> [str(first) for first in starts(Period(date(2026, 1, 30), date(2026, 3, 1)), Grain.MONTH)]
    ['2026-01-01', '2026-02-01', '2026-03-01']
    """
    each = (period.first + timedelta(days=days) for days in range(period.days))
    return list(dict.fromkeys(start(day, by) for day in each))


def gathered(series: Iterable[DayFigures], by: Grain) -> dict[date, Sum]:
    """Counts sum and rates are pooled, bucket by bucket."""
    found: dict[date, list[DayFigures]] = defaultdict(list)
    for day in series:
        found[start(day.day, by)].append(day)
    return {first: _sum(days) for first, days in sorted(found.items())}


def _sum(days: Sequence[DayFigures]) -> Sum:
    seen = [day for day in days if day.rate is not None]
    views = sum(day.views for day in seen)
    return Sum(
        views=sum(day.views for day in days),
        engagements=sum(day.engagements for day in days),
        clicks=sum(day.clicks for day in days),
        leads=sum(day.leads for day in days),
        rate=sum(day.engagements for day in seen) / views if views else None,
    )
