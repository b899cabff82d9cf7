"""A cache in Redis, for several processes."""

import re
from datetime import timedelta
from typing import cast

import redis
import structlog

log = structlog.get_logger()


class RedisCache:
    """Redis that is away costs time, never data: a miss is answered, and the log says why."""

    def __init__(self, url: str) -> None:
        address = url.replace("redis+socket://", "unix://", 1)
        self._redis = redis.Redis.from_url(address, socket_timeout=1.0, socket_connect_timeout=1.0)

    def get(self, key: str) -> bytes | None:
        try:
            return cast("bytes | None", self._redis.get(key))
        except redis.RedisError as away:
            log.warning("cache_unreachable", deed="get", error=str(away))
            return None

    def set(self, key: str, value: bytes, *, ttl: timedelta) -> None:
        try:
            self._redis.set(key, value, px=max(1, int(ttl.total_seconds() * 1000)))
        except redis.RedisError as away:
            log.warning("cache_unreachable", deed="set", error=str(away))

    def delete(self, prefix: str) -> None:
        pattern = re.sub(r"([*?\[\]\\])", r"\\\1", prefix)
        try:
            if found := list(self._redis.scan_iter(match=f"{pattern}*", count=500)):
                self._redis.delete(*found)
        except redis.RedisError as away:
            log.warning("cache_unreachable", deed="delete", error=str(away))
