"""What the calendar, the tray and the list of troubles show."""

from datetime import timedelta

import pytest

from core import publishing
from core.errors import Forbidden
from core.keys import Key
from core.tables import Post
from core.vocab import PostStatus, PostType
from tests.core.shops import Shop

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
S = PostStatus


def test_the_range_takes_its_start_and_leaves_its_end(shop: Shop, plan) -> None:
    now = shop.clock.now
    first, last = plan(now + DAY), plan(now + 2 * DAY)
    with shop.opened() as ws:
        assert [one.id for one in publishing.calendar(ws, now + DAY, now + 2 * DAY)] == [first]
        both = publishing.calendar(ws, now, now + 3 * DAY)
    assert [one.id for one in both] == [first, last]
    one = both[0]
    assert (one.title, one.channel, one.type, one.status, one.at, one.campaign_id) == (
        "Rolls",
        "linkedin",
        PostType.TEXT,
        S.SCHEDULED,
        now + DAY,
        None,
    )


def test_what_went_out_stands_where_it_went_out(shop: Shop) -> None:
    now = shop.clock.now
    shop.post(status=S.PUBLISHED, scheduled_at=now - DAY, published_at=now - DAY + HOUR)
    with shop.opened() as ws:
        assert [one.at for one in publishing.calendar(ws, now - 2 * DAY, now)] == [now - DAY + HOUR]


def test_each_filter_narrows(shop: Shop, plan, campaign) -> None:
    now = shop.clock.now
    mine = plan(now + HOUR, campaign_id=campaign)
    text = plan(now + HOUR, "sms")
    missed = shop.post(status=S.MISSED, scheduled_at=now - HOUR)
    shop.post(status=S.CANCELLED, scheduled_at=now)
    shop.post()
    with shop.opened() as ws:

        def shown(**filters: object) -> set:
            return {one.id for one in publishing.calendar(ws, now - DAY, now + DAY, **filters)}

        assert shown() == {mine, text, missed}
        assert shown(channels=("sms",)) == {text}
        assert shown(channels=("sms", "linkedin")) == {mine, text, missed}
        assert shown(campaign_id=campaign) == {mine}
        assert shown(statuses=(S.MISSED,)) == {missed}
        assert shown(statuses=(S.MISSED,), channels=("sms",)) == set()


def test_the_tray_holds_what_waits_the_soonest_planned_first(shop: Shop, plan, campaign) -> None:
    now = shop.clock.now
    never = shop.post()
    late = shop.post(planned_at=now + 2 * DAY, status=S.APPROVED)
    soon = shop.post("sms", planned_at=now + DAY, status=S.PENDING_APPROVAL, campaign_id=campaign)
    plan(now + DAY)
    shop.post(status=S.CANCELLED)
    with shop.opened() as ws:
        assert [one.id for one in publishing.tray(ws)] == [soon, late, never]
        assert [one.id for one in publishing.tray(ws, limit=1)] == [soon]
        assert [one.id for one in publishing.tray(ws, campaign_id=campaign)] == [soon]
        assert [one.id for one in publishing.tray(ws, channels=("linkedin",))] == [late, never]


def test_a_reopened_post_waits_in_the_tray(shop: Shop, plan) -> None:
    post_id = plan(shop.clock.now + DAY)
    with shop.opened() as ws:
        publishing.reopen_post(ws, post_id)
        assert [one.id for one in publishing.tray(ws)] == [post_id]
        assert publishing.calendar(ws, ws.now, ws.now + 2 * DAY) == []


def test_suggested_moments_are_ahead_free_and_each_once(shop: Shop, plan) -> None:
    taken = shop.clock.now.replace(hour=12) + DAY
    plan(taken)
    posts = [shop.post(channel) for channel in ("linkedin", "linkedin", "linkedin", "sms", "email")]
    with shop.opened() as ws:
        waiting = [ws.rows.get(Post, one) for one in posts]
        found = publishing.suggest_moments(ws, waiting)
        assert set(found) == set(posts)
        assert all(at > ws.now + timedelta(minutes=30) for at in found.values())
        places = [(post.channel, found[post.id]) for post in waiting] + [("linkedin", taken)]
        assert len(set(places)) == len(places)
        done = publishing.schedule_posts(ws, found)
    assert done.refused == ()


def test_a_planned_moment_is_kept_while_it_is_ahead(shop: Shop) -> None:
    now = shop.clock.now
    ahead, gone = shop.post(planned_at=now + 3 * DAY), shop.post(planned_at=now + timedelta(minutes=10))
    with shop.opened() as ws:
        found = publishing.suggest_moments(ws, [ws.rows.get(Post, one) for one in (ahead, gone)])
        assert found[ahead] == now + 3 * DAY
        assert found[gone] > now + timedelta(minutes=30)
        assert publishing.suggest_moments(ws, [ws.rows.get(Post, ahead)]) == {ahead: now + 3 * DAY}
        assert publishing.suggest_moments(ws, []) == {}


def test_troubles_are_what_asks_for_a_decision_the_latest_first(shop: Shop) -> None:
    now = shop.clock.now
    for hours, status in ((3, S.FAILED), (2, S.UNCONFIRMED), (1, S.MISSED), (1, S.PUBLISHED), (1, S.ON_HOLD)):
        shop.post(status=status, scheduled_at=now - hours * HOUR, status_reason=f"Because of {status}.")
    with shop.opened() as ws:
        found = publishing.troubles(ws)
    assert [(one.status, one.reason) for one in found] == [
        (S.MISSED, "Because of missed."),
        (S.UNCONFIRMED, "Because of unconfirmed."),
        (S.FAILED, "Because of failed."),
    ]


def test_nobody_looks_without_a_right_to(shop: Shop) -> None:
    with shop.opened(Key(shop.business_id, None, "No", frozenset())) as ws, pytest.raises(Forbidden):
        publishing.tray(ws)
