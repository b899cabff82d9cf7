"""What is said by one query on SQLite is said by it on PostgreSQL too: moments, order and chunks."""

from datetime import timedelta

import pytest

from core import content
from core.ai.credit import written_by
from core.ai.offline import Offline
from core.content import pairs
from core.content.past import past_posts
from core.content.prompts import POST
from core.content.shapes import PostFacts
from core.vocab import PostStatus, PostType
from tests.core.shops import Shop

RYE = "A slow rye loaf for the weekend: dark crust, soft crumb, out of the oven at seven on Saturday."


@pytest.fixture
def answer():  # noqa: ANN201
    return Offline().answer(POST, PostFacts(business="Rye", channel="linkedin", type=PostType.TEXT))


def test_the_past_is_in_order_and_ends_where_it_is_told_to(shop: Shop) -> None:
    now = shop.clock.now
    gone = shop.post(title="Gone", caption=RYE, status=PostStatus.PUBLISHED, published_at=now - timedelta(days=100))
    shop.post(title="Lately", caption=RYE, status=PostStatus.PUBLISHED, published_at=now - timedelta(days=9))
    shop.post(title="Soon", caption="Croissants.", planned_at=now + timedelta(days=2))
    shop.post(title="Undated", caption="Buns.")
    with shop.opened() as ws:
        assert [one.title for one in past_posts(ws)] == ["Soon", "Undated", "Lately", "Gone"]
        assert [one.title for one in past_posts(ws, gone, since=now - timedelta(days=90))] == [
            "Soon",
            "Undated",
            "Lately",
        ]
        (found,) = content.repeated_posts(ws, [RYE], but=gone)
        assert found is not None
        assert (found.post.title, found.post.at) == ("Lately", now - timedelta(days=9))
        assert {one.results.title for one in content.similar_posts(ws, RYE).posts} == {"Lately", "Gone"}


def test_pairs_go_out_in_chunks_and_once(shop: Shop, answer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairs, "CHUNK", 2)
    at = shop.clock.now - timedelta(days=3)
    made = {str(shop.post(status=PostStatus.PUBLISHED, published_at=at, ai=written_by(answer))) for _ in range(5)}
    shop.post(status=PostStatus.PUBLISHED, published_at=at)
    with shop.opened() as ws:
        told = b"".join(content.export_pairs(ws)).decode().splitlines()
    assert len(told) == 5
    assert all(any(one in line for line in told) for one in made)
