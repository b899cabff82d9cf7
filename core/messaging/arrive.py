"""The simulated audience writes in: its messages between two moments, each received as any other."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import col

from core.keys import needs
from core.messaging.people import invented
from core.messaging.receive import Incoming, receive_message
from core.tables import Message, Post
from core.vocab import Origin, Permission
from core.workspace import Workspace
from core.world.conversations import LONGEST, POST_LIVES, Arrival, PostRef, arrivals

_BACK = LONGEST + timedelta(hours=POST_LIVES + 1)
"""A post older than this, seen from ``since``, makes nobody write any more."""


@needs(Permission.CLOCK)
def receive_simulated(ws: Workspace, since: datetime, until: datetime) -> int:
    """Receive what arrives from ``since`` up to, not including, ``until``; how many messages were new.

    What arrives depends on the business's world and its posts alone, so doubled, late or overlapping calls
    change nothing. Nothing arrives from the future of this business's clock.
    """
    found = _arriving(ws, since, min(until, ws.now))
    refs = [_ref(arrival) for arrival in found]
    seen = {ref for (ref,) in ws.rows.columns(Message.external_ref, where=[col(Message.external_ref).in_(refs)])}
    new = [arrival for arrival in found if _ref(arrival) not in seen]
    for arrival in new:
        receive_message(ws, _incoming(arrival))
    return len(new)


@needs(Permission.CLOCK)
def next_arrival(ws: Workspace, since: datetime, until: datetime) -> datetime | None:
    """When the next simulated message arrives, from ``since`` up to, not including, ``until``; None when none does."""
    found = _arriving(ws, since, until)
    return found[0].at if found else None


def _arriving(ws: Workspace, since: datetime, until: datetime) -> tuple[Arrival, ...]:
    business, posts = ws.business, _posts(ws, since, until)
    seed = business.seed
    return arrivals(seed, seed, since, until, posts, industry=business.industry, zone=business.zone)


def _posts(ws: Workspace, since: datetime, until: datetime) -> list[PostRef]:
    live = ws.rows.columns(
        Post.id,
        Post.channel,
        Post.published_at,
        where=[
            col(Post.published_at) >= since - _BACK,
            col(Post.published_at) < until,
            col(Post.origin) == Origin.SIMULATED,
        ],
        order=[col(Post.published_at), col(Post.id)],
    )
    return [PostRef(str(post_id), channel, published_at) for post_id, channel, published_at in live]


def _ref(arrival: Arrival) -> str:
    return f"sim:{arrival.external_id}"


def _incoming(arrival: Arrival) -> Incoming:
    """One message for the whole burst: people press send in the middle of a thought."""
    sender = invented(arrival.sender_seed, arrival.channel)
    return Incoming(
        external_ref=_ref(arrival),
        conversation_ref=f"sim:{arrival.conversation_key}",
        channel=arrival.channel,
        handle=sender.handle,
        sender_name=sender.name,
        text="\n".join(arrival.texts),
        at=arrival.at,
        post_id=None if arrival.post_id is None else UUID(arrival.post_id),
        lead=arrival.lead,
    )
