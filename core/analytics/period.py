"""A stretch of whole UTC days, and the equal stretch before it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from core.errors import Invalid

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """From the first day to the last, both included.

    >>> Period(date(2026, 2, 1), date(2026, 2, 28)).before
    Period(first=datetime.date(2026, 1, 4), last=datetime.date(2026, 1, 31))

    Raises:
        Invalid: it ends before it starts.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise Invalid("A period cannot end before it starts.", field="period")

    @classmethod
    def up_to(cls, moment: datetime, days: int = 28) -> "Period":
        """The last so many UTC days, the moment's own among them."""
        last = moment.astimezone(UTC).date()
        return cls(last - (days - 1) * DAY, last)

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def before(self) -> "Period":
        """As many days, just before: what a delta compares with."""
        return Period(self.first - self.days * DAY, self.first - DAY)

    @property
    def starts_at(self) -> datetime:
        return datetime.combine(self.first, time(), UTC)

    @property
    def ends_at(self) -> datetime:
        """The first moment that is no longer in it."""
        return datetime.combine(self.last + DAY, time(), UTC)
