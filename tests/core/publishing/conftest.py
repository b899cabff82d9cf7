"""A bakery's posts, and the clock that sends them."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import pytest

from core import publishing
from core.tables import Campaign, Post
from core.vocab import CampaignStatus, PostStatus
from tests.core.shops import Shop


@pytest.fixture
def plan(shop: Shop) -> Callable[..., UUID]:
    """A post on the calendar: ``plan(at, channel=..., ...)``."""

    def planned(at: datetime, channel: str = "linkedin", **changes: object) -> UUID:
        post_id = shop.post(channel, **changes)
        with shop.opened() as ws:
            publishing.schedule_post(ws, post_id, at)
        return post_id

    return planned


@pytest.fixture
def tick(shop: Shop) -> Callable[[], list[PostStatus | None]]:
    """What the clock does once: claim what is due and send it."""

    def sent() -> list[PostStatus | None]:
        done = []
        for claim in shop.claims():
            with shop.by_the_clock() as ws:
                done.append(publishing.publish_claimed(ws, claim))
        return done

    return sent


@pytest.fixture
def campaign(shop: Shop) -> UUID:
    with shop.opened() as ws, ws.writing() as rows:
        made = Campaign(
            business_id=shop.business_id,
            name="Spring Sale",
            goal="Orders",
            status=CampaignStatus.ACTIVE,
            starts_on=ws.now.date(),
            ends_on=ws.now.date(),
            created_at=ws.now,
        )
        return rows.add(made).id


@pytest.fixture
def post(shop: Shop) -> Callable[[UUID], Post]:
    """A post as it stands now."""
    return lambda post_id: shop.read(Post, post_id)
