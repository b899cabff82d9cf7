"""Good moments for a campaign's posts: spread over its days, in hours that work, apart from one another."""

from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from itertools import product
from types import MappingProxyType
from typing import NamedTuple
from zoneinfo import ZoneInfo

from core.channels.rules import channel
from core.channels.scheduling import window
from core.errors import Invalid
from core.publishing.cadence import capped, due
from core.vocab import Channel

WAKING = range(7, 22)
MINUTES = (0, 10, 20, 30, 40, 50)
MOST_CHANCE = 0.099
"""The most that chance adds to an hour's appeal, so that equal hours take turns."""
PRIOR_POSTS = 20
"""How many own posts in an hour weigh as much as the table: timing explains only a few percent of engagement."""


@dataclass(frozen=True, slots=True)
class BestHours:
    """Where one channel's readers tend to be, in their local time; weekdays run from Monday, 0.

    ``year`` is the source's own, or the year in which an undated page was read.
    """

    hours: tuple[int, ...]
    weekdays: tuple[int, ...]
    source: str
    year: int


SPROUT = "after Sprout Social, Best times to post on social media; not checked again"
PRIOR: Mapping[Channel, BestHours] = MappingProxyType(
    {
        "instagram": BestHours((11, 12, 13), (0, 1, 2, 3), SPROUT, 2024),
        "linkedin": BestHours((10, 11), (1, 2, 3), SPROUT, 2024),
        "email": BestHours(
            (10, 11), (1, 2, 3), "HubSpot and Mailchimp send times, as told by hipb2b.com (undated)", 2026
        ),
        "sms": BestHours(
            (9, 10, 11, 17, 18, 19), (0, 1, 2, 3, 4), "addme.com, Best time to send email and SMS (undated)", 2026
        ),
    }
)
"""Rough starting points from published averages; a business's own results outweigh them as they come in."""
ELSEWHERE = BestHours((9, 10, 11, 12), (0, 1, 2, 3, 4), "our own default", 2026)


@dataclass(frozen=True, slots=True)
class Result:
    """How a business's own posts did in one hour of the week: mean engagement over its usual (1.0), and how many."""

    index: float
    posts: int


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A moment for one post, in UTC."""

    at: datetime
    channel: Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the slots are for.

    Attributes:
        start, end: first and last day, both included, in the zone.
        per_week: posts a week for each channel.
        after: nothing before this moment.
        busy: moments already taken, by channel.
        avoid, lean_on: days to keep free where possible, and days to prefer.
        own: own results by (channel, weekday, hour).
        seed: the same seed gives the same slots.
    """

    start: date
    end: date
    zone: ZoneInfo
    per_week: Mapping[Channel, float]
    after: datetime | None = None
    busy: Sequence[Slot] = ()
    avoid: Collection[date] = ()
    lean_on: Collection[date] = ()
    own: Mapping[tuple[Channel, int, int], Result] = field(default_factory=dict)
    seed: int = 0


def good_slots(wanted: Wanted) -> tuple[Slot, ...]:
    """Slots in order of time, as many as the cadence asks, or as many as fit when the days cannot hold them.

    Each lies in the channel's hours on the local clock, so a clock change does not shift it.

    Raises:
        Invalid: the last day lies before the first, or an unknown channel (field ``end`` or ``channel``).
    """
    if wanted.end < wanted.start:
        raise Invalid("The last day lies before the first.", field="end")
    taken: list[Slot] = list(wanted.busy)
    chosen: list[Slot] = []
    for name, per_week in capped(wanted.per_week).items():
        for slot in _for_channel(wanted, name, per_week, taken):
            taken.append(slot)
            chosen.append(slot)
    return tuple(sorted(chosen))


def allowed_hours(name: Channel) -> range:
    """Local hours in which the channel may be used: outside its quiet hours, and when people are awake."""
    hours = window(name)
    return range(max(hours.opens, WAKING.start), min(hours.closes, WAKING.stop)) if hours else WAKING


