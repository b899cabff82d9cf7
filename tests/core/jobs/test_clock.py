"""The clock: it beats, writes down what it did and what failed, and ends when it is told to."""

from datetime import timedelta
from threading import Event

import sqlalchemy as sa
from structlog.testing import capture_logs

from core import system
from core.jobs import clock as room
from core.jobs.clock import CLOCK, LATE, Clock, is_late, run_job, start_clock
from core.jobs.schedule import Job
from core.tables import JobRun
from core.vocab import JobStatus
from core.wiring import Runtime

SECOND = timedelta(seconds=1)


def runs(runtime: Runtime) -> list[tuple]:
    asked = sa.select(JobRun.job, JobRun.status, JobRun.did, JobRun.error).order_by(JobRun.started_at, JobRun.job)
    with system.reading(runtime.engine) as connection:
        return [tuple(row) for row in connection.execute(asked)]


def breaks(_runtime: Runtime, _only: object) -> int:
    raise ZeroDivisionError("crumbs")


def test_what_was_done_is_written_down_and_nothing_is_not(runtime, clock) -> None:
    run_job(runtime, Job("bake", SECOND, lambda _r, _o: 3))
    run_job(runtime, Job("rest", SECOND, lambda _r, _o: 0))
    assert runs(runtime) == [("bake", JobStatus.OK, 3, "")]
    assert system.last_beat(runtime.engine, CLOCK) == clock.now


def test_a_job_that_fails_is_written_down_and_stops_nothing(runtime) -> None:
    with capture_logs() as lines:
        run_job(runtime, Job("burn", SECOND, breaks))
    assert runs(runtime) == [("burn", JobStatus.FAILED, 0, "ZeroDivisionError: crumbs")]
    assert [(line["event"], line["job"]) for line in lines] == [("job_failed", "burn")]


def test_a_log_of_jobs_that_cannot_be_written_stops_nothing_either(runtime, monkeypatch) -> None:
    def gone(*_args: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(system, "log_job", gone)
    with capture_logs() as lines:
        run_job(runtime, Job("bake", SECOND, lambda _r, _o: 3))
    assert [line["event"] for line in lines] == ["job_log_failed"]


def test_a_clock_that_is_silent_is_late(runtime, clock) -> None:
    assert is_late(runtime)
    system.beat(runtime.engine, CLOCK, clock.now)
    clock.now += LATE
    assert not is_late(runtime)
    clock.now += SECOND
    assert is_late(runtime)


def test_it_runs_each_job_when_due_past_one_that_fails_and_ends_when_told(runtime, clock, monkeypatch) -> None:
    did, again = [], Event()

    def bake(_runtime: Runtime, _only: object) -> int:
        did.append(clock.now)
        clock.now += timedelta(hours=1)
        if len(did) == 2:
            again.set()
        return 1

    monkeypatch.setattr(
        room, "JOBS", (Job("burn", timedelta(hours=9), breaks), Job("bake", timedelta(minutes=5), bake))
    )
    with capture_logs():
        running = Clock(runtime)
        running._stopping = Eager()
        running.start()
        assert again.wait(30)
        running.stop()
    assert not any(thread.is_alive() for thread in running._threads)
    assert len([run for run in runs(runtime) if run[0] == "bake"]) == len(did) >= 2
    assert JobStatus.FAILED in [run[1] for run in runs(runtime) if run[0] == "burn"]


class Eager(Event):
    """Breathes without the second that a breath lasts."""

    def wait(self, timeout: float | None = None) -> bool:
        return super().wait(0.001)


def test_the_settings_say_whether_this_process_has_a_clock(runtime, monkeypatch) -> None:
    monkeypatch.setattr(room, "JOBS", ())
    runtime.settings = runtime.settings.model_copy(update={"clock": "off"})
    assert start_clock(runtime) is None
    room._started.cache_clear()
    runtime.settings = runtime.settings.model_copy(update={"clock": "threads"})
    mine = start_clock(runtime)
    assert mine is start_clock(runtime)
    mine.stop()
    room._started.cache_clear()
