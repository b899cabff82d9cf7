"""Whatever wakes the clock, however often and in whatever order: each post leaves once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from random import Random
from threading import Barrier

import pytest

from core.jobs import publish_due
from core.jobs.clock import run_job
from core.jobs.schedule import JOBS
from core.vocab import PostStatus
from tests.core.outbox.failures.scene import CHANNEL, Scene

PUBLISH = next(job for job in JOBS if job.name == "publish_due")


@pytest.mark.parametrize("times", [2, 9, 50])
def test_a_trigger_delivered_many_times_out_of_order(sqlite: Scene, times: int) -> None:
    """Each carries the moment at which it was made, and they come in any order: some from before the post was due."""
    posts = sqlite.plan(*CHANNEL.values())
    due = sqlite.clock.now + timedelta(hours=1)
    moments = [due + timedelta(seconds=number - 1) for number in range(times)]
    Random(times).shuffle(moments)
    for sqlite.clock.now in moments:
        publish_due(sqlite.runtime)
    assert sqlite.taken() == dict.fromkeys(posts, 1)
    assert sqlite.ends() == {PostStatus.PUBLISHED: 3}


def test_two_schedulers_and_pages_that_rerun(scene: Scene) -> None:
    posts = scene.due(*CHANNEL.values(), *CHANNEL.values())
    start = Barrier(4)
    with scene.another() as other, scene.another() as page:

        def run(turn: int) -> None:
            start.wait(10)
            if turn < 2:
                run_job((scene.runtime, other)[turn], PUBLISH)
            else:
                publish_due(page, [scene.key.business_id])

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(run, range(4)))
    assert scene.taken() == dict.fromkeys(posts, 1)
    assert scene.ends() == {PostStatus.PUBLISHED: 6}
