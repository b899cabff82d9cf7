"""One delivery engine for everything that leaves: claim, journal, attempt, settle."""

from core.outbox.deliver import attempt, journal, send
from core.outbox.errand import Ended, Errand, Settle
from core.outbox.queue import cancel, enqueue, put_down
from core.outbox.rate import Waits, in_line, postpone, within_rate
from core.outbox.settle import FenceLost, Verdict, settle, settle_window, withdraw
from core.outbox.wire import Landed, Wire

__all__ = [
    "Ended",
    "Errand",
    "FenceLost",
    "Landed",
    "Settle",
    "Verdict",
    "Waits",
    "Wire",
    "attempt",
    "cancel",
    "enqueue",
    "in_line",
    "journal",
    "postpone",
    "put_down",
    "send",
    "settle",
    "settle_window",
    "withdraw",
    "within_rate",
]
