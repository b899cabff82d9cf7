"""Everything that health scores are computed from, read once for the business and all its live campaigns."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import and_, func, or_
from sqlmodel import col

from core.analytics.consistency import PlannedSlot, Window
from core.analytics.figures import Figures, figures
from core.analytics.health import HealthInputs
from core.analytics.period import DAY
from core.analytics.response_time import Block, BusinessHours, FirstResponse, business_time
from core.tables import Campaign, Conversation, Post, Profile
from core.vocab import ConversationStatus, PostStatus
from core.workspace import Workspace

JUDGED = timedelta(days=28)
"""How far back the business's own score looks."""
GRACE = timedelta(hours=1)
"""A slot counts as due once its moment is this long past: the clock needs a little time to send."""
_NO_LONGER_PLANNED = {PostStatus.CANCELLED, PostStatus.ON_HOLD}


class Talk(NamedTuple):
    """When somebody first wrote, and when they were first answered (an acknowledgement is no answer)."""

    campaign_id: UUID | None
    status: ConversationStatus
    first_inbound_at: datetime
    first_reply_at: datetime | None


@dataclass(frozen=True)
class Facts:
    """Posts, conversations and the profile; ``since`` is the earliest moment that was read."""

    posts: Sequence[Figures]
    talks: Sequence[Talk]
    profile: Profile
    zone: ZoneInfo
    founded_at: datetime
    until: datetime

    def business(self) -> HealthInputs:
        """The business's last 28 days, or all its days if it is younger."""
        start = self.until - JUDGED
        moments = [moment for post in self.posts for moment in (post.published_at, post.moment) if moment]
        firsts = [*moments, *(talk.first_inbound_at for talk in self.talks)]
        window = (max(start, min([self.founded_at, *firsts])), self.until)
        channels = {cadence.channel for cadence in self.profile.cadence}
        per_week = sum(cadence.per_week for cadence in self.profile.cadence)
        out = [post for post in self.posts if post.published_at is None or post.published_at >= start]
        return self._inputs(
            out, planned=self.posts, window=window, channels=channels, per_week=per_week, talks=self.talks
        )

    def campaign(self, campaign: Campaign) -> HealthInputs:
        """One campaign's own posts, and the messages linked to them (all messages of its days where none are)."""
        posts = [post for post in self.posts if post.campaign_id == campaign.id]
        window = _days_of(campaign, self.zone, self.until)
        linked = [talk for talk in self.talks if talk.campaign_id == campaign.id]
        channels = set(campaign.channels) or {post.channel for post in posts}
        # A campaign is its own plan: a week without slots in it expects nothing.
        return self._inputs(
            posts, planned=posts, window=window, channels=channels, per_week=0.0, talks=linked or self.talks
        )

    def _inputs(
        self,
        posts: Sequence[Figures],
        *,
        planned: Sequence[Figures],
        window: Window,
        channels: Iterable[str],
        per_week: float,
        talks: Sequence[Talk],
    ) -> HealthInputs:
        start, end = window
        slots = [slot for post in planned if (slot := _slot(post, end)) and slot.planned_at >= start]
        hours = opening_hours(self.profile, self.zone.key)
        return HealthInputs(
            posts=[post.outcome() for post in posts if post.published_at is not None and post.published_at <= end],
            slots=slots,
            planned_channels=frozenset(channels),
            responses=[_response(talk, end, hours) for talk in talks if start <= talk.first_inbound_at < end],
            response_target=timedelta(minutes=self.profile.response_target_minutes),
            target_per_week=per_week,
            window=window,
        )


def gather(ws: Workspace, campaigns: Sequence[Campaign] = (), until: datetime | None = None) -> Facts:
    """Read what the scores of the business and of some campaigns need: three queries and the profile."""
    return gather_at(ws, [until or ws.now], campaigns)[0]


def gather_at(ws: Workspace, moments: Sequence[datetime], campaigns: Sequence[Campaign] = ()) -> list[Facts]:
    """The same as of several moments, read once for all of them."""
    first, last, chosen = min(moments) - JUDGED, max(moments), {campaign.id for campaign in campaigns}
    moment = func.coalesce(col(Post.planned_at), col(Post.scheduled_at))
    posts = figures(
        ws.rows,
        or_(
            and_(col(Post.published_at) >= first, col(Post.published_at) <= last),
            and_(moment >= first, moment <= last),
            col(Post.campaign_id).in_(chosen),
        ),
    )
    since = min([first, *(_days_of(campaign, ws.zone, min(moments))[0] for campaign in campaigns)])
    columns = (
        Conversation.campaign_id,
        Conversation.status,
        Conversation.first_inbound_at,
        Conversation.first_reply_at,
    )
    talked = [col(Conversation.first_inbound_at) >= since, col(Conversation.first_inbound_at) < last]
    talks = [Talk(*talk) for talk in ws.rows.columns(*map(col, columns), where=talked)]
    set_aside = ConversationStatus.CLOSED
    waiting = [talk for talk in talks if talk.first_reply_at is not None or talk.status is not set_aside]
    return [_as_of(ws, until, campaigns, posts, waiting) for until in moments]


def _as_of(
    ws: Workspace, until: datetime, campaigns: Sequence[Campaign], posts: Sequence[Figures], talks: Sequence[Talk]
) -> Facts:
    """Of all that was read, what one moment's scores look at."""
    recent, chosen = until - JUDGED, {campaign.id for campaign in campaigns}
    since = min([recent, *(_days_of(campaign, ws.zone, until)[0] for campaign in campaigns)])

    def is_recent(at: datetime | None) -> bool:
        return at is not None and recent <= at <= until

    seen = [p for p in posts if p.campaign_id in chosen or is_recent(p.published_at) or is_recent(p.moment)]
    heard = [talk for talk in talks if since <= talk.first_inbound_at < until]
    return Facts(seen, heard, ws.profile, ws.zone, ws.business.created_at, until)


def opening_hours(profile: Profile, zone: str) -> BusinessHours:
    """The profile's hours; where none are set, all day every day, so that waiting is plain time."""
    week: dict[int, list[Block]] = {day: [] for day in range(7)}
    for block in sorted(profile.hours, key=lambda block: block.opens):
        week[block.weekday].append((block.opens, block.closes))
    always: Mapping[int, Sequence[Block]] = {day: [(time(0), time(0))] for day in range(7)}
    return BusinessHours(zone, week if profile.hours else always, frozenset(profile.holidays))


def _days_of(campaign: Campaign, zone: ZoneInfo, until: datetime) -> Window:
    starts = datetime.combine(campaign.starts_on, time(), zone).astimezone(UTC)
    ends = datetime.combine(campaign.ends_on + DAY, time(), zone).astimezone(UTC)
    return min(starts, until), min(ends, until)


def _slot(post: Figures, end: datetime) -> PlannedSlot | None:
    """The due slot that a post fills; None for a post without one, not due yet, or taken out of the plan."""
    if post.moment is None or post.status in _NO_LONGER_PLANNED:
        return None
    published_at = post.published_at if post.published_at is not None and post.published_at <= end else None
    if published_at is None and post.moment > end - GRACE:
        return None
    return PlannedSlot(post.channel, post.moment, published_at)


def _response(talk: Talk, end: datetime, hours: BusinessHours) -> FirstResponse:
    answered = talk.first_reply_at is not None and talk.first_reply_at <= end
    replied_at = talk.first_reply_at if talk.first_reply_at is not None and answered else end
    return FirstResponse(business_time(talk.first_inbound_at, replied_at, hours), answered)
