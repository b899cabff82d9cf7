"""The queue: times of the week that a business keeps for its posts, each filled by the next post that has no moment."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from core.channels.rules import channel
from core.channels.scheduling import is_quiet
from core.errors import Invalid
from core.keys import needs
from core.publishing.read import calendar
from core.publishing.schedule import schedule_post
from core.publishing.slots import Slot
from core.tables import Post, Profile
from core.tables.rhythm import PostingSlot
from core.vocab import Channel, Permission
from core.workspace import Workspace

NEAR = timedelta(minutes=30)
"""A post that stands nearer than this fills a slot: moved by a few minutes, it is still the slot's."""
AHEAD = timedelta(days=56)
"""How far the queue is looked through."""
SOON = timedelta(minutes=30)
"""What a person has left to change their mind after something was put in the queue."""


def slot_moments(slots: Iterable[PostingSlot], start: datetime, end: datetime, zone: ZoneInfo) -> list[Slot]:
    """When the slots come round in ``[start, end)``, in order; on the wall clock of their zone, else of ``zone``.

    A clock change shifts none of them. One that falls into the hour that a change leaves out comes an hour later; of an
    hour that comes twice, the first counts.

    >>> monday = PostingSlot(channel="linkedin", weekday=0, at="09:00")
    >>> start = datetime(2026, 3, 20, tzinfo=UTC)
    >>> found = slot_moments([monday], start, start + timedelta(days=14), ZoneInfo("Europe/Berlin"))
    >>> [f"{one.at:%d %H:%M}" for one in found]
    ['23 08:00', '30 07:00']
    """
    return sorted({one for slot in slots for one in _of(slot, start, end, zone)})


def _of(slot: PostingSlot, start: datetime, end: datetime, zone: ZoneInfo) -> Iterator[Slot]:
    own = ZoneInfo(slot.zone) if slot.zone else zone
    first = start.astimezone(own).date()
    day: date = first + timedelta(days=(slot.weekday - first.weekday()) % 7)
    while (at := datetime.combine(day, slot.at, own).astimezone(UTC)) < end:
        if at >= start:
            yield Slot(at, slot.channel)
        day += timedelta(days=7)


def unfilled(slots: Sequence[Slot], taken: Iterable[Slot]) -> list[Slot]:
    """The slots that no post of their channel stands near."""
    by_channel: dict[Channel, list[datetime]] = {}
    for one in sorted(taken):
        by_channel.setdefault(one.channel, []).append(one.at)
    return [slot for slot in slots if not _is_near(slot.at, by_channel.get(slot.channel, []))]


def _is_near(at: datetime, moments: Sequence[datetime]) -> bool:
    place = bisect_left(moments, at)
    return any(abs(at - other) < NEAR for other in moments[max(0, place - 1) : place + 1])


@needs(Permission.READ)
def free_slots(
    ws: Workspace, *, channels: Sequence[Channel] = (), after: datetime | None = None, taken: Iterable[Slot] = ()
) -> list[Slot]:
    """The queue's free slots of the next eight weeks, in order.

    Args:
        ws: the business.
        channels: only these; all when empty.
        after: none at or before this moment; now when it is not given.
        taken: moments that are spoken for besides the posts on the calendar.
    """
    kept = [one for one in ws.profile.queue if not channels or one.channel in channels]
    if not kept:
        return []
    start = (after or ws.now) + timedelta(microseconds=1)
    posts = calendar(ws, start - NEAR, start + AHEAD + NEAR, channels=tuple({one.channel for one in kept}))
    busy = [*taken, *(Slot(one.at, one.channel) for one in posts)]
    moments = slot_moments(kept, start, start + AHEAD, ws.zone)
    return unfilled([one for one in moments if not is_quiet(one.at, name=one.channel, zone=ws.zone)], busy)


@needs(Permission.PUBLISH)
def add_to_queue(ws: Workspace, post_id: UUID) -> Post:
    """Put a post on the calendar in its channel's next free slot.

    Raises:
        Invalid: its channel has no slots, or none is free (field ``queue``); and as ``schedule_post``.
        Conflict: as ``schedule_post``.
    """
    with ws.writing() as rows:
        rows.lock(Profile, ws.profile.id)  # two people who fill the queue at once get a slot each
        post = rows.get(Post, post_id)
        free = free_slots(ws, channels=(post.channel,), after=ws.now + SOON)
        if not free:
            raise Invalid(_none(ws, post.channel), field="queue")
        return schedule_post(ws, post_id, free[0].at)


def queued(
    ws: Workspace, posts: Sequence[Post], after: datetime, taken: Iterable[Slot]
) -> tuple[Mapping[UUID, datetime], list[Post]]:
    """Free slots of the queue in turn, by post, and the posts of channels that have no slots."""
    names = {one.channel for one in ws.profile.queue}
    mine = [post for post in posts if post.channel in names]
    if not mine:
        return {}, list(posts)
    free: dict[Channel, list[datetime]] = {}
    for slot in free_slots(ws, channels=tuple({post.channel for post in mine}), after=after, taken=taken):
        free.setdefault(slot.channel, []).append(slot.at)
    turns = {name: iter(moments) for name, moments in free.items()}
    found = {post.id: at for post in mine if (at := next(turns.get(post.channel, iter(())), None)) is not None}
    return found, [post for post in posts if post.channel not in names]


def _none(ws: Workspace, name: Channel) -> str:
    label = channel(name).label
    if not any(one.channel == name for one in ws.profile.queue):
        return f"{label} has no posting slots yet. Set some under “Queue” above the calendar, or pick a moment."
    return f"No {label} slot of the next eight weeks is free. Add a slot, or pick a moment yourself."
