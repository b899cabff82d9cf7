"""What counts tries, in memory and in Redis, and when Redis is away."""

import time
from datetime import timedelta
from uuid import uuid4

import pytest
from structlog.testing import capture_logs

from core.backends import find_throttle
from core.ports import Throttle

TWICE = "2 per hour"


@pytest.fixture(params=["memory", "redis"])
def throttle(request: pytest.FixtureRequest) -> Throttle:
    return find_throttle("memory://" if request.param == "memory" else request.getfixturevalue("redis_url"))


def test_a_limit_holds_for_each_name_until_it_is_forgotten(throttle: Throttle) -> None:
    mine, other = str(uuid4()), str(uuid4())
    assert [throttle.wait(TWICE, "sign in", mine) for _ in range(2)] == [None, None]
    wait = throttle.wait(TWICE, "sign in", mine)
    assert wait is not None
    assert timedelta(minutes=50) < wait <= timedelta(hours=1)
    assert throttle.wait(TWICE, "sign in", other) is None
    assert throttle.wait(TWICE, "register", mine) is None
    throttle.forget(TWICE, "sign in", mine)
    assert throttle.wait(TWICE, "sign in", mine) is None


def test_what_happens_often_is_counted_by_the_window(throttle: Throttle) -> None:
    mine = str(uuid4())
    tallies = [throttle.count("3 per hour", "api", mine) for _ in range(5)]
    assert [(one.left, one.is_over) for one in tallies] == [(2, False), (1, False), (0, False), (0, True), (0, True)]
    assert all(3500 < one.resets_in <= 3600 for one in tallies)
    assert throttle.count("3 per hour", "api", str(uuid4())).left == 2
    assert throttle.count("1 per second", "fast", mine).left == 0
    time.sleep(1.01)
    assert not throttle.count("1 per second", "fast", mine).is_over


def test_a_redis_that_is_away_still_leaves_a_limit_and_a_line_in_the_log() -> None:
    throttle = find_throttle("redis+socket:///nowhere/at/all")
    with capture_logs() as lines:
        waits = [throttle.wait(TWICE, "a") for _ in range(3)]
        throttle.forget(TWICE, "a")
        assert throttle.wait(TWICE, "a") is None
        assert throttle.count(TWICE, "a").left == 1
    assert [wait is None for wait in waits] == [True, True, False]
    assert {(line["event"], line["log_level"]) for line in lines} == {("throttle_unreachable", "warning")}
