"""Slots of the week: on the wall clock whatever the clocks do, filled one by one, and never by two."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from core import publishing
from core.errors import Forbidden, Invalid
from core.keys import PERMISSIONS, Key
from core.publishing.queue import AHEAD, SOON, slot_moments
from core.publishing.slots import Slot
from core.tables import Post, Profile
from core.tables.rhythm import PostingSlot
from core.vocab import PostStatus, Role
from tests.core.shops import Shop

BERLIN = ZoneInfo("Europe/Berlin")
DAY = timedelta(days=1)


def walls(slot: PostingSlot, start: datetime, days: int) -> list[tuple[str, str]]:
    zone = ZoneInfo(slot.zone)
    found = slot_moments([slot], start, start + days * DAY, ZoneInfo("Asia/Tokyo"))
    return [(f"{one.at.astimezone(zone):%d %H:%M}", f"{one.at:%H:%M}") for one in found]


def test_a_clock_change_shifts_no_slot() -> None:
    """Berlin puts its clocks on in the night to 29 March 2026, and back in the night to 25 October."""
    nine = PostingSlot(channel="linkedin", weekday=0, at=time(9), zone="Europe/Berlin")
    assert walls(nine, datetime(2026, 3, 20, tzinfo=UTC), 14) == [("23 09:00", "08:00"), ("30 09:00", "07:00")]
    assert walls(nine, datetime(2026, 10, 16, tzinfo=UTC), 14) == [("19 09:00", "07:00"), ("26 09:00", "08:00")]
    night = PostingSlot(channel="linkedin", weekday=6, at=time(2, 30), zone="Europe/Berlin")
    assert walls(night, datetime(2026, 3, 20, tzinfo=UTC), 14) == [("22 02:30", "01:30"), ("29 03:30", "01:30")]
    assert walls(night, datetime(2026, 10, 16, tzinfo=UTC), 14) == [("18 02:30", "00:30"), ("25 02:30", "00:30")]


def test_a_slot_without_a_zone_is_on_the_business_s_clock_and_each_moment_comes_once() -> None:
    start = datetime(2026, 6, 1, tzinfo=UTC)
    own = PostingSlot(channel="email", weekday=2, at=time(9))
    same = PostingSlot(channel="email", weekday=2, at=time(9), zone="Europe/Berlin")
    assert slot_moments([own, same], start, start + 7 * DAY, BERLIN) == [
        Slot(datetime(2026, 6, 3, 7, tzinfo=UTC), "email")
    ]
    at = datetime(2026, 6, 3, 7, tzinfo=UTC)
    assert slot_moments([own], at, at, BERLIN) == []
    assert len(slot_moments([own], at, at + 7 * DAY, BERLIN)) == 1  # its start belongs to it, its end does not


def keep(shop: Shop, *slots: PostingSlot) -> None:
    with shop.opened() as ws, ws.writing() as rows:
        rows.lock(Profile, ws.profile.id).queue = slots


def daily(channel: str, hour: int) -> list[PostingSlot]:
    return [PostingSlot(channel=channel, weekday=day, at=time(hour)) for day in range(7)]


def test_posts_fill_the_next_free_slot_and_only_their_channel_s(shop: Shop, plan, post) -> None:
    keep(shop, *daily("linkedin", 12), *daily("sms", 12))
    with shop.opened() as ws:
        free = [one.at for one in publishing.free_slots(ws, channels=("linkedin",))]
        assert free == sorted(free)
        assert len(free) == AHEAD // DAY
        assert all(one.astimezone(ws.zone).hour == 12 for one in free)
    free = [one for one in free if one > shop.clock.now + SOON]
    plan(free[0] + timedelta(minutes=20))  # moved a little, it is still the slot's
    plan(free[1] + timedelta(minutes=30))  # that far away it is not
    with shop.opened() as ws:
        made = [publishing.add_to_queue(ws, shop.post()).scheduled_at for _ in range(2)]
        assert made == [free[1], free[2]]
        assert free[0] in [one.at for one in publishing.free_slots(ws, channels=("sms",))]
        publishing.cancel_post(ws, publishing.calendar(ws, free[1], free[1] + timedelta(minutes=1))[0].id)
        assert publishing.add_to_queue(ws, shop.post()).scheduled_at == free[1]


def test_the_tray_suggests_slots_that_nobody_has_a_word_on(shop: Shop) -> None:
    keep(shop, *daily("linkedin", 12))
    with shop.opened() as ws:
        first, second, third = [one.at for one in publishing.free_slots(ws, after=ws.now + SOON)][:3]
    wished, one, two, text = shop.post(planned_at=second), shop.post(), shop.post(), shop.post("instagram")
    with shop.opened() as ws:
        found = publishing.suggest_moments(ws, publishing.tray(ws))
        assert {found[wished], found[one], found[two]} == {first, second, third}
        assert (found[wished], text in found) == (second, True)
        done = publishing.schedule_into_slots(ws, [one, two]).many
    assert (len(done.done), done.refused) == (2, ())


def test_what_stands_in_the_way_is_said(shop: Shop) -> None:
    draft, night = shop.post(), shop.post("sms")
    with shop.opened() as ws:
        assert publishing.free_slots(ws) == []
        with pytest.raises(Invalid, match="LinkedIn has no posting slots yet"):
            publishing.add_to_queue(ws, draft)
    keep(shop, PostingSlot(channel="sms", weekday=0, at=time(9), zone="Asia/Tokyo"))
    with shop.opened() as ws, pytest.raises(Invalid, match="No SMS slot of the next eight weeks is free"):
        publishing.add_to_queue(ws, night)  # nine in Tokyo is midnight here
    keep(shop, *daily("linkedin", 12))
    broken = shop.post(caption="")
    with shop.opened() as ws, pytest.raises(Invalid, match="no text"):
        publishing.add_to_queue(ws, broken)
    viewer = Key(shop.business_id, None, "Vi", PERMISSIONS[Role.VIEWER])
    with shop.opened(viewer) as ws, pytest.raises(Forbidden):
        publishing.add_to_queue(ws, draft)


def test_two_people_who_fill_the_queue_at_once_get_a_slot_each(shop: Shop) -> None:
    keep(shop, *daily("linkedin", 12))
    posts = [shop.post() for _ in range(6)]

    def put(post_id: object) -> datetime | None:
        with shop.opened() as ws:
            return publishing.add_to_queue(ws, post_id).scheduled_at  # type: ignore[arg-type]

    with ThreadPoolExecutor(6) as pool:
        moments = list(pool.map(put, posts))
    assert len(set(moments)) == 6
    assert {shop.read(Post, one).status for one in posts} == {PostStatus.SCHEDULED}
