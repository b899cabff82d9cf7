"""Many posts take a step at once; each stands or falls by itself, and the step can be taken back."""

from datetime import timedelta
from uuid import uuid4

import pytest

from core import content, publishing
from core.errors import Forbidden
from core.keys import Key
from core.tables import Post, Publication
from core.vocab import Permission, PostStatus, PublicationStatus
from tests.core.shops import Shop

S = PostStatus
HOUR = timedelta(hours=1)


def _asks(shop: Shop) -> None:
    with shop.opened() as ws, ws.writing():
        ws.profile.approval_required = True


def test_posts_go_into_good_slots_and_what_is_refused_says_why(shop: Shop, post) -> None:
    ready, planned = shop.post(), shop.post(planned_at=shop.clock.now + timedelta(days=2))
    broken, gone, strange = shop.post("instagram"), shop.post(status=S.PUBLISHED, title="Old"), uuid4()
    with shop.opened() as ws:
        told = publishing.schedule_into_slots(ws, [ready, planned, broken, gone, strange])

    assert told.many.done == (ready, planned)
    assert {one.status for one in told.before} == {S.DRAFT}
    assert [(one.id, one.title) for one in told.many.refused] == [(broken, "Rolls"), (gone, "Old"), (strange, "")]
    assert "takes image or video" in told.many.refused[0].why
    assert "on the calendar already" in told.many.refused[1].why
    assert post(planned).scheduled_at == shop.clock.now + timedelta(days=2)
    assert post(ready).scheduled_at > shop.clock.now


def test_a_schedule_is_taken_back_and_nothing_is_sent(shop: Shop, post) -> None:
    missed = shop.post(status=S.MISSED, scheduled_at=shop.clock.now - HOUR, status_reason="Nobody was there.")
    draft = shop.post()
    with shop.opened() as ws:
        told = publishing.schedule_into_slots(ws, [draft])
        back = publishing.standings(ws, [missed])
        publishing.schedule_post(ws, missed, ws.now + HOUR)
        assert publishing.put_back(ws, [*told.before, *back]).refused == ()
    assert (post(draft).status, post(draft).scheduled_at) == (S.DRAFT, None)
    assert (post(missed).status, post(missed).status_reason) == (S.MISSED, "Nobody was there.")
    assert {one.status for one in shop.all(Publication)} == {PublicationStatus.CANCELLED}


def test_cancelled_posts_come_back_to_their_moment_unless_it_has_passed(shop: Shop, plan, post) -> None:
    soon, later, draft = plan(shop.clock.now + HOUR), plan(shop.clock.now + 5 * HOUR), shop.post()
    with shop.opened() as ws:
        told = publishing.cancel_posts(ws, [soon, later, draft])
        assert len(told.many.done) == 3
        shop.clock.now += 2 * HOUR
        back = publishing.put_back(ws, told.before)
    assert back.done == (later, draft)
    assert "passed" in back.refused[0].why
    assert (post(soon).status, post(later).status, post(draft).status) == (S.CANCELLED, S.SCHEDULED, S.DRAFT)
    assert post(later).scheduled_at == shop.clock.now + 3 * HOUR


def test_approval_is_asked_for_given_and_taken_back_for_many(shop: Shop, post) -> None:
    _asks(shop)
    one, two, broken = shop.post(), shop.post(), shop.post("instagram")
    with shop.opened() as ws:
        asked = publishing.request_approvals(ws, [one, two, broken], note="For March.")
        assert [len(asked.many.done), len(asked.many.refused)] == [2, 1]
        seen = {post_id: post(post_id).updated_at for post_id in (one, two)}
        shop.clock.now += HOUR
        content.revise_post(ws, two, content.PostEdit(cta="Order"))
        given = publishing.approve_posts(ws, seen)
        assert given.many.done == (one,)
        assert "changed since you looked" in given.many.refused[0].why
        assert publishing.put_back(ws, given.before).done == (one,)
        assert publishing.put_back(ws, asked.before).done == (one,)  # the other was changed meanwhile
    assert (post(one).status, post(two).status) == (S.DRAFT, S.PENDING_APPROVAL)


