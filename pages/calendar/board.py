"""Posts and campaigns in the calendar's terms."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from core.channels.lifecycle import is_editable
from core.publishing import CalendarPost
from core.strategy import CampaignLine
from core.vocab import CampaignStatus
from ui.calendar_port import CalendarBand, CalendarItem

BEFORE, AFTER = timedelta(days=120), timedelta(days=210)
"""How far around the day in view posts are handed to the browser: it leafs through them by itself."""
DRAWN = frozenset({CampaignStatus.ACTIVE, CampaignStatus.PAUSED, CampaignStatus.COMPLETED})


def window(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The stretch of time that is drawn around a day of the zone, in UTC."""
    midnight = datetime.combine(day, time(0), zone)
    return (midnight - BEFORE).astimezone(UTC), (midnight + AFTER).astimezone(UTC)


def items_of(posts: Sequence[CalendarPost], *, can_publish: bool) -> list[CalendarItem]:
    """The posts as items; only what this person may still move can be dragged."""
    return [
        CalendarItem(
            id=str(post.id),
            title=post.title,
            start=post.at,
            channel=post.channel,
            status=post.status,
            type=post.type,
            editable=can_publish and is_editable(post.status),
            repeats=post.repeats,
        )
        for post in posts
    ]


def bands_of(campaigns: Sequence[CampaignLine], chosen: UUID | None) -> list[CalendarBand]:
    """A bar for each campaign that runs or ran; the chosen one alone, when one is chosen."""
    return [
        CalendarBand(
            title=f"{one.name} (paused)" if one.status is CampaignStatus.PAUSED else one.name,
            first=one.starts_on,
            last=one.ends_on,
            id=str(one.id),
        )
        for one in campaigns
        if one.status in DRAWN and chosen in {None, one.id}
    ]
