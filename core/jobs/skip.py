"""A demo sandbox's own clock, moved on through everything that happens on the way."""

from collections.abc import Callable
from datetime import datetime, timedelta

from core import accounts, messaging, system
from core.errors import Forbidden
from core.jobs.schedule import collect, decide, publish_due, receive_messages, score
from core.keys import Key
from core.tables import Business
from core.wiring import Runtime

STEP = timedelta(hours=6)
"""How often a skipped stretch of time is measured."""


def skip(
    runtime: Runtime, key: Key, ahead: timedelta, *, progress: Callable[[float], None] = lambda _share: None
) -> None:
    """Move a demo sandbox's clock on, publishing, receiving and measuring each thing at its own moment.

    Args:
        runtime: the product.
        key: whose sandbox.
        ahead: how far.
        progress: hears the share that is done, 0 to 1.

    Raises:
        Forbidden: this business is no sandbox; nobody's real time is skipped.
    """
    with runtime.workspace(key) as ws:
        if ws.business.sandbox_until is None:
            raise Forbidden("Only a demo sandbox can skip time.")
        start, mine = ws.now, [key.business_id]
    end, at = start + ahead, start
    while at < end:
        step = min(end, at + STEP)
        step = min([step, *(moment for moment in _next(runtime, key, at, step) if at < moment < step)])
        _set_clock(runtime, key, step)
        publish_due(runtime, mine)
        receive_messages(runtime, mine)
        publish_due(runtime, mine)
        if (step - start) // STEP > (at - start) // STEP or step == end:
            collect(runtime, mine)
        at = step
        progress((at - start) / ahead)
    score(runtime, mine)
    decide(runtime, mine)


def _next(runtime: Runtime, key: Key, at: datetime, until: datetime) -> list[datetime]:
    """When something is due next, and when somebody writes next: each happens at its own moment, never in a heap."""
    with runtime.workspace(accounts.clock_key(key.business_id)) as ws:
        arrives = messaging.next_arrival(ws, at, until)
    due = system.next_due(runtime.engine, key.business_id)
    # Arrivals are taken up to, not including, a moment: one second later this one is in.
    writes = None if arrives is None else arrives + timedelta(seconds=1)
    return [moment for moment in (due, writes) if moment is not None]


def _set_clock(runtime: Runtime, key: Key, moment: datetime) -> None:
    with runtime.workspace(key) as ws, ws.writing() as rows:
        ahead = moment - runtime.clock()
        rows.change(Business, clock_offset=-(-ahead // timedelta(seconds=1)))
