import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from core.ai.flights import Flights


def test_who_comes_while_somebody_asks_gets_that_answer() -> None:
    flights, landed, asked, called = Flights(), threading.Event(), threading.Event(), []

    def fly() -> str:
        called.append(1)
        asked.set()
        assert landed.wait(20)
        return "one answer"

    with ThreadPoolExecutor(5) as crowd:
        first = crowd.submit(flights.join, "key", fly)
        assert asked.wait(20)
        others = [crowd.submit(flights.join, "key", fly) for _ in range(4)]
        assert flights.join("other key", lambda: "another") == "another"
        landed.set()
        assert {one.result(20) for one in (first, *others)} == {"one answer"}
    assert len(called) == 1


def test_afterwards_it_is_asked_anew() -> None:
    flights = Flights()
    assert [flights.join("key", lambda: text) for text in ("first", "second")] == ["first", "second"]  # noqa: B023


def test_an_error_is_everybody_s_and_ends_the_flight() -> None:
    flights = Flights()
    with pytest.raises(ZeroDivisionError):
        flights.join("key", lambda: str(1 / 0))
    assert flights.join("key", lambda: "well") == "well"
