from uuid import uuid4

import pytest
from sqlmodel import col

from core.analytics import measure
from core.analytics.benchmarks import post_score
from core.analytics.measure import write_scores
from core.errors import Forbidden
from core.tables import DirtyDay, MetricDaily, Post
from core.vocab import PostType
from tests.conftest import NOW
from tests.core.analytics.shop import DAY, HOUR, add_post, add_reading


def _days(ws) -> list[tuple]:
    found = ws.rows.find(MetricDaily, order=[col(MetricDaily.day)])
    return [(daily.day, daily.views, daily.likes) for daily in found]


def test_only_the_clock_measures(ws) -> None:
    with pytest.raises(Forbidden):
        measure(ws)


def test_readings_become_gains_by_day_and_a_score(clock_ws) -> None:
    post = add_post(clock_ws, NOW - 2 * DAY)
    add_reading(clock_ws, post, NOW - DAY - HOUR, views=600, likes=30)
    add_reading(clock_ws, post, NOW - DAY, views=900, likes=50)
    add_reading(clock_ws, post, NOW, views=1000, likes=62)
    assert measure(clock_ws) == 1
    yesterday, today = (NOW - DAY).date(), NOW.date()
    assert _days(clock_ws) == [(yesterday, 900, 50), (today, 100, 12)]
    assert clock_ws.rows.get(Post, post).engagement_score == pytest.approx(post_score("instagram", 62, 1000))
    assert clock_ws.rows.count(DirtyDay) == 0


def test_measuring_again_changes_nothing(clock_ws) -> None:
    post = add_post(clock_ws, NOW - DAY)
    add_reading(clock_ws, post, NOW, views=600, likes=30)
    measure(clock_ws)
    before = _days(clock_ws)
    assert measure(clock_ws) == 0
    with clock_ws.writing() as rows:
        rows.add(DirtyDay(business_id=clock_ws.key.business_id, day=NOW.date()))
    assert measure(clock_ws) == 1
    assert _days(clock_ws) == before


def test_a_late_reading_of_an_old_day_sets_the_whole_series_right(clock_ws) -> None:
    post = add_post(clock_ws, NOW - 3 * DAY)
    add_reading(clock_ws, post, NOW, views=1000, likes=60)
    measure(clock_ws)
    add_reading(clock_ws, post, NOW - DAY, views=400, likes=20)
    measure(clock_ws)
    assert _days(clock_ws) == [((NOW - DAY).date(), 400, 20), (NOW.date(), 600, 40)]


def test_without_views_there_is_no_score(clock_ws) -> None:
    post = add_post(clock_ws, NOW - DAY, engagement_score=80.0)
    add_reading(clock_ws, post, NOW, likes=60)
    measure(clock_ws)
    assert clock_ws.rows.get(Post, post).engagement_score is None


def test_scores_of_many_posts_are_written_together(clock_ws) -> None:
    posts = [add_post(clock_ws, NOW - DAY, engagement_score=50.0) for _ in range(5)]
    scores = {posts[0]: None, posts[1]: 12.5, posts[2]: 99.0, posts[3]: 0.0}
    with clock_ws.writing() as rows:
        write_scores(rows, scores)
    assert [clock_ws.rows.get(Post, post).engagement_score for post in posts] == [None, 12.5, 99.0, 0.0, 50.0]
    with clock_ws.writing() as rows:
        write_scores(rows, {posts[4]: None})
    assert clock_ws.rows.get(Post, posts[4]).engagement_score is None


def test_batches_of_many_posts(clock_ws) -> None:
    post_ids = []
    blank = Post(
        business_id=clock_ws.key.business_id,
        title="A loaf",
        type=PostType.IMAGE,
        channel="instagram",
        created_at=NOW,
        updated_at=NOW,
    ).model_dump()
    with clock_ws.writing() as rows:
        post_ids = [uuid4() for _ in range(1203)]
        rows.add_many(Post, [{**blank, "id": post_id} for post_id in post_ids])
        write_scores(rows, dict.fromkeys(post_ids, 40.0))
    assert clock_ws.rows.count(Post, col(Post.engagement_score) == 40.0) == 1203
