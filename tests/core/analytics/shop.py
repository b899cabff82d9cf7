"""A bakery's posts and conversations for the tests of analytics, and channels whose answers a test writes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from core.ports import Accepted, ChannelTotals, Outcome, Parcel
from core.tables import Campaign, Contact, Conversation, Post, Publication, Reading
from core.vocab import (
    CampaignStatus,
    Capability,
    ConversationStatus,
    Origin,
    PostStatus,
    PostType,
    PublicationKind,
    PublicationStatus,
)
from core.workspace import Workspace

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def growing(external_id: str, age: timedelta) -> ChannelTotals:
    """Totals that grow with age for thirty days and more, and differ by post."""
    hours, size = age // HOUR, 1 + len(external_id)
    return ChannelTotals(
        views=100 * size + 10 * hours * size, likes=5 + hours, clicks=hours // 2, conversions=hours // 24
    )


class FakeChannel:
    """Answers from a function of post and age; ``births`` says when each post went out."""

    capability = Capability.NEITHER
    origin = Origin.SIMULATED

    def __init__(
        self, births: dict[str, datetime], answer: Callable[[str, timedelta], ChannelTotals | None] = growing
    ) -> None:
        self.births, self.answer, self.asked = births, answer, 0

    def send(self, parcel: Parcel, *, now: datetime) -> Outcome:
        raise AssertionError("analytics sends nothing")

    def find(self, parcel: Parcel) -> Accepted | None:
        raise AssertionError("analytics looks nothing up")

    def totals(self, external_id: str, *, now: datetime) -> ChannelTotals | None:
        self.asked += 1
        return self.answer(external_id, now - self.births[external_id])


class FakeWorld:
    """A runtime with one channel swapped for a fake."""

    def __init__(self, runtime: Any, channel: Any) -> None:
        self._runtime, self._channel = runtime, channel

    def __getattr__(self, name: str) -> Any:
        return getattr(self._runtime, name)

    def channel(self, ws: Workspace, name: str) -> Any:
        return self._channel(name) if callable(self._channel) else self._channel


@contextmanager
def opened(runtime: Any, key: Any, channel: Any) -> Iterator[Workspace]:
    ws = Workspace(FakeWorld(runtime, channel), key)
    try:
        yield ws
    finally:
        ws.close()


def add_post(ws: Workspace, published_at: datetime | None, **values: Any) -> UUID:
    """A post; published and known to its channel if ``published_at`` is given."""
    given = {
        "title": "A loaf",
        "type": PostType.IMAGE,
        "channel": "instagram",
        "status": PostStatus.PUBLISHED if published_at else PostStatus.SCHEDULED,
        "published_at": published_at,
        "created_at": ws.now,
        "updated_at": ws.now,
    }
    external_id = values.pop("external_id", None)
    with ws.writing() as rows:
        post = rows.add(Post(business_id=ws.key.business_id, **{**given, **values}))
        rows.flush()
        if external_id is not None:
            rows.add(
                Publication(
                    business_id=ws.key.business_id,
                    kind=PublicationKind.POST,
                    post_id=post.id,
                    channel=post.channel,
                    status=PublicationStatus.PUBLISHED,
                    due_at=published_at,
                    run_at=published_at,
                    idempotency_key=str(uuid4()),
                    external_id=external_id,
                    published_at=published_at,
                    created_at=ws.now,
                )
            )
        return post.id


def add_reading(ws: Workspace, post_id: UUID, at: datetime, **counts: int | None) -> None:
    from sqlmodel import col

    from core.tables import DirtyDay

    with ws.writing() as rows:
        post = rows.get(Post, post_id)
        rows.add(
            Reading(
                business_id=ws.key.business_id,
                post_id=post_id,
                channel=post.channel,
                origin=post.origin,
                recorded_at=at,
                **counts,
            )
        )
        if not rows.count(DirtyDay, col(DirtyDay.day) == at.date()):
            rows.add(DirtyDay(business_id=ws.key.business_id, day=at.date()))


def add_talk(ws: Workspace, asked_at: datetime, answered_at: datetime | None = None, **values: Any) -> UUID:
    with ws.writing() as rows:
        contact = rows.add(
            Contact(
                business_id=ws.key.business_id,
                name="Rui",
                channel="instagram",
                handle=str(uuid4()),
                created_at=ws.now,
                origin=Origin.SIMULATED,
            )
        )
        rows.flush()
        given = {"status": ConversationStatus.REPLIED if answered_at else ConversationStatus.PENDING}
        talk = rows.add(
            Conversation(
                business_id=ws.key.business_id,
                contact_id=contact.id,
                external_ref=str(uuid4()),
                channel="instagram",
                first_inbound_at=asked_at,
                last_inbound_at=asked_at,
                first_reply_at=answered_at,
                **{**given, **values},
            )
        )
        return talk.id


def add_campaign(ws: Workspace, **values: Any) -> UUID:
    today = ws.now.date()
    given = {"name": "Spring", "goal": "200 sign-ups", "starts_on": today - 14 * DAY, "ends_on": today + 14 * DAY}
    with ws.writing() as rows:
        given |= {"status": CampaignStatus.ACTIVE, "created_at": ws.now}
        return rows.add(Campaign(business_id=ws.key.business_id, **{**given, **values})).id
