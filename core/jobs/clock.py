"""The background clock: one thread that runs each job when it is due, and says that it is alive."""

from datetime import datetime, timedelta
from functools import cache
from threading import Event, RLock, Thread

import structlog

from core import system
from core.jobs.schedule import JOBS, Job, owner
from core.tables import JobRun
from core.vocab import JobStatus
from core.wiring import Runtime

log = structlog.get_logger()
CLOCK = "clock"
_ONCE = RLock()
LATE = timedelta(seconds=90)
"""A clock that was silent for longer is reported as late."""


def start_clock(runtime: Runtime) -> "Clock | None":
    """Start this process's clock, once; None where the settings leave the clock to a worker."""
    with _ONCE:
        return _started(runtime)


@cache
def _started(runtime: Runtime) -> "Clock | None":
    return Clock(runtime).start() if runtime.settings.clock == "threads" else None


def is_late(runtime: Runtime) -> bool:
    """Whether the clock has been silent for too long, or was never there.

    A beat that lies ahead is from before the machine's time was set back: it says nothing.
    """
    beat = system.last_beat(runtime.engine, CLOCK)
    return beat is None or abs(runtime.clock() - beat) > LATE


class Clock:
    """Runs ``JOBS`` in one thread of this process. Two clocks do no harm: what is due is claimed."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._stopping = Event()
        self._thread = Thread(target=self._loop, name="clock", daemon=True)

    def start(self) -> "Clock":
        self._thread.start()
        return self

    def stop(self) -> None:
        """Finish what is under way and end."""
        self._stopping.set()
        self._thread.join(timeout=30)

    def _loop(self) -> None:
        ran: dict[str, datetime] = {}
        while not self._stopping.is_set():
            for job in JOBS:
                now, last = self._runtime.clock(), ran.get(job.name)
                is_due = last is None or not last <= now < last + job.every  # ahead of now: time was set back
                if is_due and not self._stopping.is_set():
                    ran[job.name] = now
                    run_job(self._runtime, job)
            self._stopping.wait(1.0)


def run_job(runtime: Runtime, job: Job) -> None:
    """Run a job once, beat, and write down how it went; a job that fails never stops the clock."""
    started, did, error = runtime.clock(), 0, ""
    try:
        system.beat(runtime.engine, CLOCK, started)
        did = job.run(runtime, None)
    except Exception as failure:  # the clock is the outermost edge: it outlives any one job, and says so
        log.exception("job_failed", job=job.name)
        error = f"{type(failure).__name__}: {failure}"[:2000]
    if did or error:
        _write_down(
            runtime,
            job,
            JobRun(
                job=job.name,
                owner=owner(),
                status=JobStatus.FAILED if error else JobStatus.OK,
                did=did,
                error=error,
                started_at=started,
                ended_at=runtime.clock(),
            ),
        )


def _write_down(runtime: Runtime, job: Job, run: JobRun) -> None:
    try:
        system.log_job(runtime.engine, run)
    except Exception:  # the database is what failed: the log above is all there is
        log.exception("job_log_failed", job=job.name)
