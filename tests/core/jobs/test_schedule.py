"""The background work: one that fails holds nobody up, and a doubled clock publishes once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import UUID

import pytest
from structlog.testing import capture_logs

from core import accounts, publishing
from core.jobs import schedule
from core.jobs.schedule import JOBS, catch_up, publish_due, receive_messages
from core.keys import Key
from core.tables import Business, Post, SimulatedPost
from core.vocab import PostStatus, PostType
from core.wiring import Runtime

HOUR = timedelta(hours=1)


def plan(runtime: Runtime, key: Key, title: str = "Rolls") -> UUID:
    """A post that is due in an hour."""
    with runtime.workspace(key) as ws:
        with ws.writing() as rows:
            now = ws.now
            post = rows.add(
                Post(
                    business_id=key.business_id,
                    title=title,
                    type=PostType.TEXT,
                    channel="linkedin",
                    caption=f"{title} from seven.",
                    created_at=now,
                    updated_at=now,
                )
            )
        publishing.schedule_post(ws, post.id, ws.now + HOUR)
        return post.id


def status(runtime: Runtime, key: Key, post_id: UUID) -> PostStatus:
    with runtime.workspace(key) as ws:
        return ws.rows.get(Post, post_id).status


def accepted(runtime: Runtime, key: Key) -> int:
    with runtime.workspace(key) as ws:
        return ws.rows.count(SimulatedPost)


@pytest.fixture
def other(runtime, person) -> Key:
    return accounts.create_business(runtime, person, name="Other", industry="cafe", zone="UTC")


def test_two_clocks_publish_everything_once(runtime, key, clock) -> None:
    posts = [plan(runtime, key, f"Rolls {number}") for number in range(8)]
    clock.now += HOUR
    start = Barrier(2)

    def run(_n: int) -> int:
        start.wait(10)
        return publish_due(runtime)

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(run, range(2))) == 8
    assert {status(runtime, key, one) for one in posts} == {PostStatus.PUBLISHED}
    assert accepted(runtime, key) == 8
    assert publish_due(runtime) == 0


def test_a_business_that_fails_holds_no_other_up(runtime, key, other, monkeypatch) -> None:
    seen = []

    def fragile(ws):  # noqa: ANN202
        seen.append(ws.key.business_id)
        if ws.key.business_id == key.business_id:
            raise ZeroDivisionError("crumbs")
        return 3

    monkeypatch.setattr(schedule, "_receive", fragile)
    with capture_logs() as lines, pytest.raises(ExceptionGroup, match="1 businesses failed"):
        receive_messages(runtime)
    assert set(seen) == {key.business_id, other.business_id}
    assert [(line["event"], line["business"]) for line in lines] == [("business_failed", str(key.business_id))]
    assert receive_messages(runtime, [other.business_id]) == 3


def test_a_page_s_tick_does_what_is_due_for_its_own_business(runtime, key, other, clock) -> None:
    mine, theirs = plan(runtime, key), plan(runtime, other)
    clock.now += HOUR
    assert catch_up(runtime, key) > 0
    assert status(runtime, key, mine) is PostStatus.PUBLISHED
    assert status(runtime, other, theirs) is PostStatus.SCHEDULED


def test_a_page_s_tick_outlives_what_fails_in_it(runtime, key, clock, monkeypatch) -> None:
    mine = plan(runtime, key)
    clock.now += HOUR

    def broken(_runtime: Runtime, _only: object) -> int:
        raise ZeroDivisionError("crumbs")

    monkeypatch.setattr(schedule, "receive_messages", broken)
    with capture_logs() as lines:
        assert catch_up(runtime, key) > 0
    assert [(line["event"], line["job"]) for line in lines] == [("catch_up_failed", "broken")]
    assert status(runtime, key, mine) is PostStatus.PUBLISHED


def test_where_nobody_is_simulated_nobody_writes(runtime, key, clock) -> None:
    clock.now += timedelta(days=3)
    assert receive_messages(runtime) == 0


def test_the_simulated_world_writes_up_to_now_and_never_twice(demo, clock) -> None:
    from core.seed import open_sandbox

    person, _ = open_sandbox(demo)
    own = accounts.open_business(demo, person, accounts.places(demo, person)[0].business_id)
    clock.now += timedelta(days=1)
    assert receive_messages(demo, [own.business_id]) > 0
    assert receive_messages(demo, [own.business_id]) == 0
    with demo.workspace(own) as ws:
        assert ws.rows.one(Business).world_until == ws.now


def test_every_job_has_a_name_of_its_own_and_runs_with_nothing_to_do(runtime) -> None:
    assert len({job.name for job in JOBS}) == len(JOBS)
    assert all(job.every > timedelta(0) for job in JOBS)
    for job in JOBS:
        if job.name != "refresh_templates":  # seeding has tests of its own, and takes its time
            assert job.run(runtime, None) == 0
