"""What there is to do in the background, and how often; each job is harmless when it runs twice, late or doubled."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import structlog

from core import accounts, analytics, content, messaging, provider, publishing, strategy, system, webhooks
from core.jobs.sending import LEASE, Sending  # noqa: F401 - how long a claim holds is asked for here
from core.keys import Key
from core.seed import refresh_templates, sweep_sandboxes
from core.tables import Business
from core.wiring import Runtime
from core.workspace import Workspace

log = structlog.get_logger()

Only = Iterable[UUID] | None


@dataclass(frozen=True)
class Job:
    """One kind of background work: how often it is due, and what it does; the count is how much it did."""

    name: str
    every: timedelta
    run: Callable[[Runtime, Only], int]


def publish_due(runtime: Runtime, only: Only = None, *, is_stopping: Callable[[], bool] = lambda: False) -> int:
    """Claim and send what is due until nothing is, or until it is to stop; how many were claimed."""
    sending = Sending(runtime, only, is_stopping)
    sending.run()
    if sending.failures:
        raise ExceptionGroup(f"{len(sending.failures)} publications failed", sending.failures)
    return sending.done


def receive_messages(runtime: Runtime, only: Only = None) -> int:
    """Let the simulated world write to the businesses that live in it."""
    return _each(runtime, only, _receive)


def collect(runtime: Runtime, only: Only = None) -> int:
    """Read engagement so far and bring the rollups up to date."""
    return _each(runtime, only, lambda ws: analytics.collect_engagement(ws) + analytics.measure(ws))


def score(runtime: Runtime, only: Only = None) -> int:
    """Score what changed, and look for what can be learned from it."""
    return _each(runtime, only, lambda ws: analytics.refresh_health(ws) + analytics.refresh_insights(ws))


def tell_webhooks(runtime: Runtime, only: Only = None) -> int:
    """Tell other programs what happened, a few calls of each business at a time."""
    waiting = system.waiting_to_tell(runtime.engine, runtime.clock())
    return _each(runtime, waiting if only is None else set(waiting) & set(only), webhooks.deliver)


def decide(runtime: Runtime, only: Only = None) -> int:
    """Decide the trials of two versions that are due, and send what did better to the rest."""
    return _each(runtime, only, lambda ws: content.decide_experiments(ws) + publishing.send_rests(ws))


def forget(runtime: Runtime, only: Only = None) -> int:
    """Let go of raw readings whose days are rolled up for good, and of what other programs were told a month ago."""
    return _each(runtime, only, lambda ws: analytics.forget_raw(ws) + webhooks.forget_told(ws))


def repeat(runtime: Runtime, only: Only = None) -> int:
    """Make the posts of series that come within ninety days."""
    return _each(runtime, only, strategy.extend_series)


def reseal_keys(runtime: Runtime, only: Only = None) -> int:
    """Move saved keys under the newest SECRET_KEY; some hours after it was added, the old one can go."""
    return _each(runtime, only, provider.reseal_key)


PUBLISH = Job("publish_due", timedelta(seconds=1), publish_due)
JOBS = (
    PUBLISH,
    Job("tell_webhooks", timedelta(seconds=2), tell_webhooks),
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
