"""One rule check at every door: whatever way a post goes, words that its channel refuses are refused in one sentence."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from core import content, publishing, strategy
from core.analytics.exports import csv_bytes
from core.channels.preflight import check
from core.content import NewPost, PostEdit
from core.errors import Invalid, Refusal
from core.rows.drafts import as_draft, sender_of
from core.tables import Post
from core.vocab import PostStatus, PostType
from core.workspace import Workspace
from tests.core.shops import Shop

S = PostStatus
HOUR = timedelta(hours=1)
LONG = "Rolls " * 700
SAYS = "LinkedIn allows 3,000 characters"

Door = Callable[[Workspace, UUID], object]


def _later(ws: Workspace, post_id: UUID) -> object:
    return publishing.schedule_post(ws, post_id, ws.now + HOUR)


def _many(ws: Workspace, post_id: UUID) -> object:
    (refused,) = publishing.schedule_posts(ws, {post_id: ws.now + HOUR}).refused
    raise Invalid(refused.why)


def _slots(ws: Workspace, post_id: UUID) -> object:
    (refused,) = publishing.schedule_into_slots(ws, [post_id]).many.refused
    raise Invalid(refused.why)


def _recast(ws: Workspace, post_id: UUID) -> object:
    return content.recast_post(ws, post_id, content.words_of(ws.rows.get(Post, post_id)))


def _retouch(ws: Workspace, post_id: UUID) -> object:
    return content.revise_post(ws, post_id, PostEdit(title="Another name"))


def _file(ws: Workspace, post_id: UUID, **cells: object) -> object:
    post = ws.rows.get(Post, post_id)
    data = csv_bytes([{"title": "Out of a file", "channel": "LinkedIn", "text": post.caption, **cells}])
    (wrong,) = strategy.bring_in_posts(ws, data, "posts.csv", on_errors="good_rows").file.errors
    assert (wrong.row, wrong.column) == (2, "text")
    assert ws.rows.count(Post) == 1
    raise Invalid(wrong.message)


def _file_onto_the_calendar(ws: Workspace, post_id: UUID) -> object:
    return _file(ws, post_id, scheduled_at="2030-05-06 10:00")


DOORS: list[tuple[PostStatus, Door]] = [
    (S.DRAFT, lambda ws, post_id: content.revise_post(ws, post_id, PostEdit(caption=LONG))),
    (S.DRAFT, publishing.request_approval),
    (S.PENDING_APPROVAL, publishing.approve_post),
    (S.DRAFT, _later),
    (S.DRAFT, _many),
    (S.DRAFT, _slots),
    (S.DRAFT, publishing.publish_now),
    (S.DRAFT, _file),
    (S.DRAFT, _file_onto_the_calendar),
    (S.SCHEDULED, lambda ws, post_id: publishing.replan_post(ws, post_id, ws.now + 2 * HOUR)),
    (S.SCHEDULED, _later),
    (S.SCHEDULED, _recast),
    (S.SCHEDULED, _retouch),
    (S.APPROVED, _later),
    (S.APPROVED, _retouch),
    (S.MISSED, _later),
    (S.FAILED, _later),
]


@pytest.mark.parametrize(("status", "door"), DOORS)
def test_every_door_says_the_same(shop: Shop, status: PostStatus, door: Door) -> None:
    post_id = shop.post("linkedin", caption=LONG, status=status)
    with shop.opened() as ws:
        found = check(as_draft(ws.rows.get(Post, post_id)), sender_of(ws.profile))
        with pytest.raises(Refusal) as refusal:
            door(ws, post_id)

    assert refusal.value.message.startswith(SAYS)
    assert refusal.value.message == f"{found[0].message} ({found[0].fix.label}.)"
    assert shop.read(Post, post_id).status is status


def test_the_door_for_new_posts(shop: Shop) -> None:
    new = NewPost(channel="linkedin", type=PostType.TEXT, title="Rolls", caption=LONG)
    with shop.opened() as ws, pytest.raises(Invalid, match=SAYS) as refusal:
        content.create_post(ws, new)
    assert refusal.value.field == "caption"


def test_the_clock_s_door(shop: Shop, plan, post, tick) -> None:
    post_id = plan(shop.clock.now + HOUR)
    _break(shop, post_id)
    shop.clock.now += HOUR

    assert tick() == [S.FAILED]
    assert post(post_id).status_reason.startswith(SAYS)


def test_the_door_back_from_a_pause(shop: Shop, plan, post, campaign) -> None:
    broken, whole = (plan(shop.clock.now + HOUR, campaign_id=campaign) for _ in range(2))
    with shop.opened() as ws:
        publishing.hold_posts(ws, campaign)
    _break(shop, broken)
    with shop.opened() as ws:
        publishing.release_posts(ws, campaign)

    assert (post(broken).status, post(whole).status) == (S.DRAFT, S.SCHEDULED)
    assert SAYS in post(broken).status_reason
    assert (post(broken).scheduled_at, post(broken).held_from) == (None, None)


def test_an_earlier_version_that_would_break_a_rule_stays_where_it_is(shop: Shop, plan, post) -> None:
    post_id = plan(shop.clock.now + HOUR, caption="Rolls today.")
    _break(shop, post_id)
    with shop.opened() as ws:
        content.revise_post(ws, post_id, PostEdit(caption="Buns today."))
    with shop.opened() as ws:
        numbers = [one.number for one in content.read_history(ws, post_id).versions if one.words.caption == LONG]
        with pytest.raises(Invalid, match=SAYS):
            content.restore_version(ws, post_id, numbers[0])
    assert post(post_id).caption == "Buns today."


def test_a_click_that_mends_may_leave_the_next_for_the_next_click(shop: Shop, plan, post) -> None:
    post_id = plan(shop.clock.now + HOUR)
    _break(shop, post_id, caption=LONG + "\x07")
    with shop.opened() as ws:
        content.fix_post(ws, post_id, "hidden_characters")
    assert post(post_id).caption == LONG
    with shop.opened() as ws:
        content.fix_post(ws, post_id, "text_too_long")
    assert len(post(post_id).caption) <= 3000


def _break(shop: Shop, post_id: UUID, caption: str = LONG) -> None:
    """As when a channel lowers its limit: nobody touched the post."""
    with shop.opened() as ws, ws.writing() as rows:
        rows.get(Post, post_id).caption = caption
