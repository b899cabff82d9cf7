from datetime import timedelta

import pytest

from core import accounts, content, jobs, publishing
from core.accounts.members import join
from core.errors import Forbidden, Invalid
from core.tables import Post
from core.vocab import PostStatus, PostType, Role


def test_what_is_due_by_now_is_done_and_real_time_is_never_skipped(runtime, key, clock) -> None:
    with runtime.workspace(key) as ws:
        new = content.NewPost(channel="linkedin", type=PostType.TEXT, title="Rolls", caption="Rolls.")
        post = content.create_post(ws, new)
        publishing.publish_now(ws, post.id)
    clock.now += timedelta(minutes=1)
    jobs.simulate(runtime, key)
    with runtime.workspace(key) as ws:
        assert ws.rows.get(Post, post.id).status is PostStatus.PUBLISHED
    with pytest.raises(Forbidden, match="sandbox"):
        jobs.simulate(runtime, key, timedelta(days=1))
    for days in (-1, 31):
        with pytest.raises(Invalid) as refusal:
            jobs.simulate(runtime, key, timedelta(days=days))
        assert refusal.value.field == "days"


def test_who_only_looks_simulates_nothing(runtime, key) -> None:
    vic = accounts.register(runtime, email="vic@example.com", password="a long enough one", name="Vic")
    join(runtime, vic, key.business_id, Role.VIEWER)
    with pytest.raises(Forbidden, match="role"):
        jobs.simulate(runtime, accounts.open_business(runtime, vic, key.business_id))


def test_a_sandbox_skips_ahead(demo) -> None:
    from core.seed import open_sandbox

    person, _ = open_sandbox(demo)
    key = accounts.open_business(demo, person, accounts.places(demo, person)[0].business_id)
    with demo.workspace(key) as ws:
        before = ws.now
    jobs.simulate(demo, key, timedelta(hours=7))
    with demo.workspace(key) as ws:
        assert ws.now - before == timedelta(hours=7)
