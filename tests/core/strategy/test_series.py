"""Posts that repeat: each a post of its own, none made twice, none overtaking what a person did with it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time, timedelta
from uuid import UUID

import pytest
from sqlmodel import col

from core import content, publishing, strategy
from core.content import PostEdit
from core.errors import Conflict, Invalid
from core.tables import Campaign, Post, Profile, Series
from core.tables.rhythm import Recurrence
from core.vocab import CampaignStatus, PostStatus
from tests.core.shops import Shop

DAY, WEEK = timedelta(days=1), timedelta(days=7)
S = PostStatus


@pytest.fixture
def first(shop: Shop) -> tuple[UUID, datetime]:
    """A post that goes out tomorrow at noon in Lisbon, and that moment."""
    return scheduled(shop)


def scheduled(shop: Shop, **changes: object) -> tuple[UUID, datetime]:
    post_id = shop.post(**changes)
    with shop.opened() as ws:
        tomorrow = ws.now.astimezone(ws.zone).date() + DAY
        at = datetime.combine(tomorrow, time(12), ws.zone)
        publishing.schedule_post(ws, post_id, at)
    return post_id, at


def weekly(at: datetime, **changes: object) -> Recurrence:
    told = {"unit": "week", "at": at.time(), "zone": "Europe/Lisbon", "starts_on": at.date()}
    return Recurrence(**(told | changes))


def line(shop: Shop, series_id: UUID, *, status: PostStatus | None = S.SCHEDULED) -> list[Post]:
    where = [col(Post.series_id) == series_id] + ([col(Post.status) == status] if status else [])
    return sorted(shop.all(Post, *where), key=lambda post: (post.scheduled_at or post.planned_at, post.series_day))


def repeated(shop: Shop, post_id: UUID, rule: Recurrence) -> UUID:
    with shop.opened() as ws:
        return strategy.repeat_post(ws, post_id, rule).series_id


def extend(shop: Shop) -> int:
    with shop.by_the_clock() as ws:
        return strategy.extend_series(ws)


def test_ninety_days_of_posts_are_made_at_once_and_the_rest_day_by_day(shop: Shop, first) -> None:
    post_id, at = first
    with shop.opened() as ws:
        done = strategy.repeat_post(ws, post_id, weekly(at))
        assert (len(done.made), done.left_out) == (12, ())
    posts = line(shop, done.series_id)
    assert [post.scheduled_at.astimezone(at.tzinfo) for post in posts] == [
        datetime.combine(at.date() + n * WEEK, time(12), at.tzinfo) for n in range(13)
    ]  # noon in Lisbon, also after its clock change in March
    assert {(post.caption, post.title) for post in posts} == {("Fresh rolls from seven.", "Rolls")}
    assert len({post.idea_id for post in posts}) == 13
    with shop.opened() as ws:
        feed = publishing.read_feed(ws, publishing.open_feed(ws).url.rpartition("/")[2].removesuffix(".ics"))
    assert feed.count(b"SUMMARY:LinkedIn: Rolls") == 13

    assert extend(shop) == 0
    shop.clock.now += 15 * DAY
    assert (extend(shop), extend(shop)) == (2, 0)
    with shop.opened() as ws:
        view = strategy.read_series(ws, post_id)
        assert (len(view.later), view.is_moved, view.is_over) == (14, False, False)
        assert view.words == f"every week on {at:%A} at 12:00 (Europe/Lisbon)"
        assert [one.repeats for one in publishing.calendar(ws, at, at + DAY)] == [True]


def test_two_clocks_make_nothing_twice(shop: Shop, first) -> None:
    series_id = repeated(shop, first[0], weekly(first[1]))
    shop.clock.now += 30 * DAY
    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(lambda _: extend(shop), range(4))) == 5
    days = [post.series_day for post in line(shop, series_id, status=None)]
    assert len(days) == len(set(days)) == 18


def test_one_can_be_moved_edited_skipped_or_deleted_and_stays_so(shop: Shop, first) -> None:
    series_id = repeated(shop, first[0], weekly(first[1]))
    moved, edited, skipped, deleted = line(shop, series_id)[2:6]
    with shop.opened() as ws:
        publishing.schedule_post(ws, moved.id, moved.scheduled_at + DAY)
        content.revise_post(ws, edited.id, PostEdit(caption="Only this once."))
        publishing.cancel_post(ws, skipped.id)
        publishing.reopen_post(ws, deleted.id)
        content.delete_post(ws, deleted.id)
        assert strategy.read_series(ws, moved.id).is_moved
    shop.clock.now += DAY * 2
    extend(shop)
    stands = {post.series_day: post for post in line(shop, series_id, status=None)}
    assert stands[moved.series_day].scheduled_at == moved.scheduled_at + DAY
    assert stands[edited.series_day].caption == "Only this once."
    assert stands[skipped.series_day].status is S.CANCELLED
    assert deleted.series_day not in stands


def test_another_rule_moves_what_stands_and_leaves_what_a_person_touched(shop: Shop, first) -> None:
    series_id = repeated(shop, first[0], weekly(first[1], count=4))
    posts = line(shop, series_id)
    with shop.opened() as ws:
        publishing.schedule_post(ws, posts[1].id, posts[1].scheduled_at + timedelta(hours=1))
        start = first[1].date() + DAY
        rule = weekly(first[1].replace(hour=9, minute=15), starts_on=start, every=2, until=start + 10 * WEEK)
        done = strategy.change_series(ws, series_id, rule)
    assert (len(done.made), done.left_out) == (3, ())
    days = {post.series_day: post for post in line(shop, series_id)}
    assert days.pop(posts[1].series_day).scheduled_at == posts[1].scheduled_at + timedelta(hours=1)
    assert list(days) == [start + n * 2 * WEEK for n in range(6)]
    assert {f"{one.scheduled_at.astimezone(first[1].tzinfo):%H:%M}" for one in days.values()} == {"09:15"}
    assert {post.id for post in posts} - {posts[1].id} <= {post.id for post in days.values()}

    with shop.opened() as ws:
        strategy.change_series(ws, series_id, weekly(first[1], starts_on=start, count=2))
    assert len(line(shop, series_id)) == 3
    assert len(line(shop, series_id, status=S.CANCELLED)) == 4
    assert extend(shop) == 0


def test_an_ended_series_makes_no_more_and_keeps_or_cancels_what_stands(shop: Shop, first) -> None:
    series_id = repeated(shop, first[0], weekly(first[1]))
    with shop.opened() as ws:
        assert strategy.end_series(ws, series_id, take_off=False) == 0
    shop.clock.now += 30 * DAY
    assert extend(shop) == 0
    with shop.opened() as ws:
        assert strategy.read_series(ws, first[0]).is_over
        with pytest.raises(Conflict, match="ended"):
            strategy.change_series(ws, series_id, weekly(first[1]))
        assert strategy.end_series(ws, series_id, take_off=True) == 8
    assert len(line(shop, series_id)) == 5  # their moments passed meanwhile: the clock settles those


def test_each_meets_every_rule_and_says_why_it_waits(shop: Shop) -> None:
    with shop.opened() as ws, ws.writing() as rows:
        ends = ws.now.date() + timedelta(days=22)
        campaign = rows.add(
            Campaign(
                business_id=shop.business_id, name="Lent", goal="Orders", status=CampaignStatus.ACTIVE,
                starts_on=ws.now.date(), ends_on=ends, created_at=ws.now,
            )
        ).id  # fmt: skip
    post_id, at = scheduled(shop, campaign_id=campaign)
    series_id = repeated(shop, post_id, weekly(at))
    posts = line(shop, series_id)
    assert [post.series_day for post in posts] == [at.date() + n * WEEK for n in range(4)]  # its campaign ends then
    assert {post.campaign_id for post in posts} == {campaign}
    with shop.opened() as ws:
        assert content.repeated_drafts(ws, campaign) == ()
        assert content.saying_again(ws, [posts[1].id]) == ()
    same = shop.post(title="Elsewhere")
    with shop.opened() as ws:
        assert content.saying_again(ws, [same]) == ("Elsewhere",)
    with shop.opened() as ws, ws.writing() as rows:
        assert rows.get(Series, series_id).made_until == ends
        rows.get(Campaign, campaign).ends_on = ends + 2 * WEEK
        rows.get(Campaign, campaign).status = CampaignStatus.PAUSED
    assert extend(shop) == 2
    waiting = line(shop, series_id, status=S.DRAFT)
    assert [post.series_day for post in waiting] == [at.date() + n * WEEK for n in (4, 5)]
    assert all("paused" in post.status_reason for post in waiting)
    assert all(post.planned_at.astimezone(at.tzinfo).time() == time(12) for post in waiting)


def test_where_posts_are_approved_the_repeats_ask(shop: Shop, first) -> None:
    with shop.opened() as ws, ws.writing() as rows:
        rows.lock(Profile, ws.profile.id).approval_required = True
    series_id = repeated(shop, first[0], weekly(first[1], count=3))
    asked = line(shop, series_id, status=S.PENDING_APPROVAL)
    assert len(asked) == 2
    with shop.opened() as ws:
        (note,) = publishing.read_thread(ws, asked[0].id).notes
        assert "It repeats “Rolls”, every week" in note.text


def test_the_later_ones_take_over_new_words(shop: Shop, first) -> None:
    series_id = repeated(shop, first[0], weekly(first[1]))
    posts = line(shop, series_id)
    with shop.opened() as ws:
        content.revise_post(ws, posts[3].id, PostEdit(caption="Buns from eight."))
        assert strategy.reword_series(ws, posts[3].id) == 9
        with pytest.raises(Conflict, match="does not repeat"):
            strategy.reword_series(ws, shop.post())
    shop.clock.now += 15 * DAY
    extend(shop)
    words = [post.caption for post in line(shop, series_id)]
    assert words == ["Fresh rolls from seven."] * 3 + ["Buns from eight."] * 12


def test_what_cannot_repeat_says_why(shop: Shop, first) -> None:
    post_id, at = first
    with shop.opened() as ws:
        with pytest.raises(Conflict, match="Put the post on the calendar first"):
            strategy.repeat_post(ws, shop.post(), weekly(at))
        for odd in (weekly(at, weekdays=((at.weekday() + 1) % 7,)), weekly(at.replace(hour=13))):
            with pytest.raises(Invalid, match="so its series begins there"):
                strategy.repeat_post(ws, post_id, odd)
        with pytest.raises(Invalid, match="only once"):
            strategy.repeat_post(ws, post_id, weekly(at, until=at.date() + DAY))
        assert strategy.read_series(ws, post_id) is None
        strategy.repeat_post(ws, post_id, weekly(at))
        with pytest.raises(Conflict, match="repeats already"):
            strategy.repeat_post(ws, post_id, weekly(at))
