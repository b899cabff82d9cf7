"""Figures and periods in words, the same way all over the screen."""

from collections.abc import Iterable
from datetime import date

from core.analytics import Compared, Period
from core.analytics.benchmarks import benchmark
from core.analytics.change import MINUS
from core.vocab import Channel, Origin
from ui.theme import ORIGINS, channel_look


def count(number: float | None) -> str | None:
    """A count with its thousands told apart; None stays None, which screens call "no data".

    >>> count(12345.0), count(None)
    ('12,345', None)
    """
    return None if number is None else f"{number:,.0f}"


def percent(rate: float | None) -> str | None:
    """A fraction as a percentage, small ones to a hundredth.

    >>> percent(0.0312), percent(0.00312), percent(None)
    ('3.1%', '0.31%', None)
    """
    if rate is None:
        return None
    return f"{100 * rate:.2f}%" if abs(rate) < 0.01 else f"{100 * rate:.1f}%"


def shown(figure: Compared) -> str | None:
    """A figure in its own unit."""
    return percent(figure.value) if figure.unit == "rate" else count(figure.value)


def moved(figure: Compared) -> str | None:
    """How a figure moved: a count by its relative change, a rate in percentage points.

    >>> moved(Compared("views", 90.0, 100.0)) == "-10%", moved(Compared("rate", 0.04, 0.03, unit="rate"))
    (True, '+1.0 points')
    """
    if figure.unit == "rate":
        return (
            None
            if figure.value is None or figure.before is None
            else f"{100 * (figure.value - figure.before):+.1f} points"
        )
    return None if figure.change is None else f"{100 * figure.change:+.0f}%"


def day(at: date) -> str:
    """A day with its year.

    >>> day(date(2026, 3, 2))
    '2 Mar 2026'
    """
    return f"{at.day} {at:%b %Y}"


def days(period: Period) -> str:
    """A period, its year said once where it is the same.

    >>> days(Period(date(2026, 2, 3), date(2026, 3, 2))).replace(" - ", " to ")
    '3 Feb to 2 Mar 2026'
    """
    first, last = period.first, period.last
    if first == last:
        return day(last)
    start = f"{first.day} {first:%b}" if first.year == last.year else day(first)
    return f"{start} - {day(last)}"


def origins(found: Iterable[Origin]) -> str:
    """Where numbers come from.

    >>> origins([Origin.IMPORTED, Origin.SIMULATED])
    'simulated and imported'
    """
    kept = set(found)
    return " and ".join(ORIGINS[origin].label for origin in Origin if origin in kept)


def engagement_means(channels: Iterable[Channel]) -> str:
    """What an engagement is on each channel, and what its rate is a fraction of."""
    parts = []
    for channel in sorted(set(channels)):
        usual = benchmark(channel)
        made_of = ", ".join(name.replace("_", " ") for name in usual.numerator)
        parts.append(f"{channel_look(channel).label}: {made_of} per {usual.denominator}")
    return "; ".join(parts)


def points(number: float) -> str:
    """Points with their sign, to a tenth."""
    rounded = round(number, 1)
    return f"{MINUS if rounded < 0 else '+'}{abs(rounded):.1f}"
