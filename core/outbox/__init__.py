"""One delivery engine for everything that leaves: claim, journal, attempt, settle."""

from core.outbox.deliver import deliver
from core.outbox.queue import cancel, enqueue
from core.outbox.settle import settle, withdraw

__all__ = ["cancel", "deliver", "enqueue", "settle", "withdraw"]
