from collections.abc import Callable
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from core import analytics, jobs, publishing, strategy
from core.keys import Key
from core.tables import Post
from core.vocab import PostStatus
from core.wiring import Runtime

PAGE = "pages/overview/page.py"
Said = Callable[[AppTest], str]


def test_it_shows_this_business_and_nothing_breaks(app: AppTest, product: Runtime, sandbox: Key, words: Said) -> None:
    with product.workspace(sandbox) as ws:
        health, running = analytics.read_health(ws), strategy.list_campaigns(ws)
        coming = strategy.read_agenda(ws).coming
        live = [line.name for line in running if line.status == "active"]
    said = words(app)
    assert not app.exception
    assert app.title[0].value == "Overview"
    assert app.metric[0].value == f"{health.score.value:.1f}"
    assert live
    assert all(name in said.replace("\\", "") for name in live)
    assert coming
    assert coming[0].title[:20] in said.replace("\\", "")


def test_the_shown_change_is_what_the_reasons_add_up_to(app: AppTest, product: Runtime, sandbox: Key) -> None:
    with product.workspace(sandbox) as ws:
        change = analytics.read_health(ws).change
    assert app.metric[0].delta == f"{sum(change.shown.values()):+.1f} points"


def test_a_day_is_skipped(app: AppTest, product: Runtime, sandbox: Key) -> None:
    with product.workspace(sandbox) as ws:
        before = ws.now
    app.button(key="skip_day").click().run(timeout=120)
    assert not app.exception
    with product.workspace(sandbox) as ws:
        assert timedelta(hours=23) < ws.now - before < timedelta(hours=25)
        there = ws.now.astimezone(ws.zone)
    assert f"{there:%A} {there.day} {there:%B}" in app.toast[0].value
    assert any("Simulated clock" in str(element.value) for element in app.sidebar.markdown)


@pytest.fixture
def missed(product: Runtime, sandbox: Key) -> Post:
    with product.workspace(sandbox) as ws, ws.writing() as rows:
        post = rows.first(Post, Post.status == PostStatus.SCHEDULED)
        assert post is not None
        rows.change(Post, Post.id == post.id, status=PostStatus.MISSED)
        return post


def test_a_missed_post_goes_back_to_the_drafts_with_one_click(
    app: AppTest, missed: Post, product: Runtime, sandbox: Key
) -> None:
    app.run().button(key=f"do_Back to drafts_{missed.id}").click().run()
    assert not app.exception
    with product.workspace(sandbox) as ws:
        assert missed.id not in {one.id for one in publishing.troubles(ws)}
        assert ws.rows.get(Post, missed.id).status is PostStatus.DRAFT


def test_a_late_clock_is_told(app: AppTest, product: Runtime) -> None:
    later = product.clock() + 2 * jobs.LATE
    product._clock = lambda: later
    app.run()
    assert "clock is late" in app.warning[0].value
