"""The calendar as other programs read it (iCalendar, RFC 5545): what goes out when, and none of its words."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import and_, func, or_
from sqlmodel import col

from core.channels.rules import channel
from core.keys import needs
from core.publishing.feed_link import refuse_stranger
from core.tables import Campaign, Post, Publication
from core.vocab import Permission, PostStatus, PostType
from core.workspace import Workspace

if TYPE_CHECKING:
    from icalendar import Event

BEFORE, AFTER = timedelta(days=90), timedelta(days=400)
"""How far the feed reaches around today."""
LASTS = timedelta(minutes=15)
"""What a post takes up on a calendar: it has a moment and no length, and calendars draw nothing without one."""
REFRESH = timedelta(hours=1)
SAYS = {
    PostStatus.SCHEDULED: "goes out",
    PostStatus.PUBLISHING: "going out",
    PostStatus.PUBLISHED: "published",
    PostStatus.ON_HOLD: "on hold",
    PostStatus.FAILED: "failed",
    PostStatus.UNCONFIRMED: "unconfirmed",
    PostStatus.MISSED: "missed",
    PostStatus.CANCELLED: "cancelled",
}
"""What stands on the feed, in words; drafts and what waits for approval do not."""
_SURE = frozenset({PostStatus.SCHEDULED, PostStatus.PUBLISHING, PostStatus.PUBLISHED})
_OVER = frozenset({PostStatus.PUBLISHED, PostStatus.FAILED, PostStatus.UNCONFIRMED, PostStatus.MISSED})
"""What changed once more when its moment came."""


@dataclass(frozen=True)
class FeedPost:
    """A post as the feed tells it.

    ``turns`` counts how often it was put on the calendar or moved; ``changed_at`` is the last change to any of it.
    """

    id: UUID
    title: str
    channel: str
    type: PostType
    status: PostStatus
    campaign: str
    at: datetime
    turns: int
    changed_at: datetime


@needs(Permission.READ)
def read_feed(ws: Workspace, token: str) -> bytes:
    """The feed behind a link: the same bytes until a post on it changes.

    Raises:
        NotFound: the link was not made for this business, or was renewed or closed since.
    """
    refuse_stranger(ws, token)
    from icalendar import Calendar  # noqa: PLC0415 - only the server's feed needs it

    made = Calendar()
    made.add("prodid", "-//AI Marketing Command Center//Calendar//EN")
    made.add("version", "2.0")
    made.add("name", f"{ws.business.name}: posts")
    made.add("x-wr-calname", f"{ws.business.name}: posts")
    made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT1H")
    for post in feed_posts(ws, ws.now - BEFORE, ws.now + AFTER):
        made.add_component(_event(post, ws.public_url.rstrip("/")))
    told: bytes = made.to_ical()
    return told


def feed_posts(ws: Workspace, start: datetime, end: datetime) -> list[FeedPost]:
    """What stood or stands on the calendar in ``[start, end)``, by moment; a cancelled one where it stood last."""
    own = (col(Publication.post_id).is_not(None), col(Publication.contact_id).is_(None))
    turns = {
        post_id: (many, due, made)
        for post_id, many, due, made in ws.rows.columns(
            col(Publication.post_id), func.count(), func.max(Publication.due_at), func.max(Publication.created_at),
            where=own, group=[col(Publication.post_id)],
        )
    }  # fmt: skip
    names = dict(map(tuple, ws.rows.columns(col(Campaign.id), col(Campaign.name))))
    at = func.coalesce(col(Post.published_at), col(Post.scheduled_at))
    shown = (Post.id, Post.title, Post.channel, Post.type, Post.status, Post.campaign_id, Post.updated_at, at)
    inside = or_(and_(at >= start, at < end), col(Post.status) == PostStatus.CANCELLED)
    found = []
    for row in ws.rows.columns(*shown, where=[col(Post.status).in_(SAYS), inside]):
        post_id, title, name, kind, status, campaign, updated, moment = row
        many, due, made = turns.get(post_id, (0, None, updated))
        stands = moment or (due if status is PostStatus.CANCELLED else None)
        if stands is not None and start <= stands < end:
            ends = [stands] if status in _OVER else []
            changed = max([updated, made, *ends])
            told = names.get(campaign, "")
            found.append(FeedPost(post_id, title, name, kind, status, told, stands, many, changed))
    return sorted(found, key=lambda post: (post.at, post.id))


def _event(post: FeedPost, address: str) -> "Event":
    from icalendar import Event  # noqa: PLC0415 - as above

    label, is_off = channel(post.channel).label, post.status is PostStatus.CANCELLED
    made = Event()
    made.add("uid", f"{post.id}@ai-marketing-command-center")
    made.add("summary", f"{label}: {post.title}")
    made.add("dtstart", post.at)
    made.add("duration", LASTS)
    made.add("dtstamp", post.changed_at)
    made.add("last-modified", post.changed_at)
    made.add("sequence", max(0, post.turns - 1) + (is_off or post.status in _OVER))
    made.add("status", "CANCELLED" if is_off else "CONFIRMED" if post.status in _SURE else "TENTATIVE")
    made.add("transp", "TRANSPARENT")
    made.add("categories", [label])
    about = f" · {post.campaign}" if post.campaign else ""
    made.add("description", f"{label} {post.type} post, {SAYS[post.status]}{about}")
    made.add("url", f"{address}/calendar?post={post.id}")
    return made
