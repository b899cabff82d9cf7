"""Counting tries with the package ``limits``: in this process, or in the Redis that several processes share."""

import time
from datetime import timedelta
from functools import cache
from threading import Lock

import structlog
from limits import RateLimitItem
from limits import parse as _parse
from limits.errors import StorageError
from limits.storage import MemoryStorage, storage_from_string
from limits.strategies import FixedWindowRateLimiter, MovingWindowRateLimiter, RateLimiter

from core.ports import Tally

log = structlog.get_logger()
parse = cache(_parse)
MOST_KNOWN = 10_000
"""Names that are counted at once before those whose window is over are forgotten."""


class LimitsThrottle:
    """A moving window. While Redis is away each process counts for itself, and the log says so."""

    def __init__(self, url: str = "memory://") -> None:
        self._own, self._often = MovingWindowRateLimiter(MemoryStorage()), _Windows()
        self._shared: MovingWindowRateLimiter | None = None
        self._often_shared: FixedWindowRateLimiter | None = None
        if not url.startswith("memory:"):
            address = url.replace("redis+socket://", "redis+unix://", 1)
            shared = storage_from_string(address, wrap_exceptions=True)
            self._shared, self._often_shared = MovingWindowRateLimiter(shared), FixedWindowRateLimiter(shared)

    def count(self, limit: str, *names: str) -> Tally:
        item = parse(limit)
        if self._often_shared is not None:
            try:
                return _tally(self._often_shared, item, names)
            except StorageError as away:
                log.warning("throttle_unreachable", error=str(away))
        return self._often.count(item, names)

    def wait(self, limit: str, *names: str) -> timedelta | None:
        if self._shared is not None:
            try:
                return _wait(self._shared, limit, names)
            except StorageError as away:
                log.warning("throttle_unreachable", error=str(away))
        return _wait(self._own, limit, names)

    def forget(self, limit: str, *names: str) -> None:
        for one in (self._own, self._shared):
            try:
                if one is not None:
                    one.clear(parse(limit), *names)
            except StorageError as away:
                log.warning("throttle_unreachable", error=str(away))


def _wait(counter: MovingWindowRateLimiter, limit: str, names: tuple[str, ...]) -> timedelta | None:
    item = parse(limit)
    if counter.hit(item, *names):
        return None
    return timedelta(seconds=max(1.0, counter.get_window_stats(item, *names).reset_time - time.time()))


def _tally(counter: RateLimiter, item: RateLimitItem, names: tuple[str, ...]) -> Tally:
    has_room = counter.hit(item, *names)
    resets_at, left = counter.get_window_stats(item, *names)
    return Tally(left if has_room else 0, max(0.0, resets_at - time.time()), is_over=not has_room)


class _Windows:
    """Fixed windows in this process: the package's own storage starts a thread at every count, which costs 0.3 ms."""

    def __init__(self) -> None:
        self._counted: dict[tuple[str, ...], tuple[float, int]] = {}
        self._lock = Lock()

    def count(self, item: RateLimitItem, names: tuple[str, ...]) -> Tally:
        now, lasts = time.monotonic(), item.get_expiry()
        with self._lock:
            began, many = self._counted.get(names, (now, 0))
            if now - began >= lasts:
                began, many = now, 0
            if len(self._counted) >= MOST_KNOWN:
                self._counted = {who: one for who, one in self._counted.items() if now - one[0] < lasts}
            self._counted[names] = (began, many + 1)
        return Tally(max(0, item.amount - many - 1), began + lasts - now, is_over=many >= item.amount)
