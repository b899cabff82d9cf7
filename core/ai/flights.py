"""One flight per key: who asks what somebody is already asking waits for that answer."""

from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock

WAIT = 60.0
"""Seconds to wait for somebody else's answer; longer than any deadline."""


class Flights:
    """What is being asked in this process at this moment."""

    def __init__(self) -> None:
        self._under_way: dict[str, Future[str]] = {}
        self._lock = Lock()

    def join(self, key: str, fly: Callable[[], str]) -> str:
        """The outcome of ``fly``, run by the first who comes. Its error is everybody's.

        Raises:
            TimeoutError: whoever flies is still under way after ``WAIT``.
        """
        with self._lock:
            flight = self._under_way.get(key)
            ours = flight is None
            if flight is None:
                flight = self._under_way[key] = Future()
        if ours:
            try:
                flight.set_result(fly())
            except BaseException as failure:  # noqa: BLE001 - carried to everybody who waits, and raised below
                flight.set_exception(failure)
            finally:
                with self._lock:
                    del self._under_way[key]
        return flight.result(WAIT)
