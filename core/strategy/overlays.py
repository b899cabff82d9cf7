"""What lies over a calendar's days besides posts: weeks with a theme, days with a name, hours that work."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import col

from core.errors import Invalid
from core.keys import needs
from core.publishing.slots import allowed_hours, strength
from core.strategy.calendar_moments import Moment, MomentKind, moments
from core.strategy.good_times import good_times
from core.tables import Campaign
from core.vocab import CampaignStatus, Channel, Permission
from core.workspace import Workspace

GOOD = 1.3
"""How far above the usual (1.0) an hour stands out: the table's best hours on its best days are at 1.4."""
CLOSED = "Closed"


@dataclass(frozen=True)
class ThemeWeek:
    """One week of a campaign and what it is about; both days are included."""

    campaign_id: UUID
    week: int
    title: str
    first: date
    last: date


@dataclass(frozen=True)
class GoodHours:
    """Hours of one weekday (Monday is 0) that work, from ``opens`` up to ``closes``, and for which channels."""

    weekday: int
    opens: int
    closes: int
    channels: tuple[Channel, ...]


@dataclass(frozen=True)
class BestTimes:
    """The hours of a week that stand out; ``words`` say for each channel what they rest on."""

    hours: tuple[GoodHours, ...]
    words: tuple[tuple[Channel, str], ...]


@needs(Permission.READ)
def theme_weeks(ws: Workspace, campaign_id: UUID | None = None) -> list[ThemeWeek]:
    """The weeks of running, paused and completed campaigns, in order; of one campaign, when it is named."""
    where: list[ColumnElement[bool]] = [col(Campaign.status) != CampaignStatus.DRAFT]
    if campaign_id is not None:
        where.append(col(Campaign.id) == campaign_id)
    shown = (Campaign.id, Campaign.themes, Campaign.ends_on)
    found = [
        ThemeWeek(one, theme.week, theme.title, theme.starts_on, min(theme.starts_on + timedelta(days=6), ends_on))
        for one, themes, ends_on in ws.rows.columns(*shown, where=where)
        for theme in themes
        if theme.starts_on <= ends_on
    ]
    return sorted(found, key=lambda week: (week.first, week.title))


@needs(Permission.READ)
def named_days(ws: Workspace, first: date, last: date) -> tuple[Moment, ...]:
    """Public holidays and retail moments of the business's country, and the days on which it is closed.

    Nothing is known of a country without a calendar; its closing days remain.
    """
    closed = [Moment(day, CLOSED, MomentKind.HOLIDAY) for day in ws.profile.holidays if first <= day <= last]
    try:
        known = moments(first, last, ws.business.country)
    except Invalid:  # Settings says so where the country is chosen
        known = ()
    return tuple(sorted([*closed, *(one for one in known if one.kind is not MomentKind.OBSERVANCE)]))


@needs(Permission.READ)
def best_times(ws: Workspace, names: Sequence[Channel]) -> BestTimes:
    """When posts on these channels do well, from published averages and the business's own results."""
    known = good_times(ws)
    own = known.results(names)
    good = {
        (weekday, hour): tuple(
            name for name in names if hour in allowed_hours(name) and strength(name, weekday, hour, own) >= GOOD
        )
        for weekday in range(7)
        for hour in range(24)
    }
    hours = (one for weekday in range(7) for one in _runs(weekday, [good[weekday, hour] for hour in range(24)]))
    return BestTimes(tuple(hours), tuple((name, known.words(name)) for name in names))


def _runs(weekday: int, by_hour: Sequence[tuple[Channel, ...]]) -> Iterable[GoodHours]:
    """Neighbouring hours that suit the same channels, as one."""
    for channels, run in groupby(range(24), key=by_hour.__getitem__):
        told = list(run)
        if channels:
            yield GoodHours(weekday, told[0], told[-1] + 1, channels)