def test_a_request_that_was_taken_back_stands_once_in_the_thread(shop: Shop, post) -> None:
    _asks(shop)
    post_id = shop.post()
    with shop.opened() as ws:
        for _ in range(2):
            asked = publishing.request_approvals(ws, [post_id], note="For March.")
            shop.clock.now += timedelta(minutes=1)
            publishing.put_back(ws, asked.before)
            assert publishing.read_thread(ws, post_id).notes == ()
        asked = publishing.request_approvals(ws, [post_id])
        shop.clock.now += timedelta(minutes=1)
        publishing.comment_post(ws, post_id, "The second line?")
        publishing.put_back(ws, asked.before)
        assert len(publishing.read_thread(ws, post_id).notes) == 2  # somebody answered: what was said stays
    assert post(post_id).status is S.DRAFT


@pytest.mark.parametrize("status", [S.FAILED, S.MISSED, S.CANCELLED, S.SCHEDULED])
def test_back_to_draft_has_a_way_back(shop: Shop, plan, post, status: PostStatus) -> None:
    post_id = plan(shop.clock.now + HOUR)
    with shop.opened() as ws:
        with ws.writing() as rows:
            held = rows.get(Post, post_id)
            held.status, held.status_reason = status, "As it was."
        stood = publishing.standings(ws, [post_id])
        publishing.reopen_post(ws, post_id)
        assert post(post_id).status is S.DRAFT
        assert publishing.put_back(ws, stood).done == (post_id,)
    found = post(post_id)
    assert found.status is status
    if status is not S.CANCELLED:
        assert found.scheduled_at == shop.clock.now + HOUR


def test_nothing_is_called_approved_by_taking_a_step_back(shop: Shop, post) -> None:
    _asks(shop)
    post_id = shop.post()
    with shop.opened() as ws:
        publishing.request_approval(ws, post_id)
        publishing.approve_post(ws, post_id)
        publishing.schedule_post(ws, post_id, ws.now + HOUR)
        told = publishing.cancel_posts(ws, [post_id])
        assert publishing.put_back(ws, told.before).done == (post_id,)
        assert post(post_id).status is S.SCHEDULED
        told = publishing.cancel_posts(ws, [post_id])
        publishing.reopen_post(ws, post_id)
        shop.clock.now += timedelta(minutes=1)
        content.revise_post(ws, post_id, content.PostEdit(caption="Other words."))
        publishing.cancel_post(ws, post_id)
        forged = [publishing.Standing(post_id, S.APPROVED, None, "", post(post_id).updated_at)]
        assert "needs approval again" in publishing.put_back(ws, forged).refused[0].why
        assert "happened to it" in publishing.put_back(ws, told.before).refused[0].why
    assert post(post_id).status is S.CANCELLED


def test_many_need_the_same_right_as_one(shop: Shop) -> None:
    post_id = shop.post(status=S.PENDING_APPROVAL)
    with shop.opened(Key(shop.business_id, None, "Wim", frozenset({Permission.WRITE}))) as ws:
        for deed in (publishing.schedule_into_slots, publishing.cancel_posts):
            with pytest.raises(Forbidden):
                deed(ws, [post_id])
        with pytest.raises(Forbidden):
            publishing.approve_posts(ws, {post_id: ws.now})
        with pytest.raises(Forbidden):
            publishing.put_back(ws, [])


def test_another_business_s_posts_are_not_found(shop: Shop) -> None:
    theirs = shop.post()
    shop.business_id = uuid4()
    shop.found()
    with shop.opened() as ws:
        told = publishing.cancel_posts(ws, [theirs])
        assert told.many.done == ()
        assert [one.title for one in told.many.refused] == [""]
        assert ws.rows.seek(Post, theirs) is None
