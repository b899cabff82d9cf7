"""A channel takes so many posts in 24 hours: the next waits for room, or is given back to a person."""

from datetime import timedelta
from uuid import uuid4

import pytest

from core.channels import rules
from core.channels.rules import Severity
from core.tables import Publication
from core.tables.values import MediaItem
from core.vocab import PostStatus, PostType, PublicationKind, PublicationStatus
from tests.core.shops import Shop

HOUR = timedelta(hours=1)
S = PostStatus
PICTURE = {"type": PostType.IMAGE, "media": (MediaItem(key="posters/a.jpg", content_type="image/jpeg", alt_text="A"),)}
MOST = rules.channel("instagram").limits.per_day_max.value


def left(shop: Shop, count: int, channel: str = "instagram") -> None:
    """So many posts that left just now."""
    about = shop.post(channel, **PICTURE)
    with shop.opened() as ws, ws.writing() as rows:
        for _ in range(count):
            rows.add(
                Publication(
                    business_id=shop.business_id,
                    kind=PublicationKind.POST,
                    post_id=about,
                    channel=channel,
                    status=PublicationStatus.PUBLISHED,
                    published_at=ws.now,
                    due_at=ws.now,
                    run_at=ws.now,
                    idempotency_key=uuid4().hex,
                    created_at=ws.now,
                )
            )


def test_one_more_than_a_day_holds_waits_while_the_grace_lasts(shop: Shop, plan, tick, post) -> None:
    left(shop, MOST)
    start = shop.clock.now
    shop.clock.now += 22 * HOUR
    post_id = plan(shop.clock.now + HOUR, "instagram", **PICTURE)
    shop.clock.now += HOUR
    assert tick() == [S.SCHEDULED]
    assert f"takes {MOST} posts in 24 hours" in post(post_id).status_reason
    shop.clock.now = start + 24 * HOUR - timedelta(seconds=1)
    assert tick() == []
    shop.clock.now = start + 24 * HOUR
    assert tick() == [S.PUBLISHED]
    assert len(shop.fake.ledger) == 1


def test_what_would_be_too_late_is_given_back_with_the_moment_from_which_there_is_room(
    shop: Shop, plan, tick, post
) -> None:
    left(shop, MOST - 1)
    first, second = (plan(shop.clock.now + HOUR, "instagram", title=name, **PICTURE) for name in "ab")
    shop.clock.now += HOUR
    assert tick() == [S.PUBLISHED, S.FAILED]
    (refused,) = [one for one in (post(first), post(second)) if one.status is S.FAILED]
    assert "choose a later moment" in refused.status_reason
    assert len(shop.fake.ledger) == 1


def test_advice_holds_nothing_up(shop: Shop, plan, tick) -> None:
    left(shop, 30, "telegram")
    plan(shop.clock.now + HOUR, "telegram", **PICTURE)
    shop.clock.now += HOUR
    assert tick() == [S.PUBLISHED]


def test_a_channel_that_wants_time_between_posts_gets_it(
    shop: Shop, plan, tick, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = rules.load()
    hard = usual["linkedin"].limits.spacing_minutes.model_copy(update={"severity": Severity.HARD, "value": 30})
    limits = usual["linkedin"].limits.model_copy(update={"spacing_minutes": hard})
    changed = {**usual, "linkedin": usual["linkedin"].model_copy(update={"limits": limits})}
    monkeypatch.setattr(rules, "load", lambda: changed)
    plan(shop.clock.now + HOUR, title="a")
    plan(shop.clock.now + HOUR, title="b")
    shop.clock.now += HOUR
    assert tick() == [S.PUBLISHED, S.SCHEDULED]
    shop.clock.now += HOUR / 2
    assert tick() == [S.PUBLISHED]
