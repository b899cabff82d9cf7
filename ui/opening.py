"""What goes on while the first visitor reads the first screen: every room is imported, then the clock starts."""

import gc
from functools import cache
from threading import RLock, Thread

from core.wiring import Runtime

_ONCE = RLock()


def begin(runtime: Runtime) -> Thread:
    """Open the rest of the house, once a process."""
    with _ONCE:
        return _begun(runtime)


@cache
def _begun(runtime: Runtime) -> Thread:
    thread = Thread(target=_open, args=(runtime,), name="opening", daemon=True)
    thread.start()
    return thread


def _open(runtime: Runtime) -> None:
    from core import jobs  # noqa: PLC0415 - imports every room: about a second that the first screen need not wait for

    jobs.start_clock(runtime)
    gc.collect()
    gc.freeze()
