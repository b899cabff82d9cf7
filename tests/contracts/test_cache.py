"""What every cache does, and what a cache that is away never does."""

from datetime import timedelta
from uuid import uuid4

import pytest
from structlog.testing import capture_logs

from core.adapters import memory
from core.adapters.memory import MemoryCache
from core.backends import find_cache
from core.ports import Cache

HOUR = timedelta(hours=1)


@pytest.fixture(params=["memory", "redis"])
def cache(request: pytest.FixtureRequest) -> Cache:
    return find_cache("memory://" if request.param == "memory" else request.getfixturevalue("redis_url"))


@pytest.fixture
def own() -> str:
    return f"{uuid4()}:"


def test_what_was_put_is_found_and_the_latest_wins(cache: Cache, own: str) -> None:
    assert cache.get(own + "a") is None
    cache.set(own + "a", b"\x00one\xff", ttl=HOUR)
    assert cache.get(own + "a") == b"\x00one\xff"
    cache.set(own + "a", b"", ttl=HOUR)
    assert cache.get(own + "a") == b""


def test_what_has_run_out_is_gone(cache: Cache, own: str) -> None:
    cache.set(own + "a", b"x", ttl=HOUR)
    cache.set(own + "a", b"x", ttl=timedelta(microseconds=1))
    for _ in range(10_000):
        if cache.get(own + "a") is None:
            return
    pytest.fail("it is still there")


@pytest.mark.parametrize("prefix", ["plain", "a*b", "a?b", "a[b", "a]b", "[a-c]", "a\\b", "a^b", "-"])
def test_a_prefix_is_forgotten_to_the_letter(cache: Cache, own: str, prefix: str) -> None:
    mine, others = own + prefix, [own, own + "ab", own + "azb", own + "axxb", own + "a"]
    for key in (mine, mine + ":1", mine + ":2", *others):
        cache.set(key, b"x", ttl=HOUR)
    cache.delete(mine)
    assert [cache.get(key) for key in (mine, mine + ":1", mine + ":2")] == [None] * 3
    assert [cache.get(key) for key in others] == [b"x"] * len(others)


def test_forgetting_what_is_not_there_is_harmless(cache: Cache, own: str) -> None:
    cache.delete(own)


def test_a_redis_that_is_away_is_a_miss_and_a_line_in_the_log() -> None:
    cache = find_cache("redis+socket:///nowhere/at/all")
    with capture_logs() as lines:
        cache.set("a", b"x", ttl=HOUR)
        assert cache.get("a") is None
        cache.delete("a")
    assert [(line["event"], line["log_level"], line["deed"]) for line in lines] == [
        ("cache_unreachable", "warning", deed) for deed in ("set", "get", "delete")
    ]


def test_memory_keeps_to_its_size_and_lets_the_least_used_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "MOST", 2)
    cache = MemoryCache()
    cache.set("a", b"1", ttl=HOUR)
    cache.set("b", b"2", ttl=HOUR)
    cache.get("a")
    cache.set("c", b"3", ttl=HOUR)
    assert [cache.get(key) for key in "abc"] == [b"1", None, b"3"]
