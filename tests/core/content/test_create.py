from datetime import datetime, timedelta

import pytest

from core import content
from core.content import NewPost
from core.errors import Invalid, NotFound
from core.tables import Idea, Post
from core.vocab import PostStatus, PostType

LETTER = NewPost(channel="email", type=PostType.TEXT, title="Easter", caption="Order early.", subject="Easter bread")


def test_a_hand_written_post_is_a_draft_with_its_idea(ws) -> None:
    post = content.create_post(ws, LETTER)

    assert (post.status, post.subject, post.ai) == (PostStatus.DRAFT, "Easter bread", None)
    assert ws.rows.get(Idea, post.idea_id).title == "Easter"


def test_an_image_post_without_a_picture_gets_its_poster(ws) -> None:
    post = content.create_post(ws, NewPost(channel="instagram", type=PostType.IMAGE, title="Rolls", caption="Warm."))

    assert content.media_bytes(ws, post.media[0].key)
    assert content.read_post(ws, post.id).findings == ()


def test_a_video_may_get_its_storyboard_later(ws) -> None:
    post = content.create_post(ws, NewPost(channel="linkedin", type=PostType.VIDEO, title="Rolls", caption="Warm."))

    assert [finding.field for finding in content.read_post(ws, post.id).findings] == ["video_seconds"]


def test_a_double_click_makes_one(ws) -> None:
    assert content.create_post(ws, LETTER, token="a").id == content.create_post(ws, LETTER, token="a").id
    assert ws.rows.count(Post) == 1


@pytest.mark.parametrize(
    ("new", "field"),
    [
        (NewPost(channel="email", type=PostType.TEXT, title=" ", caption="Hi", subject="Hi"), "title"),
        (NewPost(channel="email", type=PostType.TEXT, title="Hi", caption="Hi"), "subject"),
        (NewPost(channel="sms", type=PostType.TEXT, title="Hi"), "caption"),
        (NewPost(channel="sms", type=PostType.IMAGE, title="Hi", caption="Hi"), "type"),
        (NewPost(channel="facebook", type=PostType.TEXT, title="Hi", caption="Hi"), "channel"),
        (NewPost(channel="linkedin", type=PostType.TEXT, title="Hi", caption="Hi", cta="x" * 301), "cta"),
        (
            NewPost(channel="linkedin", type=PostType.TEXT, title="A", caption="B", planned_at=datetime(2026, 4, 1)),  # noqa: DTZ001
            "planned_at",
        ),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(ws, new, field) -> None:
    with pytest.raises(Invalid) as refusal:
        content.create_post(ws, new)

    assert refusal.value.field == field
    assert ws.rows.count(Post) == 0


def test_an_unknown_campaign_is_refused(ws, key) -> None:
    with pytest.raises(NotFound):
        content.create_post(ws, LETTER, campaign_id=key.business_id)


def test_a_planned_moment_is_kept(ws) -> None:
    at = ws.now + timedelta(days=1)
    new = NewPost(channel="linkedin", type=PostType.TEXT, title="A", caption="B", planned_at=at)

    assert content.create_post(ws, new).planned_at == at
