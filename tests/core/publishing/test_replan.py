"""Another moment in the plan: for what waits and for what is scheduled, never for what is gone."""

from datetime import timedelta

import pytest
from sqlmodel import col

from core import content, publishing
from core.errors import Conflict, Invalid
from core.tables import Post, Publication
from core.vocab import PostStatus, PostType, PublicationStatus


@pytest.fixture
def post(ws) -> Post:
    at = ws.now + timedelta(days=1)
    new = content.NewPost(channel="linkedin", type=PostType.TEXT, title="Rye", caption="Rye.", planned_at=at)
    return content.create_post(ws, new)


def test_a_draft_is_planned_for_another_moment_and_stays_a_draft(ws, post) -> None:
    at = ws.now + timedelta(days=2)

    moved = publishing.replan_post(ws, post.id, at)

    assert (moved.planned_at, moved.scheduled_at, moved.status) == (at, None, PostStatus.DRAFT)


def test_a_scheduled_post_goes_out_then(ws, post) -> None:
    publishing.schedule_post(ws, post.id, post.planned_at)
    at = ws.now + timedelta(days=2)

    moved = publishing.replan_post(ws, post.id, at)

    assert (moved.planned_at, moved.scheduled_at) == (at, at)
    assert ws.rows.one(Publication, col(Publication.status) == PublicationStatus.SCHEDULED).run_at == at


def test_the_plan_may_say_another_moment(ws, post) -> None:
    at, planned = ws.now + timedelta(days=2), ws.now + timedelta(days=3)

    assert publishing.replan_post(ws, post.id, at, planned_at=planned).planned_at == planned


@pytest.mark.parametrize(
    "status", [PostStatus.PUBLISHED, PostStatus.PUBLISHING, PostStatus.CANCELLED, PostStatus.ON_HOLD]
)
def test_what_is_gone_or_held_keeps_its_moment(ws, post, status) -> None:
    with ws.writing() as rows:
        rows.get(Post, post.id).status = status

    with pytest.raises(Conflict, match="keeps its moment"):
        publishing.replan_post(ws, post.id, ws.now + timedelta(days=2))


def test_a_moment_that_passed_is_refused(ws, post) -> None:
    with pytest.raises(Invalid) as refused:
        publishing.replan_post(ws, post.id, ws.now - timedelta(hours=1))

    assert refused.value.field == "scheduled_at"
