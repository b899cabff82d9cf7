"""From a brief to slots with kinds of posts, in weeks that may carry an occasion: pure."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from core.channels.rules import channel
from core.publishing.cadence import capped
from core.publishing.slots import Result, Slot, Wanted, good_slots
from core.strategy.calendar_moments import Moment, MomentKind, moments
from core.strategy.shapes import Theme
from core.tables.values import Brief, ChannelShare, PlannedPost, WeekTheme
from core.vocab import Channel, PostType

SHARES: Mapping[PostType, float] = MappingProxyType({PostType.IMAGE: 0.4, PostType.TEXT: 0.35, PostType.VIDEO: 0.25})
"""The mix aimed at: near even, for media diversity (0.98 of the most entropy), with fewer of the dear videos."""
NO_RESULTS: Mapping[tuple[Channel, int, int], Result] = MappingProxyType({})
ANGLES = (
    "A useful tip",
    "Behind the scenes",
    "A question to readers",
    "A short story",
    "A mistake put right",
    "One detail, closely",
    "What people get from it",
)
"""The sides from which the posts of one week look at its theme, so that none is planned to say what another says."""
TRADE_ONLY = re.compile(r"b2b|software|saas|consult|industr", re.IGNORECASE)
"""Businesses whose customers don't shop on Halloween: holidays still count, retail days don't."""


def weeks_of(brief: Brief) -> tuple[date, ...]:
    """The first day of each week of a campaign; weeks run from its first day.

    >>> b = Brief(name="n", goal="g", starts_on=date(2026, 3, 4), ends_on=date(2026, 3, 18), cadence=())
    >>> [day.isoformat() for day in weeks_of(b)]
    ['2026-03-04', '2026-03-11', '2026-03-18']
    """
    days = (brief.ends_on - brief.starts_on).days
    return tuple(brief.starts_on + timedelta(weeks=n) for n in range(days // 7 + 1))


def week_of(day: date, starts_on: date) -> int:
    """Which week of the campaign a day is in, from 1."""
    return (day - starts_on).days // 7 + 1


def occasions(brief: Brief, country: str, industry: str) -> dict[int, Moment]:
    """At most one occasion a week that posts may lean on: a day when people buy before a day off; no observances.

    Raises:
        Invalid: a country without a calendar (field ``country``).
    """
    kinds = [MomentKind.HOLIDAY] if TRADE_ONLY.search(industry) else [MomentKind.RETAIL, MomentKind.HOLIDAY]
    found = [m for m in moments(brief.starts_on, brief.ends_on, country) if m.kind in kinds]
    best: dict[int, Moment] = {}
    for moment in sorted(found, key=lambda m: (kinds.index(m.kind), m.date)):
        best.setdefault(week_of(moment.date, brief.starts_on), moment)
    return best


def slots_of(
    brief: Brief,
    *,
    country: str,
    zone: ZoneInfo,
    now: datetime,
    busy: Sequence[Slot],
    seed: int,
    own: Mapping[tuple[Channel, int, int], Result] = NO_RESULTS,
) -> tuple[Slot, ...]:
    """The brief's slots: clear of public holidays where possible, leaning on the days when people buy.

    ``own`` holds the business's own results by channel, weekday and hour; they outweigh the table as they add up.
    """
    days = moments(brief.starts_on, brief.ends_on, country)
    wanted = Wanted(
        start=brief.starts_on,
        end=brief.ends_on,
        zone=zone,
        per_week={line.channel: line.per_week for line in brief.cadence},
        after=now + timedelta(hours=1),
        busy=busy,
        avoid={m.date for m in days if m.kind is MomentKind.HOLIDAY},
        lean_on={m.date for m in days if m.kind is MomentKind.RETAIL},
        own=own,
        seed=seed,
    )
    return good_slots(wanted)


def posts_of(
    slots: Sequence[Slot],
    themes: Sequence[Theme],
    *,
    starts_on: date,
    zone: ZoneInfo,
    shares: Mapping[PostType, float] = SHARES,
) -> tuple[PlannedPost, ...]:
    """Each slot with its week, what it is about and its kind, mixed so that text, image and video all have a share.

    The n-th posts of a week on each channel tell one idea: they share a side of the theme.
    """
    focus = {theme.week: theme.focus or theme.title for theme in themes}
    weeks = [week_of(slot.at.astimezone(zone).date(), starts_on) for slot in sorted(slots)]
    many = Counter(zip(weeks, (slot.channel for slot in sorted(slots)), strict=True))
    full = {week for (week, _), count in many.items() if count > 1}
    counts, turns, planned = dict.fromkeys(PostType, 0), Counter[tuple[int, Channel]](), []
    for number, (week, slot) in enumerate(zip(weeks, sorted(slots), strict=True), start=1):
        kinds = channel(slot.channel).kinds
        kind = min(kinds, key=lambda k: ((counts[k] + 1) / shares[k], k.value))
        counts[kind] += 1
        side = f"{ANGLES[(week - 1 + turns[week, slot.channel]) % len(ANGLES)]}: " if week in full else ""
        turns[week, slot.channel] += 1
        title = f"{side}{focus[week]}"
        planned.append(PlannedPost(slot=number, at=slot.at, channel=slot.channel, type=kind, week=week, title=title))
    return tuple(planned)


def themes_of(themes: Sequence[Theme], weeks: Sequence[date], special: Mapping[int, Moment]) -> tuple[WeekTheme, ...]:
    """One theme for each week: the writer's, with the day the week begins on and its occasion."""
    return tuple(
        WeekTheme(
            week=theme.week,
            starts_on=weeks[theme.week - 1],
            title=theme.title,
            reason=theme.reason,
            moment=special[theme.week].name if theme.week in special else "",
            focus=theme.focus or theme.title,
        )
        for theme in themes
    )


def mix_of(
    brief: Brief, slots: Sequence[Slot], people: Mapping[Channel, int], times: Callable[[Channel], str]
) -> tuple[ChannelShare, ...]:
    """Each channel's part: how often it was asked for, how often it bears, and what its times rest on."""
    bears = capped({line.channel: line.per_week for line in brief.cadence})
    return tuple(
        ChannelShare(
            channel=line.channel,
            wished=line.per_week,
            per_week=bears[line.channel],
            posts=sum(slot.channel == line.channel for slot in slots),
            people=people.get(line.channel, 0),
            times=times(line.channel),
        )
        for line in brief.cadence
    )
