"""What there is to do in the background, and how often; each job is harmless when it runs twice, late or doubled."""

import os
import socket
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import structlog

from core import accounts, analytics, content, messaging, provider, publishing, strategy, system
from core.keys import Key
from core.seed import refresh_templates, sweep_sandboxes
from core.system import Claim
from core.tables import Business
from core.vocab import PublicationKind
from core.wiring import Runtime
from core.workspace import Workspace

log = structlog.get_logger()
LEASE = timedelta(minutes=2)
BATCH = 20

Only = Iterable[UUID] | None


@dataclass(frozen=True)
class Job:
    """One kind of background work: how often it is due, and what it does; the count is how much it did."""

    name: str
    every: timedelta
    run: Callable[[Runtime, Only], int]


def publish_due(runtime: Runtime, only: Only = None) -> int:
    """Claim and send what is due until nothing is."""
    me, done, failures = owner(), 0, []
    chosen = None if only is None else list(only)
    while claims := system.claim_due(runtime.engine, runtime.clock(), me, lease=LEASE, limit=BATCH, only=chosen):
        done += len(claims)
        for claim in _held(runtime, claims):
            try:
                with runtime.workspace(accounts.clock_key(claim.business_id)) as ws:
                    _send(ws, claim)
            except Exception as failure:  # one that breaks us must not hold up the rest; its lease brings it back
                log.exception("publication_failed", publication=str(claim.publication_id))
                failures.append(failure)
    if failures:
        raise ExceptionGroup(f"{len(failures)} publications failed", failures)
    return done


def receive_messages(runtime: Runtime, only: Only = None) -> int:
    """Let the simulated world write to the businesses that live in it."""
    return _each(runtime, only, _receive)


def collect(runtime: Runtime, only: Only = None) -> int:
    """Read engagement so far and bring the rollups up to date."""
    return _each(runtime, only, lambda ws: analytics.collect_engagement(ws) + analytics.measure(ws))


def score(runtime: Runtime, only: Only = None) -> int:
    """Score what changed, and look for what can be learned from it."""
    return _each(runtime, only, lambda ws: analytics.refresh_health(ws) + analytics.refresh_insights(ws))


def decide(runtime: Runtime, only: Only = None) -> int:
    """Decide the trials of two versions that are due, and send what did better to the rest."""
    return _each(runtime, only, lambda ws: content.decide_experiments(ws) + publishing.send_rests(ws))


def forget(runtime: Runtime, only: Only = None) -> int:
    """Let go of raw readings whose days are rolled up for good."""
    return _each(runtime, only, analytics.forget_raw)


def repeat(runtime: Runtime, only: Only = None) -> int:
    """Make the posts of series that come within ninety days."""
    return _each(runtime, only, strategy.extend_series)


def reseal_keys(runtime: Runtime, only: Only = None) -> int:
    """Move saved keys under the newest SECRET_KEY; some hours after it was added, the old one can go."""
    return _each(runtime, only, provider.reseal_key)


JOBS = (
    Job("publish_due", timedelta(seconds=1), publish_due),
    Job("receive_messages", timedelta(minutes=1), receive_messages),
    Job("collect", timedelta(minutes=5), collect),
    Job("score", timedelta(minutes=10), score),
    Job("decide", timedelta(minutes=10), decide),
    Job("forget", timedelta(days=1), forget),
    Job("repeat", timedelta(days=1), repeat),
    Job("reseal_keys", timedelta(hours=6), reseal_keys),
    Job("sweep_sandboxes", timedelta(minutes=30), lambda runtime, _only: sweep_sandboxes(runtime)),
    Job("refresh_templates", timedelta(hours=1), lambda runtime, _only: refresh_templates(runtime)),
)


def catch_up(runtime: Runtime, key: Key) -> int:
    """Do what is due for one business now: a page's tick, where no clock may be running. How much that was."""
    mine, done = [key.business_id], 0
    for job in (publish_due, receive_messages, publish_due, collect, score, decide, repeat):
        try:
            done += job(runtime, mine)
        except Exception:  # the page is drawn without what failed, and the log says what that was
            log.exception("catch_up_failed", job=job.__name__)
    return done


def owner() -> str:
    """Who this process is, in leases and in the log of jobs."""
    return f"{socket.gethostname()}:{os.getpid()}"


def _held(runtime: Runtime, claims: list[Claim]) -> Iterator[Claim]:
    """One claim after the other, their leases renewed in time: a slow channel must not lose those behind it."""
    held_at = runtime.clock()
    while claims:
        if runtime.clock() - held_at > LEASE / 3:
            held_at = runtime.clock()
            claims = system.renew(runtime.engine, claims, held_at, lease=LEASE)
        yield from claims[:1]
        claims = claims[1:]


def _send(ws: Workspace, claim: Claim) -> None:
    match claim.kind:
        case PublicationKind.POST:
            publishing.publish_claimed(ws, claim)
        case PublicationKind.REPLY:
            messaging.deliver_reply(ws, claim)


def _receive(ws: Workspace) -> int:
    since, until = ws.business.world_until, ws.now
    if since is None or since >= until:
        return 0
    done = messaging.receive_simulated(ws, since, until)
    with ws.writing() as rows:
        rows.change(Business, world_until=until)
    return done


def _each(runtime: Runtime, only: Only, work: Callable[[Workspace], int]) -> int:
    """Do one thing for every business; one that fails is logged and does not hold up the others."""
    done, failures = 0, []
    for business_id in system.list_businesses(runtime.engine) if only is None else only:
        try:
            with runtime.workspace(accounts.clock_key(business_id)) as ws:
                done += work(ws)
        except Exception as failure:
            log.exception("business_failed", business=str(business_id))
            failures.append(failure)
    if failures:
        raise ExceptionGroup(f"{len(failures)} businesses failed", failures)
    return done
