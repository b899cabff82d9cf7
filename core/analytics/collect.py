"""Ask the channels what published posts have gathered so far."""

from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from sqlalchemy import func
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from core.analytics.followed import totals_of_copies
from core.errors import Invalid
from core.keys import needs
from core.ports import Channel, Unreachable
from core.rows import Rows
from core.tables import DirtyDay, Post, Publication, Reading
from core.vocab import Origin, Permission, PublicationStatus
from core.workspace import Workspace

WATCHED = timedelta(days=30)
"""How long a post is followed. One closing reading, as of this age, ends it."""
LOOKED_BACK = timedelta(days=90)
"""A closing reading that was missed (the clock stood still) is made up for until then."""
_WAITS = ((timedelta(days=1), timedelta(hours=1)), (timedelta(days=3), timedelta(hours=6)))
_LONGEST_WAIT = timedelta(days=1)


class Followed(NamedTuple):
    """When a published post was last read, and where its channel knows it."""

    read_at: datetime | None
    post_id: UUID
    channel: str
    external_id: str
    origin: Origin
    published_at: datetime


def is_due(published_at: datetime, read_at: datetime | None, now: datetime) -> bool:
    """Whether a post should be read: hourly in its first day, every six hours until its third, then daily.

    A post older than 30 days is read once more if its last reading came before that, so that a missed tick costs
    nothing but time.
    """
    if now < published_at:
        return False
    if read_at is None:
        return True
    closes_at = published_at + WATCHED
    if now >= closes_at:
        return read_at < closes_at
    age = now - published_at
    return now - read_at >= next((wait for limit, wait in _WAITS if age < limit), _LONGEST_WAIT)


@needs(Permission.CLOCK)
def collect_engagement(ws: Workspace) -> int:
    """Read the posts that are due and keep their totals so far; how many were read.

    The channels are asked outside any transaction. A channel that cannot be reached any more, or knows nothing of a
    post, leaves the post's numbers as they are.
    """
    now = ws.now
    read = [reading for post in _followed(ws, now) if (reading := _read(ws, post, now)) is not None]
    if not read:
        return 0
    try:
        with ws.writing() as rows:
            rows.add_many(Reading, read)
            mark(rows, now)
    except IntegrityError:
        return 0  # another clock kept the same minute's readings: they stand, and what it left is still due
    return len(read)


def _followed(ws: Workspace, now: datetime) -> list[Followed]:
    where = [
        col(Publication.status) == PublicationStatus.PUBLISHED,
        col(Publication.external_id).is_not(None),
        col(Publication.contact_id).is_(None),
        col(Post.published_at) > now - LOOKED_BACK,
    ]
    on = col(Publication.post_id) == col(Post.id)
    columns = (Post.id, Post.channel, Publication.external_id, Post.origin, Post.published_at)
    posts = ws.rows.columns(*map(col, columns), where=where, join=(Post, on))
    last = dict(
        ws.rows.columns(
            col(Reading.post_id),
            func.max(col(Reading.recorded_at)),
            where=[col(Reading.post_id).in_([post[0] for post in posts])],
            group=[col(Reading.post_id)],
        )
        if posts
        else ()
    )
    found = [Followed(last.get(post[0]), *post) for post in posts]
    return [post for post in found if is_due(post.published_at, post.read_at, now)]


def _read(ws: Workspace, post: Followed, now: datetime) -> dict[str, Any] | None:
    channel = _channel(ws, post.channel)
    try:
        told = None if channel is None else channel.totals(post.external_id, now=min(now, post.published_at + WATCHED))
    except Unreachable:
        return None  # asked again when it is next due
    told = told or totals_of_copies(ws, post.post_id)
    if told is None:
        return None
    kept = {"id": uuid4(), "post_id": post.post_id, "channel": post.channel, "origin": post.origin}
    return {**kept, "recorded_at": now.replace(second=0, microsecond=0), **asdict(told)}


def _channel(ws: Workspace, name: str) -> Channel | None:
    try:
        return ws.channel(name)
    except Invalid:
        return None  # nothing is published there any more: its posts keep the numbers they have


def mark(rows: Rows, now: datetime) -> None:
    """Mark today dirty. Changing the mark first waits for a rollup that is just taking it away."""
    day = now.astimezone(UTC).date()
    if not rows.change(DirtyDay, col(DirtyDay.day) == day, day=day):
        rows.add_many(DirtyDay, [{"id": uuid4(), "day": day}])
