"""The background clock: it runs each job when it is due, and says that it is alive."""

import time
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache, partial
from threading import Event, RLock, Thread

import structlog

from core import system
from core.jobs.schedule import JOBS, PUBLISH, Job, publish_due
from core.jobs.sending import owner
from core.tables import JobRun
from core.vocab import JobStatus
from core.wiring import Runtime

log = structlog.get_logger()
CLOCK = "clock"
CHORES = "chores"
_ONCE = RLock()
LATE = timedelta(seconds=90)
"""A clock that was silent for longer is reported as late."""
LOOK = 0.25
"""Seconds between looks for what became due meanwhile; a look reads a few rows of an index."""
PAUSE = 0.02
"""Seconds between two runs at least: what is due may be in another clock's hands."""
GRACE = 30.0
"""Seconds that what is under way gets to end: as long as the slowest call to a channel may take."""


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
    """Runs ``JOBS`` in threads of this process. Two clocks do no harm: what is due is claimed.

    What is due to be sent has a thread of its own, which wakes for the moment at which something is due: it waits for
    nothing that is measured, scored or tidied meanwhile.
    """

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._stopping = Event()
        self._threads = [
            Thread(target=self._send, name="clock-send", daemon=True),
            Thread(target=self._loop, name="clock", daemon=True),
        ]

    def start(self) -> "Clock":
        for thread in self._threads:
            thread.start()
        return self

    def stop(self) -> None:
        """Claim no more, finish what is under way, and end."""
        self._stopping.set()
        ends = time.monotonic() + GRACE
        for thread in self._threads:
            thread.join(timeout=max(0.0, ends - time.monotonic()))

    def _send(self) -> None:
        job = replace(PUBLISH, run=partial(publish_due, is_stopping=self._stopping.is_set))
        while not self._stopping.is_set():
            run_job(self._runtime, job)
            ends = time.monotonic() + job.every.total_seconds()
            wait = PAUSE
            while not self._stopping.wait(wait) and time.monotonic() < ends:
                if not (wait := _seconds_to_next(self._runtime)):
                    break

    def _loop(self) -> None:
        ran: dict[str, datetime] = {}
        while not self._stopping.is_set():
            for job in JOBS:
                now, last = self._runtime.clock(), ran.get(job.name)
                is_due = last is None or not last <= now < last + job.every  # ahead of now: time was set back
                if job.name != PUBLISH.name and is_due and not self._stopping.is_set():
                    ran[job.name] = now
                    run_job(self._runtime, job, beats=CHORES)
            self._stopping.wait(1.0)


def _seconds_to_next(runtime: Runtime) -> float:
    """Seconds until something is due, a quarter at most: other processes queue things too, and tell nobody."""
    try:
        return system.seconds_to_next(runtime.engine, runtime.clock(), within=LOOK)
    except Exception:  # the next run of the job says what is the matter, and writes it down
        log.exception("look_ahead_failed")
        return LOOK


def run_job(runtime: Runtime, job: Job, *, beats: str = CLOCK) -> None:
    """Run a job once, beat under a name, and write down how it went; a job that fails never stops the clock."""
    started, did, error = runtime.clock(), 0, ""
    try:
        system.beat(runtime.engine, beats, started)
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
