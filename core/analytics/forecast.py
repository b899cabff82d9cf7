"""When this month's AI allowance runs out, if people go on as they did lately."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta

LATELY = timedelta(days=7)
"""Long enough to hold a whole working week, short enough to notice a campaign that is being written."""


@dataclass(frozen=True)
class Forecast:
    """Tokens: ``per_day`` lately, and ``by_month_end`` at that pace, those of this month so far included.

    ``runs_out_on`` is the day (UTC) on which the allowance is gone; None when it lasts until the month is over.
    """

    per_day: float
    by_month_end: int
    runs_out_on: date | None


def forecast(*, given: int, used: int, lately: int, since: datetime | None, now: datetime) -> Forecast | None:
    """Go on at the average pace of the last seven days, or of the days since the first question if they are fewer.

    A first hour is counted as a whole day: nobody writes round the clock because they wrote for an hour.

    Args:
        given: tokens of this month.
        used: tokens used since the 1st.
        lately: tokens used within ``LATELY``.
        since: the first question within ``LATELY``; None when there was none, and then there is no pace to go by.
        now: the moment, aware, in UTC.

    >>> from datetime import UTC
    >>> at = datetime(2026, 3, 11, tzinfo=UTC)
    >>> forecast(given=100_000, used=50_000, lately=35_000, since=at - LATELY, now=at)
    Forecast(per_day=5000.0, by_month_end=155000, runs_out_on=datetime.date(2026, 3, 21))
    """
    if since is None or lately <= 0:
        return None
    days = max((now - max(since, now - LATELY)) / timedelta(days=1), 1.0)
    per_day = lately / days
    last = now.replace(day=monthrange(now.year, now.month)[1], hour=23, minute=59, second=59)
    at_end = used + round(per_day * ((last - now) / timedelta(days=1)))
    if used >= given:
        return Forecast(per_day, at_end, now.date())
    gone = now + timedelta(days=min((given - used) / per_day, 366))
    return Forecast(per_day, at_end, gone.date() if gone <= last else None)
