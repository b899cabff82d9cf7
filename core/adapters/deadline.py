"""A deadline for calls that cannot be trusted to keep one."""

import queue
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def _let_it_end() -> None:
    """Leave a call that is too late to end by itself."""


def within(seconds: float, call: Callable[[], T], cut: Callable[[], None] = _let_it_end) -> T:
    """Run a call for so many seconds at most: the client's own timeout starts anew with every byte it reads.

    Args:
        seconds: at most; less than a millisecond counts as one.
        call: what to run, in a thread of its own.
        cut: called when time is up, to take away what the thread is waiting for; the thread tidies up itself.

    Raises:
        TimeoutError: it is still running; nobody waits for its thread any more.
    """
    done: queue.Queue[tuple[T | None, BaseException | None]] = queue.Queue()

    def run() -> None:
        try:
            done.put((call(), None))
        except BaseException as failure:  # noqa: BLE001 - carried to the caller's thread and raised there
            done.put((None, failure))

    threading.Thread(target=run, daemon=True).start()
    try:
        value, failure = done.get(timeout=max(seconds, 0.001))
    except queue.Empty:
        cut()
        raise TimeoutError from None
    if failure is not None:
        raise failure
    return value  # type: ignore[return-value]
