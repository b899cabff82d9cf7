"""When an FAQ counts: always, between two days, or between the same two days of every year. Pure."""

from dataclasses import dataclass
from datetime import date

from core.errors import Invalid


@dataclass(frozen=True)
class Season:
    """The first and the last day, both included; None is open. A yearly one may go over New Year."""

    first: date | None = None
    last: date | None = None
    is_yearly: bool = False

    def holds(self, day: date) -> bool:
        """Whether the day is in season.

        >>> winter = Season(date(2025, 12, 1), date(2026, 1, 6), is_yearly=True)
        >>> [winter.holds(date(2031, 12, 24)), winter.holds(date(2031, 1, 6)), winter.holds(date(2031, 6, 1))]
        [True, True, False]
        """
        if self.is_yearly and self.first and self.last:
            first, last, now = ((one.month, one.day) for one in (self.first, self.last, day))
            return first <= now <= last if first <= last else now >= first or now <= last
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def checked(self) -> "Season":
        """The same, if it can be.

        Raises:
            Invalid: a yearly one without both days, or one that ends before it begins.
        """
        if self.is_yearly and not (self.first and self.last):
            raise Invalid("A season that comes back each year needs its first and its last day.", field="season")
        if not self.is_yearly and self.first and self.last and self.last < self.first:
            raise Invalid("The season ends before it begins. Change one of the two days.", field="season")
        return self

    def words(self) -> str:
        """The season in words; empty when it is always.

        >>> Season(date(2025, 12, 1), date(2026, 1, 6), is_yearly=True).words(), Season(first=date(2026, 6, 1)).words()
        ('1 Dec to 6 Jan, every year', 'from 1 Jun 2026')
        """
        year = "" if self.is_yearly else " %Y"
        first, last = (one and f"{one.day} {one:%b{year}}" for one in (self.first, self.last))
        span = f"{first} to {last}" if first and last else f"from {first}" if first else f"until {last}" if last else ""
        return f"{span}, every year" if self.is_yearly else span
