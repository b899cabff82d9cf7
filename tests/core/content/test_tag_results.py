"""Hashtags are ranked by the business's own settled posts on that channel, and one lucky post makes no favourite."""

from datetime import timedelta

import pytest

from core import content
from core.content.tag_results import PRIOR, ranked, tag_results
from core.vocab import PostStatus, PostType


def test_nothing_is_known_of_nothing() -> None:
    assert ranked([]) == ()
    assert ranked([((), 70.0)]) == ()


def test_many_good_posts_beat_one_excellent_one() -> None:
    posts = [(("#Often",), 80.0)] * 10 + [(("#Once",), 100.0)] + [((), 40.0)] * 9
    often, once = ranked(posts)

    assert (often.tag, often.posts, often.score) == ("#Often", 10, 80.0)
    assert often.expected > once.expected > once.usual
    assert once.expected == pytest.approx((100 + PRIOR * once.usual) / (1 + PRIOR))
    assert once.words == "100 of 100 on average, 1 post"
    assert "10 posts" in often.words


def test_spellings_are_one_and_signs_are_none() -> None:
    (one,) = ranked([(("rye bread!", "#RyeBread"), 60.0), (("#RYEBREAD",), 80.0), (("!?",), 10.0)])
    assert (one.tag, one.posts, one.score) == ("#ryebread", 2, 70.0)


def test_only_settled_posts_of_the_channel_count(ws) -> None:
    def published(channel, tag, score, days) -> None:
        post = content.create_post(
            ws, content.NewPost(channel=channel, type=PostType.TEXT, title=tag, caption=f"{tag} today.")
        )
        with ws.writing():
            own = ws.rows.get(type(post), post.id)
            own.hashtags, own.engagement_score = (tag,), score
            own.status, own.published_at = PostStatus.PUBLISHED, ws.now - timedelta(days=days)

    published("linkedin", "#Settled", 90.0, 5)
    published("linkedin", "#Fresh", 90.0, 1)
    published("linkedin", "#Unscored", None, 5)
    published("mastodon", "#Elsewhere", 90.0, 5)

    assert [one.tag for one in tag_results(ws, "linkedin")] == ["#Settled"]
