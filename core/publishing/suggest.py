"""A moment for each post that has none."""

from datetime import datetime, timedelta
from uuid import UUID

from core.keys import needs
from core.publishing.queue import SOON, queued
from core.publishing.read import calendar
from core.publishing.slots import Slot, Wanted, good_slots
from core.tables import Post
from core.vocab import Permission
from core.workspace import Workspace


@needs(Permission.READ)
def suggest_moments(ws: Workspace, posts: list[Post]) -> dict[UUID, datetime]:
    """A moment for each post: its planned one while that is ahead, else one of its channel that is free.

    That is the queue's next slot where the channel has slots, and a good moment of the next two weeks elsewhere.
    """
    soon = ws.now + SOON
    wishes = {post.id: post.planned_at for post in posts if post.planned_at and post.planned_at > soon}
    rest = [post for post in posts if post.id not in wishes]
    if not rest:
        return wishes
    spoken = [Slot(wishes[post.id], post.channel) for post in posts if post.id in wishes]
    found, rest = queued(ws, rest, soon, spoken)
    wishes |= found
    counts = {name: sum(post.channel == name for post in rest) for name in {post.channel for post in rest}}
    if not counts:
        return wishes
    today = ws.now.astimezone(ws.zone).date()
    busy = [Slot(item.at, item.channel) for item in calendar(ws, ws.now, ws.now + timedelta(days=15))]
    wanted = Wanted(
        start=today,
        end=today + timedelta(days=13),
        zone=ws.zone,
        per_week={name: max(1.0, count / 2) for name, count in counts.items()},
        after=soon,
        busy=tuple(busy),
    )
    free: dict[str, list[datetime]] = {}
    for slot in good_slots(wanted):
        free.setdefault(slot.channel, []).append(slot.at)
    for post in rest:
        if free.get(post.channel):
            wishes[post.id] = free[post.channel].pop(0)
    return wishes
