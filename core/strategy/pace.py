"""How a target goes, in words: what was reached, and where it ends if it goes on like this. Pure."""

from dataclasses import dataclass
from datetime import date

RATE = "rate"
EARLY = 0.1
"""The share of a campaign's days before which a projection says more about chance than about the campaign."""


def projected(actual: float, share: float) -> float | None:
    """What a count comes to by the end when it goes on as it did; None before a tenth of the days is over.

    >>> projected(72, 0.5), projected(3, 0.05)
    (144.0, None)
    """
    return actual / min(share, 1.0) if share >= EARLY else None


def in_words(value: float, unit: str) -> str:
    """A value as it stands on screen.

    >>> in_words(0.0312, "rate"), in_words(1200, "count")
    ('3.12%', '1,200')
    """
    return f"{value:.2%}" if unit == RATE else f"{value:,.0f}"


@dataclass(frozen=True)
class Pace:
    """What a target's sentence is made of.

    Args:
        goal: the target as it stands on screen.
        share: how much of the campaign's days is over, 0-1.
        ends_on: its last day, if it is to be named.
    """

    goal: str
    share: float
    ends_on: date | None = None

    def of_rate(self, now: str, *, is_reached: bool) -> str:
        """A rate neither grows nor falls with the days: it is there, or not yet."""
        if is_reached:
            return f"{now}: the target of {self.goal} is reached."
        if self.share >= 1:
            return f"{now} of {self.goal}: it ended short of the target."
        return f"{now} so far; the target is {self.goal}."

    def of_count(self, actual: float, target: float, ahead: float | None) -> str:
        """A count, with where it ends at this rate."""
        now = in_words(actual, "count")
        if actual >= target:
            return f"{now}: the target of {self.goal} is reached."
        if self.share >= 1:
            return f"{now} of {self.goal}: it ended short of the target."
        if self.share == 0:
            return f"{now} so far; the target is {self.goal}, and all of the time is still ahead."
        if ahead is None:
            return f"{now} of {self.goal} so far; too early to tell where it ends."
        end = f" by {self.ends_on.day} {self.ends_on:%B}" if self.ends_on else " in the end"
        on_pace = "on pace, " if ahead >= target else ""
        return f"{now} so far; {on_pace}at this rate {in_words(ahead, 'count')} of {self.goal}{end}."
