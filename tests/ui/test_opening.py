"""The house opens behind the door, once; what stops it is told, and tried again."""

import os
from collections.abc import Iterator
from threading import Event

import pytest

from core import jobs, wiring
from core.settings import BadSettings
from ui import full_server, opening


class Clock:
    stopped = 0

    def stop(self) -> None:
        self.stopped += 1


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[Clock]:
    """A house that is shut, that somebody waits for, and that gets this clock."""
    wanted, made = Event(), Clock()
    wanted.set()
    for name, value in (("_WANTED", wanted), ("_OPENED", Event()), ("_THREADS", [])):
        monkeypatch.setattr(opening, name, value)
    monkeypatch.setattr(wiring, "product", object)
    monkeypatch.setattr(jobs, "start_clock", lambda _runtime: made)
    monkeypatch.setattr(full_server, "is_here", lambda: False)
    yield made
    opening._THREADS[0].join(10)


def opened() -> bool:
    opening.begin()
    opening._THREADS[0].join(10)
    return opening._OPENED.is_set()


def test_it_opens_once_and_its_clock_is_stopped_with_it(clock: Clock) -> None:
    assert opened()
    first = opening._THREADS[0]
    opening.begin()
    assert [first] == opening._THREADS
    opening.close()
    assert clock.stopped == 1


def test_a_server_that_ends_before_it_opened_starts_nothing(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    opening.close()
    assert clock.stopped == 0
    assert opened()


@pytest.mark.parametrize("why", [BadSettings("Choose an empty one."), ConnectionError("no answer")])
def test_what_stops_it_is_told_and_the_next_visit_tries_again(
    clock: Clock, why: Exception, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused() -> None:
        raise why

    monkeypatch.setattr(wiring, "product", refused)
    assert not opened()
    assert str(why) in capsys.readouterr().err
    monkeypatch.setattr(wiring, "product", object)
    assert opened()


def test_the_full_server_does_not_go_on_without_its_clock(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> None:
        raise ConnectionError("no answer")

    ended: list[int] = []
    monkeypatch.setattr(full_server, "is_here", lambda: True)
    monkeypatch.setattr(os, "_exit", ended.append)
    monkeypatch.setattr(wiring, "product", refused)
    assert not opened()
    assert ended == [1]


def test_who_needs_a_room_does_not_wait_for_the_first_screen(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = Event()
    monkeypatch.setattr(opening, "_WANTED", wanted)
    monkeypatch.setattr(opening, "_PATIENCE", 60)
    opening.begin()
    opening.rooms_are_ready()
    opening._THREADS[0].join(10)
    assert opening._OPENED.is_set()


def test_the_first_screen_alone_lets_the_house_open_a_moment_later(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("_WANTED", Event()), ("_DRAWN", Event()), ("_PATIENCE", 60), ("_SETTLING", 0.01)):
        monkeypatch.setattr(opening, name, value)
    opening.begin()
    opening.first_screen_is_drawn()
    opening.first_screen_is_drawn()
    opening._THREADS[0].join(10)
    assert opening._OPENED.is_set()
