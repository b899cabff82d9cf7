"""Counting tries with the package ``limits``: in this process, or in the Redis that several processes share."""

import time
from datetime import timedelta

import structlog
from limits import parse
from limits.errors import StorageError
from limits.storage import MemoryStorage, storage_from_string
from limits.strategies import MovingWindowRateLimiter

log = structlog.get_logger()


class LimitsThrottle:
    """A moving window. While Redis is away each process counts for itself, and the log says so."""

    def __init__(self, url: str = "memory://") -> None:
        self._own = MovingWindowRateLimiter(MemoryStorage())
        self._shared = None
        if not url.startswith("memory:"):
            address = url.replace("redis+socket://", "redis+unix://", 1)
            self._shared = MovingWindowRateLimiter(storage_from_string(address, wrap_exceptions=True))

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
