"""Whether a moment is a good one: not past, not too soon, not in the recipient's night."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.channels.rules import channel
from core.errors import Invalid
from core.vocab import Channel

SOON = timedelta(minutes=5)
GRACE = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Window:
    """The local hours in which a message may arrive: from ``opens`` up to, not including, ``closes`` (0-24)."""

    opens: int
    closes: int

    def holds(self, at: datetime, zone: ZoneInfo) -> bool:
        """Whether the moment falls inside, on the recipient's clock."""
        return self.opens <= at.astimezone(zone).hour < self.closes


def window(name: Channel) -> Window | None:
    """The channel's hours; ``None`` when it has no quiet ones.

    >>> window("sms"), window("instagram")
    (Window(opens=8, closes=21), None)
    """
    limits = channel(name).limits
    if limits.quiet_until_hour is None or limits.quiet_from_hour is None:
        return None
    return Window(limits.quiet_until_hour.value, limits.quiet_from_hour.value)


def is_quiet(at: datetime, *, name: Channel, zone: ZoneInfo) -> bool:
    """Whether the recipient should be left in peace at that moment."""
    hours = window(name)
    return hours is not None and not hours.holds(at, zone)


def next_allowed(at: datetime, *, name: Channel, zone: ZoneInfo) -> datetime:
    """The same moment, or the next one outside quiet hours, in UTC.

    >>> night = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
    >>> next_allowed(night, name="sms", zone=ZoneInfo("Europe/London")).isoformat()
    '2026-03-02T08:00:00+00:00'
    """
    hours = window(name)
    if hours is None or hours.holds(at, zone):
        return at.astimezone(UTC)
    local = at.astimezone(zone)
    day = local.date() if local.hour < hours.opens else local.date() + timedelta(days=1)
    return datetime.combine(day, time(hours.opens), zone).astimezone(UTC)


def is_too_soon(at: datetime, now: datetime) -> bool:
    """Whether to ask before scheduling: under five minutes leave no time to change one's mind."""
    return now < at < now + SOON


def refuse_moment(at: datetime, *, now: datetime, name: Channel, zone: ZoneInfo) -> datetime:
    """The moment in UTC, when a post may be scheduled for it.

    Raises:
        Invalid: it has no time zone, has passed, or lies in the recipient's quiet hours (field ``scheduled_at``).
    """
    if at.tzinfo is None:
        raise Invalid("That moment has no time zone. Add one, such as +01:00.", field="scheduled_at")
    if at <= now:
        raise Invalid("That moment has passed. Choose a later one.", field="scheduled_at")
    if is_quiet(at, name=name, zone=zone):
        better = next_allowed(at, name=name, zone=zone).astimezone(zone)
        moment = f"{better:%A} {better.day} {better:%B, %H:%M}"
        words = f"{channel(name).label} doesn't go out at night. The next good moment is {moment}."
        raise Invalid(words, field="scheduled_at")
    return at.astimezone(UTC)


def late(run_at: datetime, now: datetime, grace: timedelta = GRACE) -> bool:
    """Whether a due post has waited past its grace period and must ask instead of going out.

    >>> due = datetime(2026, 3, 1, 9, tzinfo=UTC)
    >>> late(due, due + timedelta(hours=2)), late(due, due + timedelta(hours=2, seconds=1))
    (False, True)
    """
    return now - run_at > grace
