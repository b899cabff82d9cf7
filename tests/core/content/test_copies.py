"""Copies: the same words as drafts again, and nothing of what became of the originals."""

from datetime import timedelta

import pytest

from core import content
from core.errors import Forbidden
from core.tables import Idea, Post
from core.vocab import PostStatus, PostType


def a_post(ws, title: str) -> Post:
    new = content.NewPost(channel="linkedin", type=PostType.IMAGE, title=title, caption=f"{title}.", cta="Come by")
    return content.create_post(ws, new)


def test_a_copy_says_the_same_at_its_own_moment(ws) -> None:
    post, at = a_post(ws, "Rye"), ws.now + timedelta(days=3)
    with ws.writing() as rows:
        own = rows.get(Post, post.id)
        own.status, own.published_at, own.external_ref, own.engagement_score = PostStatus.PUBLISHED, ws.now, "x", 9.0

    (copy,) = content.copy_posts(ws, {post.id: at})

    assert content.words_of(copy) == content.words_of(post)
    assert (copy.status, copy.planned_at, copy.published_at) == (PostStatus.DRAFT, at, None)
    assert (copy.external_ref, copy.engagement_score, copy.scheduled_at) == (None, None, None)
    assert copy.idea_id != post.idea_id


def test_nothing_to_copy_makes_nothing(ws) -> None:
    assert content.copy_posts(ws, {}) == ()
    assert ws.rows.count(Idea) == 0


def test_the_clock_copies_nothing(clock_ws) -> None:
    with pytest.raises(Forbidden):
        content.copy_posts(clock_ws, {})
