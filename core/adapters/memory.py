"""A cache in this process's memory."""

import time
from collections import OrderedDict
from datetime import timedelta
from threading import Lock

MOST = 10_000


class MemoryCache:
    """Least recently used entries go first once there are ``MOST``."""

    def __init__(self, url: str = "memory://") -> None:
        del url
        self._kept: OrderedDict[str, tuple[float, bytes]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: str) -> bytes | None:
        with self._lock:
            until, value = self._kept.get(key, (0.0, b""))
            if until <= time.monotonic():
                self._kept.pop(key, None)
                return None
            self._kept.move_to_end(key)
            return value

    def set(self, key: str, value: bytes, *, ttl: timedelta) -> None:
        with self._lock:
            self._kept[key] = (time.monotonic() + ttl.total_seconds(), value)
            self._kept.move_to_end(key)
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)

    def delete(self, prefix: str) -> None:
        with self._lock:
            for key in [key for key in self._kept if key.startswith(prefix)]:
                del self._kept[key]
