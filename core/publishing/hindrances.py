"""Everything that holds a post back, each with its remedy; the doors of publishing refuse with the same words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from core import audience, connections
from core.channels.preflight import check
from core.channels.rules import channel
from core.channels.scheduling import refuse_moment
from core.errors import Conflict, Invalid, Refusal
from core.keys import needs
from core.publishing.reach import open_channels
from core.publishing.read import CalendarPost, calendar
from core.rows.drafts import draft_of, sender_of
from core.tables import Campaign, Post
from core.vocab import CampaignStatus, Origin, Permission, PostStatus
from core.workspace import Workspace

S = PostStatus
UNAPPROVED = frozenset({S.DRAFT, S.PENDING_APPROVAL, S.CHANGES_REQUESTED, S.CANCELLED})
"""Where a post must not leave from when posts are approved first; a cancelled one leaves that as a draft."""
STANDS = (S.SCHEDULED, S.ON_HOLD, S.PUBLISHING, S.PUBLISHED, S.UNCONFIRMED)
GONE = frozenset({S.PUBLISHED, S.PUBLISHING, S.CANCELLED})
TROUBLED = frozenset({S.ON_HOLD, S.FAILED, S.MISSED})
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Where(StrEnum):
    """Where the remedy is found."""

    POST = "post"
    MOMENT = "moment"
    CAMPAIGN = "campaign"
    CHANNELS = "channels"
    AUDIENCE = "audience"
    SERVER = "server"


@dataclass(frozen=True)
class Hindrance:
    """One thing that holds a post back.

    Attributes:
        where: where it can be mended.
        what: what is the case, in words.
        remedy: what to do.
        stops: it does not go out as things stand; otherwise this is advice.
        field: the input that has to change, if it is one.
    """

    where: Where
    what: str
    remedy: str = ""
    stops: bool = True
    field: str | None = None

    @property
    def words(self) -> str:
        return f"{self.what} {self.remedy}".strip()


@needs(Permission.READ)
def read_hindrances(
    ws: Workspace, post_id: UUID, at: datetime | None = None, *, is_clock_late: bool = False
) -> tuple[Hindrance, ...]:
    """Everything that holds a post back, what stops it first; nothing for one that is gone or cancelled.

    Args:
        ws: the business.
        post_id: the post.
        at: the moment that is thought of; its own when not given.
        is_clock_late: nobody has sent anything for a while (``jobs.is_late``).
    """
    post = ws.rows.get(Post, post_id)
    if post.status in GONE:
        return ()
    moment = at or post.scheduled_at or post.planned_at
    found = [*_standing(ws, post), *_content(ws, post), *_people(ws, post)]
    found += [] if moment is None else _moment(ws, post, moment)
    if is_clock_late and post.status is S.SCHEDULED:
        late = "Nobody is sending just now: the clock has been silent for a while."
        found.append(Hindrance(Where.SERVER, late, "Whoever runs the server starts it again."))
    return tuple(sorted(found, key=lambda one: not one.stops))


def unconfirmed(post: Post) -> Hindrance | None:
    """It may be out there already."""
    if post.status is not S.UNCONFIRMED:
        return None
    remedy = "Look on the channel and say whether it is there, then schedule it again."
    return Hindrance(Where.POST, "It may have gone out.", remedy)


def unapproved(ws: Workspace, post: Post) -> Hindrance | None:
    """Somebody has to approve it first."""
    if not ws.profile.approval_required or post.status not in UNAPPROVED:
        return None
    asked = post.status is S.PENDING_APPROVAL
    remedy = "It waits for somebody's approval." if asked else "Ask for approval first."
    return Hindrance(Where.POST, "This business approves posts before they go out.", remedy)


def paused_campaign(ws: Workspace, post: Post) -> Hindrance | None:
    """Its campaign is paused."""
    campaign = ws.rows.seek(Campaign, post.campaign_id) if post.campaign_id else None
    if campaign is None or campaign.status is not CampaignStatus.PAUSED:
        return None
    remedy = "Resume the campaign, then schedule its posts."
    return Hindrance(Where.CAMPAIGN, f"“{campaign.name}” is paused.", remedy, field="campaign")


def unconnected(ws: Workspace, post: Post) -> Hindrance | None:
    """Nothing can be published on its channel."""
    if post.channel in open_channels():
        return None
    try:
        ws.channel(post.channel)
    except Invalid as missing:
        return Hindrance(Where.CHANNELS, missing.message, field=missing.field)
    return None


def refuse(hindrance: Hindrance | None) -> None:
    """Stop at what holds a post back.

    Raises:
        Invalid: an input has to change; its field is named.
        Conflict: the post has to take another step first.
    """
    if hindrance is not None:
        kind: type[Refusal] = Invalid if hindrance.field else Conflict
        raise kind(hindrance.words, field=hindrance.field)


def _standing(ws: Workspace, post: Post) -> Iterator[Hindrance]:
    if post.status in TROUBLED and post.status_reason:
        yield Hindrance(Where.POST, post.status_reason)
    yield from filter(None, (unconfirmed(post), unapproved(ws, post), paused_campaign(ws, post)))
    if missing := unconnected(ws, post):
        yield missing
    elif (own := connections.list_connections(ws).get(post.channel)) and own.problem:
        label = channel(post.channel).label
        yield Hindrance(
            Where.CHANNELS, f"The {label} account is paused: {own.problem}", "Connect it again in Settings, Channels."
        )


def _content(ws: Workspace, post: Post) -> Iterator[Hindrance]:
    for finding in check(draft_of(ws.rows, post), sender_of(ws.profile)):
        remedy = f"{finding.fix.label}, in Content Studio." if finding.fix else ""
        yield Hindrance(Where.POST, finding.message, remedy, stops=finding.is_hard, field=finding.field)


def _people(ws: Workspace, post: Post) -> Iterator[Hindrance]:
    if (
        not channel(post.channel).personal
        or unconnected(ws, post)
        or ws.channel(post.channel).origin is not Origin.LIVE
    ):
        return
    count = audience.headcount(ws, post.channel, post.segment)
    if not count.people:
        whom = f"the segment “{post.segment}”" if post.segment else "your audience"
        what = f"Nobody of {whom} may be written to now: {count.in_words()}"
        yield Hindrance(Where.AUDIENCE, what, "Bring people in under Settings, Audience.", field="segment")


def _moment(ws: Workspace, post: Post, at: datetime) -> Iterator[Hindrance]:
    try:
        refuse_moment(at, now=ws.now, name=post.channel, zone=ws.zone)
    except Invalid as wrong:
        if post.status not in TROUBLED:
            yield Hindrance(Where.MOMENT, wrong.message, field=wrong.field)
        return
    limits, label = channel(post.channel).limits, channel(post.channel).label
    apart = max(HOUR, timedelta(minutes=limits.spacing_minutes.value if limits.spacing_minutes else 0))
    near = sorted(_others(ws, post, at - apart, at + apart), key=lambda one: abs(one.at - at))
    if near:
        rest = f" and {len(near) - 1} more stand" if near[1:] else " stands"
        hours = -(-abs(near[0].at - at) // HOUR) or 1
        within = "an hour" if hours == 1 else f"{hours} hours"
        better = f" There {apart // HOUR} hours apart is better." if apart > HOUR else ""
        what = f"“{near[0].title[:60]}”{rest} within {within} of it on {label}.{better}"
        yield Hindrance(Where.MOMENT, what, "Another moment keeps them apart.", stops=False)
    if limits.per_day_max:
        day = datetime.combine(at.astimezone(ws.zone).date(), time(0), ws.zone)
        many = len(_others(ws, post, day.astimezone(UTC), (day + DAY).astimezone(UTC)))
        if many >= limits.per_day_max.value:
            what = f"{label} takes {limits.per_day_max.value} posts a day, and {many} stand on that day."
            yield Hindrance(Where.MOMENT, what, "Choose another day.", stops=limits.per_day_max.is_hard)


def _others(ws: Workspace, post: Post, start: datetime, end: datetime) -> list[CalendarPost]:
    """The channel's other posts that go out, or went out, strictly between two moments."""
    found = calendar(ws, start + timedelta(microseconds=1), end, channels=(post.channel,), statuses=STANDS)
    return [one for one in found if one.id != post.id]
