"""The schedule of background work, and the one loop that every clock runs: a thread, a worker, or a page's tick."""

import os
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event, Thread
from uuid import UUID

import structlog

from core import accounts, analytics, messaging, publishing, system
from core.errors import Forbidden
from core.keys import Key
from core.seed import refresh_templates, sweep_sandboxes
from core.system import Claim
from core.tables import Business, JobRun
from core.vocab import JobStatus, PublicationKind
from core.wiring import Runtime
from core.workspace import Workspace

log = structlog.get_logger()
LEASE = timedelta(minutes=2)
BATCH = 20
CLOCK = "clock"
LATE = timedelta(seconds=90)
"""A clock that was silent for longer is reported as late."""

Only = Iterable[UUID] | None


@dataclass(frozen=True)
class Job:
    """One kind of background work: how often it is due, and what it does; the count is how much it did."""

    name: str
    every: timedelta
    run: Callable[[Runtime, Only], int]


def publish_due(runtime: Runtime, only: Only = None) -> int:
    """Claim and send what is due until nothing is."""
    owner, done = _owner(), 0
    chosen = None if only is None else list(only)
    while claims := system.claim_due(runtime.engine, runtime.clock(), owner, lease=LEASE, limit=BATCH, only=chosen):
        for claim in claims:
            with runtime.workspace(accounts.clock_key(claim.business_id)) as ws:
                _send(ws, claim)
        done += len(claims)
    return done


def _send(ws: Workspace, claim: Claim) -> None:
    match claim.kind:
        case PublicationKind.POST:
            publishing.publish_claimed(ws, claim)
        case PublicationKind.REPLY:
            messaging.deliver_reply(ws, claim)


def receive_messages(runtime: Runtime, only: Only = None) -> int:
    """Let the simulated world write to the businesses that live in it."""
    return _each(runtime, only, _receive)


def collect(runtime: Runtime, only: Only = None) -> int:
    """Read engagement so far and bring the rollups up to date."""
    return _each(runtime, only, lambda ws: analytics.collect_engagement(ws) + analytics.measure(ws))


def score(runtime: Runtime, only: Only = None) -> int:
    """Score what changed, and look for what can be learned from it."""
    return _each(runtime, only, lambda ws: _count(analytics.refresh_health(ws)) + _count(analytics.refresh_insights(ws)))


JOBS = (
    Job("publish_due", timedelta(seconds=1), publish_due),
    Job("receive_messages", timedelta(minutes=1), receive_messages),
    Job("collect", timedelta(minutes=5), collect),
    Job("score", timedelta(minutes=10), score),
    Job("sweep_sandboxes", timedelta(minutes=30), lambda runtime, _only: sweep_sandboxes(runtime)),
    Job("refresh_templates", timedelta(hours=1), lambda runtime, _only: refresh_templates(runtime)),
)


def catch_up(runtime: Runtime, key: Key) -> int:
    """Do what is due for one business now: a page's tick, where no clock may be running."""
    mine = [key.business_id]
    return sum(job(runtime, mine) for job in (publish_due, receive_messages, publish_due, collect, score))


def skip(runtime: Runtime, key: Key, ahead: timedelta, *, progress: Callable[[float], None] = lambda _share: None) -> None:
    """Move a demo sandbox's own clock on, living through everything that happens on the way.

    Raises:
        Forbidden: this business is no sandbox; nobody's real time is skipped.
    """
    with runtime.workspace(key) as ws:
        if ws.business.sandbox_until is None:
            raise Forbidden("Only a demo sandbox can skip time.")
        start, mine = ws.now, [key.business_id]
    end = start + ahead
    while (at := _now(runtime, key)) < end:
        step = min(end, at + timedelta(hours=6))
        due = system.next_due(runtime.engine, key.business_id)
        if due is not None and at < due < step:
            step = due
        _set_clock(runtime, key, step)
        publish_due(runtime, mine)
        receive_messages(runtime, mine)
        publish_due(runtime, mine)
        collect(runtime, mine)
        progress((step - start) / ahead)
    score(runtime, mine)


def is_late(runtime: Runtime) -> bool:
    """Whether the clock has been silent for too long, or was never there."""
    beat = system.last_beat(runtime.engine, CLOCK)
    return beat is None or runtime.clock() - beat > LATE


class Clock:
    """The background clock: one thread that runs each job when it is due. Two of them do no harm."""

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
        due = {job.name: self._runtime.clock() for job in JOBS}
        while not self._stopping.is_set():
            for job in JOBS:
                if self._runtime.clock() >= due[job.name] and not self._stopping.is_set():
                    due[job.name] = self._runtime.clock() + job.every
                    run_job(self._runtime, job)
            self._stopping.wait(1.0)


def run_job(runtime: Runtime, job: Job) -> None:
    """Run a job once, beat, and write down how it went; a job that fails never stops the clock."""
    started, did, error = runtime.clock(), 0, ""
    try:
        system.beat(runtime.engine, CLOCK, started)
        did = job.run(runtime, None)
    except Exception as failure:  # the clock is the outermost edge: it must outlive any one job, and says so
        log.exception("job_failed", job=job.name)
        error = f"{type(failure).__name__}: {failure}"[:2000]
    if did or error:
        status = JobStatus.FAILED if error else JobStatus.OK
        ended = runtime.clock()
        run = JobRun(job=job.name, owner=_owner(), status=status, did=did, error=error, started_at=started, ended_at=ended)
        try:
            system.log_job(runtime.engine, run)
        except Exception:
            log.exception("job_log_failed", job=job.name)


def _each(runtime: Runtime, only: Only, work: Callable[[Workspace], int]) -> int:
    """Do one thing for every business; one that fails is logged and does not hold up the others."""
    done = 0
    for business_id in system.list_businesses(runtime.engine) if only is None else only:
        with runtime.workspace(accounts.clock_key(business_id)) as ws:
            done += work(ws)
    return done


def _receive(ws: Workspace) -> int:
    since, until = ws.business.world_until, ws.now
    if since is None or since >= until:
        return 0
    done = messaging.receive_simulated(ws, since, until)
    with ws.writing() as rows:
        rows.change(Business, world_until=until)
    return done


def _now(runtime: Runtime, key: Key) -> datetime:
    with runtime.workspace(key) as ws:
        return ws.now


def _set_clock(runtime: Runtime, key: Key, moment: datetime) -> None:
    with runtime.workspace(key) as ws, ws.writing() as rows:
        ahead = moment - runtime.clock()
        rows.change(Business, clock_offset=-(-ahead // timedelta(seconds=1)))


def _count(found: object) -> int:
    return found if isinstance(found, int) else int(found is not None)


def _owner() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"
