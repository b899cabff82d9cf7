from datetime import timedelta

import numpy as np
import pytest

from core import content
from core.ai.embedding import Embedding
from core.backends import offline_embedder
from core.errors import ModelFailed
from core.tables import MetricDaily, Post
from core.vocab import PostStatus, PostType

RYE = "A slow rye loaf for the weekend: dark crust, soft crumb, out of the oven at seven on Saturday."
CROISSANT = "Croissants fold eighty-one layers of butter and patience. Ours rest overnight."
HIRING = "We are looking for somebody who likes early mornings to join our counter team."


def _post(ws, title, caption, name="linkedin") -> Post:
    new = content.NewPost(channel=name, type=PostType.TEXT, title=title, caption=caption, subject=title)
    return content.create_post(ws, new)


@pytest.fixture
def three(ws) -> dict[str, Post]:
    return {name: _post(ws, name, text) for name, text in (("Rye", RYE), ("Croissant", CROISSANT), ("Hiring", HIRING))}


def test_the_closest_in_meaning_comes_first_and_the_foreign_not_at_all(ws, three) -> None:
    found = content.similar_posts(ws, "dark bread, baked on Saturday morning")
    assert found.posts[0].results.title == "Rye"
    assert "Hiring" not in [one.results.title for one in found.posts]
    assert (found.by, found.fallback_reason) == ("wordllama-256", None)
    assert [one.likeness for one in found.posts] == sorted((one.likeness for one in found.posts), reverse=True)


def test_the_same_words_are_all_but_a_hundred_and_the_limit_holds(ws, three) -> None:
    (one,) = content.similar_posts(ws, f"Rye\n{RYE}", limit=1).posts
    assert (one.results.id, one.likeness) == (three["Rye"].id, 100)


def test_results_come_with_their_date_and_denominator(ws, three, now) -> None:
    with ws.writing() as rows:
        post = rows.get(Post, three["Rye"].id)
        post.status, post.published_at, post.engagement_score = PostStatus.PUBLISHED, now - timedelta(days=9), 71.0
        key = ws.key.business_id
        rows.add(
            MetricDaily(
                business_id=key,
                post_id=post.id,
                channel="linkedin",
                origin=post.origin,
                day=now.date(),
                views=200,
                likes=10,
            )
        )
    (one,) = content.similar_posts(ws, RYE, limit=1).posts
    assert one.at == now - timedelta(days=9)
    assert (one.results.score, one.results.views, one.results.denominator) == (71.0, 200, "impressions")
    assert one.results.rate == pytest.approx(0.05)


def test_a_post_is_not_like_itself(ws, three) -> None:
    found = content.similar_posts(ws, RYE, but=three["Rye"].id)
    assert three["Rye"].id not in [one.results.id for one in found.posts]


@pytest.mark.parametrize("text", ["", "   ", "https://rye.example.com"])
def test_nothing_asked_nothing_found(ws, three, text) -> None:
    assert content.similar_posts(ws, text).posts == ()


def test_a_business_without_posts_has_none_like_it(ws) -> None:
    assert content.similar_posts(ws, RYE).posts == ()
    assert content.already_said(ws, RYE) == ()


class Away:
    identity = "away"

    def __init__(self) -> None:
        self.asked = 0

    def embed(self, texts) -> np.ndarray:
        self.asked += 1
        raise ModelFailed("The AI endpoint cannot be reached.")


def test_when_the_chosen_vectors_are_away_the_offline_ones_answer_and_say_so(ws, three) -> None:
    ws.embedding = Embedding(Away(), offline_embedder())
    found = content.similar_posts(ws, RYE)
    assert found.posts[0].results.title == "Rye"
    assert found.fallback_reason == "The AI endpoint cannot be reached."


def test_a_screen_asks_nobody(ws, three) -> None:
    away = Away()
    ws.embedding = Embedding(away, offline_embedder())
    assert content.similar_posts(ws, RYE, stay_here=True).fallback_reason is None
    assert away.asked == 0


def test_what_was_already_said_is_told_once_by_name(ws, three) -> None:
    _post(ws, "Rye", RYE + " Again!")
    told = content.already_said(ws, "Sell more rye bread on Saturday mornings")
    assert told[0] == "Rye"
    assert len(set(told)) == len(told)
    assert "Hiring" not in told


def test_the_theme_of_what_was_said_comes_before_its_name(ws) -> None:
    request = content.DraftRequest(
        channel="linkedin", type=PostType.TEXT, title="Saturday loaf", theme="Bread worth waking up for"
    )
    content.draft_posts(ws, [request, request])
    told = content.already_said(ws, "bread worth waking up for, and breakfast")
    assert told[:2] == ("Bread worth waking up for", "Saturday loaf")
    assert len(told) == 2


def test_the_latest_themes_are_told_though_nothing_is_like_the_brief(ws, clock) -> None:
    for theme in ("Behind the counter", "Morning people"):
        content.draft_post(ws, channel="linkedin", type=PostType.TEXT, theme=theme)
        clock.now += timedelta(days=1)
    told = content.already_said(ws, "quarterly figures of insurers", limit=4)
    assert [one for one in told if one in {"Behind the counter", "Morning people"}] == [
        "Morning people",
        "Behind the counter",
    ]
    assert len(content.already_said(ws, "bread", limit=2)) == 2
