"""Numbers that another program measured count once, and never among simulated ones."""

from datetime import timedelta

import pytest

from core import analytics, content, jobs, publishing
from core.errors import Conflict, Invalid
from core.ports import ChannelTotals
from core.tables import Post, Reading
from core.vocab import PostType
from core.wiring import Runtime
from core.workspace import Workspace

FILE = b"date,caption,views\n2026-03-01,Rolls,10\n"


def views(ws: Workspace, post_id) -> int:
    with ws.aside() as fresh:
        return analytics.read_post_numbers(fresh, post_id).figures.counts["views"]


def test_totals_count_once_however_often_they_are_told(ws: Workspace, clock_ws: Workspace, clock) -> None:
    mapping = analytics.preview_import(ws, FILE, "a.csv").mapping
    analytics.import_posts(ws, FILE, "a.csv", mapping, on_errors="none")
    (post,) = ws.rows.find(Post)
    for count in (40, 50):
        assert analytics.take_totals(ws, {post.id: ChannelTotals(views=count, clicks=3)}) == 1
    clock.now += timedelta(hours=1)
    analytics.take_totals(ws, {post.id: ChannelTotals(views=50)})
    analytics.measure(clock_ws)
    assert views(ws, post.id) == 50
    assert ws.rows.count(Reading) == 3
    with pytest.raises(Invalid) as silent:
        analytics.take_totals(ws, {post.id: ChannelTotals()})
    assert silent.value.field == "metrics"


def test_what_is_simulated_or_not_out_takes_no_real_numbers(runtime: Runtime, ws: Workspace, clock) -> None:
    new = content.NewPost(channel="linkedin", type=PostType.TEXT, title="Rolls", caption="Fresh rolls.")
    post = content.create_post(ws, new)
    with pytest.raises(Conflict, match="not out yet"):
        analytics.take_totals(ws, {post.id: ChannelTotals(views=1)})
    publishing.publish_now(ws, post.id)
    clock.now += timedelta(minutes=1)
    jobs.catch_up(runtime, ws.key)
    with pytest.raises(Conflict, match="simulated"):
        analytics.take_totals(ws, {post.id: ChannelTotals(views=1)})
    assert ws.rows.count(Reading, Reading.views == 1) == 0
