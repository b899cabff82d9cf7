"""One list of everything that holds a post back, in the words with which the doors refuse."""

from datetime import timedelta

import pytest

from core import publishing
from core.errors import Refusal
from core.publishing import Where
from core.tables import Campaign, ChannelConnection, Profile
from core.vocab import CampaignStatus, Origin, PostStatus
from tests.core.shops import Shop

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
S = PostStatus


def told(shop: Shop, post_id, at=None, **more: bool) -> list[tuple[str, str, bool]]:
    with shop.opened() as ws:
        found = publishing.read_hindrances(ws, post_id, at, **more)
    assert [one.stops for one in found] == sorted((one.stops for one in found), reverse=True)
    return [(one.where.value, one.words, one.stops) for one in found]


def asks(shop: Shop) -> None:
    with shop.opened() as ws, ws.writing() as rows:
        rows.lock(Profile, ws.profile.id).approval_required = True


def test_a_post_that_nothing_holds_back_says_nothing(shop: Shop, plan, post) -> None:
    now = shop.clock.now
    assert told(shop, plan(now + DAY)) == []
    gone = shop.post(status=S.PUBLISHED, published_at=now - DAY, caption="")
    assert told(shop, gone) == told(shop, shop.post(status=S.CANCELLED, caption="")) == []


def test_every_hindrance_is_named_at_once_and_the_doors_say_the_same(shop: Shop, campaign) -> None:
    asks(shop)
    with shop.opened() as ws, ws.writing() as rows:
        rows.get(Campaign, campaign).status = CampaignStatus.PAUSED
    post_id = shop.post(caption="", campaign_id=campaign)
    found = told(shop, post_id, shop.clock.now - HOUR)
    assert [where for where, _, _ in found] == ["post", "campaign", "post", "moment"]
    assert "“Spring Sale” is paused. Resume the campaign, then schedule its posts." in [words for _, words, _ in found]
    with shop.opened() as ws:
        with pytest.raises(Refusal) as refused:
            publishing.schedule_post(ws, post_id, shop.clock.now + DAY)
        assert refused.value.message == found[0][1]
    waiting = shop.post(status=S.PENDING_APPROVAL)
    assert "It waits for somebody's approval." in told(shop, waiting)[0][1]


def test_what_went_wrong_and_what_may_be_out_there(shop: Shop) -> None:
    now = shop.clock.now
    failed = shop.post(status=S.FAILED, scheduled_at=now - HOUR, status_reason="The token expired.")
    assert told(shop, failed) == [("post", "The token expired.", True)]
    maybe = shop.post(status=S.UNCONFIRMED, scheduled_at=now + HOUR)
    assert [words.partition(".")[0] for _, words, _ in told(shop, maybe)] == ["It may have gone out"]


def test_neighbours_and_a_full_day_are_advice(shop: Shop, plan) -> None:
    noon = shop.clock.now.replace(hour=12) + DAY
    plan(noon, "sms", title="First")
    second = shop.post("sms", title="Second")
    (near, full) = told(shop, second, noon + 3 * HOUR)
    assert near == (
        "moment",
        "“First” stands within 3 hours of it on SMS. There 48 hours apart is better. Another moment keeps them apart.",
        False,
    )
    assert full[1].startswith("SMS takes 1 posts a day, and 1 stand")
    plan(noon + 10 * 60 * timedelta(seconds=1), "linkedin", title="Near")
    plan(noon + HOUR, "linkedin", title="Far")
    (near,) = told(shop, shop.post(), noon)
    assert near[1].startswith("“Near” and 1 more stand within an hour of it on LinkedIn. There 2 hours apart")
    assert told(shop, shop.post(), noon + 12 * HOUR) == []


def test_accounts_people_and_the_clock(shop: Shop, plan) -> None:
    at = shop.clock.now.replace(hour=12) + DAY
    letter = plan(at, "email", preheader="Warm from seven.")
    assert told(shop, letter) == []
    assert told(shop, letter, is_clock_late=True)[0][0] == Where.SERVER
    shop.fake.origin = Origin.LIVE
    with shop.opened() as ws, ws.writing() as rows:
        account = {"kind": "smtp", "url": "smtp://mail.example.com", "saved_at": ws.now}
        rows.add(ChannelConnection(business_id=shop.business_id, channel="email", problem="Wrong password.", **account))
    found = {where: words for where, words, _ in told(shop, letter)}
    assert found["channels"].startswith("The Email account is paused: ")
    assert found["audience"].startswith("Nobody of your audience may be written to now: 0 people.")
