"""When an answer is due: the promised response time, counted in business hours from when the customer began to wait."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.analytics.response_time import Block, BusinessHours
from core.tables import Conversation, Profile
from core.vocab import Author, ConversationStatus, Direction

OPEN = (ConversationStatus.PENDING, ConversationStatus.ESCALATED)
"""Somebody waits for an answer."""
ANSWERS = (Author.PERSON, Author.FAQ)
"""Authors whose messages count as an answer; an acknowledgement is none."""
IGNORED = ("set_aside", "unsubscribe")
"""Verdicts on messages to which nobody waits for an answer."""


@dataclass(frozen=True)
class Line:
    """What the wait depends on in one message."""

    direction: Direction
    author: Author
    verdict: str
    at: datetime
    sent_at: datetime | None


def hours_of(profile: Profile, zone: str) -> BusinessHours:
    """The business's hours; around the clock while none are set."""
    week: dict[int, list[Block]] = {}
    for block in sorted(profile.hours, key=lambda block: (block.weekday, block.opens)):
        week.setdefault(block.weekday, []).append((block.opens, block.closes))
    always = {day: [(time(0), time(0))] for day in range(7)}
    return BusinessHours(zone, week or always, frozenset(profile.holidays))


def due_at(since: datetime, target: timedelta, hours: BusinessHours) -> datetime:
    """The moment, in UTC, by which ``target`` of business time has passed since ``since``.

    >>> office = BusinessHours("Europe/London", {day: [(time(9), time(17))] for day in range(5)})
    >>> print(due_at(datetime(2026, 1, 2, 16, tzinfo=UTC), timedelta(hours=2), office))
    2026-01-05 10:00:00+00:00
    """
    zone, left, reached = ZoneInfo(hours.zone), target, since.astimezone(UTC)
    day = since.astimezone(zone).date()
    while True:
        for opens, closes in () if day in hours.holidays else hours.week.get(day.weekday(), ()):
            closing_day = day if closes != time(0) else day + timedelta(days=1)
            begins = max(reached, datetime.combine(day, opens, zone).astimezone(UTC))
            ends = datetime.combine(closing_day, closes, zone).astimezone(UTC)
            if ends - begins >= left:
                return begins + left
            left -= max(ends - begins, timedelta(0))
        day += timedelta(days=1)


def waiting_since(conversation: Conversation, lines: Iterable[Line]) -> datetime | None:
    """Since when the customer waits; None when nobody does.

    The clock of the first response runs from the conversation's first message, later ones from the first
    message after the last answer that truly left.
    """
    if conversation.status not in OPEN:
        return None
    if conversation.first_reply_at is None:
        return conversation.first_inbound_at
    told = list(lines)
    answered = max((line.sent_at for line in told if line.sent_at and line.author in ANSWERS), default=None)
    asked = (line.at for line in told if line.direction is Direction.INBOUND and line.verdict not in IGNORED)
    return min((at for at in asked if answered is None or at > answered), default=conversation.last_inbound_at)