def strength(name: Channel, weekday: int, hour: int, own: Mapping[tuple[Channel, int, int], Result]) -> float:
    """How good an hour of the week is, 1.0 being usual: the table's word, moved by own results as they add up.

    >>> strength("linkedin", 1, 10, {}), strength("linkedin", 6, 20, {})
    (1.4, 0.7)
    >>> round(strength("linkedin", 6, 20, {("linkedin", 6, 20): Result(2.0, 60)}), 3)
    1.675
    """
    best = PRIOR.get(name, ELSEWHERE)
    prior = (1.0 if hour in best.hours else 0.6) + (0.4 if weekday in best.weekdays else 0.1)
    mine = own.get((name, weekday, hour), Result(0.0, 0))
    return (prior * PRIOR_POSTS + mine.index * mine.posts) / (PRIOR_POSTS + mine.posts)


class _Moment(NamedTuple):
    """A moment that could be taken: how good it is comes first, so that the best is simply the largest."""

    appeal: float
    at: datetime


class _Hour(NamedTuple):
    """An hour of a day, and how good it is before the little that chance adds."""

    appeal: float
    day: date
    hour: int


@dataclass(frozen=True, slots=True)
class _Diary:
    """One channel's moments that are taken, in order of time, and what else a new one has to keep to."""

    wanted: Wanted
    name: Channel
    spacing: timedelta
    taken: list[datetime]

    def best(self, hours: Iterable[_Hour]) -> _Moment | None:
        """The best free moment of some hours. Only the hours that may still win have their minute drawn."""
        found: _Moment | None = None
        for hour in sorted(hours, reverse=True):
            if found and hour.appeal + MOST_CHANCE < found.appeal:
                break
            moment = self._drawn(hour)
            if self._is_free(moment.at) and (found is None or moment > found):
                found = moment
        return found

    def _drawn(self, hour: _Hour) -> _Moment:
        """The hour's own moment; the minute is drawn, so that not all go out on the hour."""
        drawn = _draw(self.wanted.seed, self.name, hour.day, hour.hour)
        local = datetime.combine(hour.day, time(hour.hour, MINUTES[drawn % len(MINUTES)]), self.wanted.zone)
        return _Moment(hour.appeal + drawn // len(MINUTES) % 100 / 1000, local.astimezone(UTC))

    def _is_free(self, at: datetime) -> bool:
        if self.wanted.after is not None and at <= self.wanted.after:
            return False
        place = bisect_left(self.taken, at)
        return all(abs(at - other) >= self.spacing for other in self.taken[max(0, place - 1) : place + 1])


def _for_channel(wanted: Wanted, name: Channel, per_week: float, taken: Sequence[Slot]) -> Iterator[Slot]:
    """One slot from each equal stretch of the period, the best of it that keeps its distance."""
    limit = channel(name).limits.spacing_minutes
    spacing = timedelta(minutes=limit.value if limit else 0)
    diary = _Diary(wanted, name, spacing, sorted(slot.at for slot in taken if slot.channel == name))
    appeals = {hour: strength(name, *hour, wanted.own) for hour in product(range(7), allowed_hours(name))}
    days = (wanted.end - wanted.start).days + 1
    count = due(per_week, days)
    for turn in range(count):
        first = days * turn // count
        stretch = range(first, max(first, days * (turn + 1) // count - 1) + 1)
        inside = list(_hours(wanted, appeals, stretch))
        open_days = [one for one in inside if one.day not in wanted.avoid]
        moment = diary.best(open_days) or diary.best(inside) or diary.best(_hours(wanted, appeals, range(days)))
        if moment:
            insort(diary.taken, moment.at)
            yield Slot(moment.at, name)


def _hours(wanted: Wanted, appeals: Mapping[tuple[int, int], float], days: Iterable[int]) -> Iterator[_Hour]:
    """The allowed hours of some days, counted from the first."""
    for day in (wanted.start + timedelta(days=ahead) for ahead in days):
        liked = 0.5 if day in wanted.lean_on else 0.0
        weekday = day.weekday()
        yield from (_Hour(appeal + liked, day, hour) for (on, hour), appeal in appeals.items() if on == weekday)


def _draw(*parts: object) -> int:
    return int.from_bytes(sha256("|".join(map(str, parts)).encode()).digest()[:4])
