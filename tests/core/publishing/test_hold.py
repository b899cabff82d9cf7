"""A paused campaign holds its posts; a resumed one lets go of them, and asks about those whose moment passed."""

from datetime import timedelta

import pytest

from core import publishing
from core.errors import Forbidden
from core.keys import PERMISSIONS, Key
from core.tables import Post
from core.vocab import PostStatus, Role
from tests.core.shops import Shop

HOUR = timedelta(hours=1)
S = PostStatus


def test_held_posts_do_not_go_out_and_released_ones_do(shop: Shop, plan, post, tick, campaign) -> None:
    soon, late = (plan(shop.clock.now + hours * HOUR, campaign_id=campaign) for hours in (1, 5))
    other = plan(shop.clock.now + HOUR)
    with shop.opened() as ws:
        assert publishing.hold_posts(ws, campaign) == 2
        assert publishing.hold_posts(ws, campaign) == 0
    assert (post(soon).status, post(soon).held_from, post(soon).status_reason) == (
        S.ON_HOLD,
        S.SCHEDULED,
        "Its campaign is paused.",
    )
    shop.clock.now += 2 * HOUR
    assert tick() == [S.PUBLISHED]
    assert post(other).status is S.PUBLISHED
    with shop.opened() as ws:
        assert publishing.release_posts(ws, campaign) == 2
        assert publishing.release_posts(ws, campaign) == 0
    assert (post(soon).status, post(soon).held_from) == (S.MISSED, None)
    assert "passed while the campaign was paused" in post(soon).status_reason
    assert (post(late).status, post(late).status_reason) == (S.SCHEDULED, "")
    shop.clock.now += 3 * HOUR
    assert tick() == [S.PUBLISHED]
    assert post(late).status is S.PUBLISHED
    assert len(shop.fake.ledger) == 2


def test_what_is_being_sent_still_goes_out(shop: Shop, plan, campaign) -> None:
    post_id = plan(shop.clock.now + HOUR, campaign_id=campaign)
    shop.clock.now += HOUR
    (claim,) = shop.claims()
    with shop.opened() as ws:
        assert publishing.hold_posts(ws, campaign) == 0
    with shop.by_the_clock() as ws:
        assert publishing.publish_claimed(ws, claim) is S.PUBLISHED
    assert shop.read(Post, post_id).status is S.PUBLISHED


def test_a_viewer_holds_nothing(shop: Shop, campaign) -> None:
    with shop.opened(Key(shop.business_id, None, "Vic", PERMISSIONS[Role.VIEWER])) as ws:
        for deed in (publishing.hold_posts, publishing.release_posts):
            with pytest.raises(Forbidden):
                deed(ws, campaign)
