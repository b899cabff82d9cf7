"""Clocks that disagree, that are set, or that slept: nothing twice, nothing before its moment, and no burst."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import monotonic, sleep
from zoneinfo import ZoneInfo

import pytest

from core import publishing, system
from core.jobs import CLOCK, Clock, is_late
from core.jobs import clock as room
from core.jobs.schedule import LEASE
from core.vocab import Capability, PostStatus
from tests.core.outbox.failures.scene import CHANNEL, HOUR, Once, Scene
from tests.core.outbox.failures.test_triggers import PUBLISH
from tests.core.outbox.failures.victims import at, before_settling, killed

C, S = Capability, PostStatus
APART, LISBON = timedelta(minutes=5), ZoneInfo("Europe/Lisbon")
NIGHTS = {
    "an hour comes twice": [
        datetime(2026, 10, 25, 0, 30, tzinfo=LISBON),
        datetime(2026, 10, 25, 1, 30, tzinfo=LISBON),
        datetime(2026, 10, 25, 1, 30, fold=1, tzinfo=LISBON),
        datetime(2026, 10, 25, 2, 30, tzinfo=LISBON),
    ],
    "an hour is left out": [
        datetime(2026, 3, 29, 0, 30, tzinfo=LISBON),
        datetime(2026, 3, 29, 1, 15, tzinfo=LISBON),  # no clock on a wall shows this
        datetime(2026, 3, 29, 2, 30, tzinfo=LISBON),
    ],
}


@pytest.mark.parametrize(
    ("capability", "ends", "ahead"),
    [
        (C.IDEMPOTENT, S.PUBLISHED, APART),
        (C.LOOKUP, S.PUBLISHED, APART),
        (C.NEITHER, S.UNCONFIRMED, APART),
        (C.NEITHER, S.PUBLISHED, -APART),
    ],
)
def test_another_clock_is_minutes_ahead_or_behind(
    scene: Scene, capability: Capability, ends: PostStatus, ahead: timedelta
) -> None:
    """It looks by while a post is on the wire: to the faster one, the lease of the slower has ended already."""
    (post_id,) = scene.due(CHANNEL[capability])
    with scene.another(lambda: scene.clock.now + ahead) as other:
        scene.runtime.before = Once(1, lambda: scene.tick(other))
        scene.rest()
        scene.tick(other)
    assert scene.taken() == {post_id: 1}
    assert scene.standing()[post_id] in {ends, S.PUBLISHED}


def test_a_slower_clock_is_held_up_for_most_of_its_lease(scene: Scene) -> None:
    """By its own clock it may still send, so the faster one, to which that lease is long over, lets it."""
    (post_id,) = scene.due(CHANNEL[C.LOOKUP])
    with scene.another(lambda: scene.clock.now + APART) as fast:

        def held_up() -> None:
            scene.tick(fast)
            scene.clock.now += LEASE * 0.9
            scene.tick(fast)

        scene.runtime.before = Once(1, held_up)
        scene.tick()
        for _ in range(3):
            scene.clock.now += 2 * LEASE
            scene.tick(fast)
    assert scene.taken() == {post_id: 1}
    assert scene.standing()[post_id] is S.PUBLISHED


@pytest.mark.parametrize("night", NIGHTS)
def test_the_night_the_clocks_change(sqlite: Scene, night: str) -> None:
    sqlite.clock.now = NIGHTS[night][0].astimezone(UTC) - 2 * HOUR
    planned = {sqlite.plan("linkedin", at=moment)[0]: moment for moment in NIGHTS[night]}
    for _ in range(30):
        sqlite.clock.now += timedelta(minutes=15)
        sqlite.tick()
    assert sqlite.taken() == dict.fromkeys(planned, 1)
    assert {one: sqlite.read(one).published_at for one in planned} == {
        one: moment.astimezone(UTC) for one, moment in planned.items()
    }


def test_the_clock_goes_back(sqlite: Scene) -> None:
    """What is out stays out, what a lease holds is held a little longer, and what is to come waits for its moment."""
    (out, held), later = sqlite.due("email", "email"), sqlite.plan("linkedin")
    assert killed(sqlite.url, sqlite.folder, sqlite.clock.now, at(before_settling, 2))
    sqlite.clock.now -= HOUR
    sqlite.tick()
    assert sqlite.taken() == {out: 1, held: 1}
    sqlite.clock.now += HOUR
    sqlite.rest(step=timedelta(minutes=25))
    assert sqlite.taken() == dict.fromkeys([out, held, *later], 1)
    assert sqlite.ends() == {S.PUBLISHED: 3}


def test_a_clock_that_was_set_back_goes_on_and_says_that_it_lives(
    sqlite: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The machine had started in the wrong year, and is put right while its clock runs."""
    monkeypatch.setattr(room, "JOBS", (PUBLISH,))
    right, sqlite.clock.now = sqlite.clock.now, sqlite.clock.now + timedelta(days=400)
    running = Clock(sqlite.runtime).start()
    try:
        _until(lambda: system.last_beat(sqlite.runtime.engine, CLOCK) is not None)
        sqlite.clock.now = right
        assert is_late(sqlite.runtime)  # its last beat lies far ahead
        sqlite.due("email")
        _until(lambda: sqlite.ends() == {S.PUBLISHED: 1})
        _until(lambda: not is_late(sqlite.runtime))
    finally:
        running.stop()


def _until(reached: Callable[[], bool]) -> None:
    ends = monotonic() + 20
    while not reached():
        assert monotonic() < ends, "the clock stands still"
        sleep(0.05)


def test_asleep_for_three_days(scene: Scene) -> None:
    """Only what is overdue by less than the grace still goes out; the rest asks, and nothing bursts."""
    start = scene.clock.now
    old = [one for hours in range(6, 72, 12) for one in scene.plan("linkedin", at=start + timedelta(hours=hours))]
    fresh = scene.plan("email", at=start + timedelta(hours=71))
    scene.clock.now += timedelta(days=3)
    scene.rest()
    assert scene.taken() == dict.fromkeys(fresh, 1)
    assert scene.ends() == {S.MISSED: len(old), S.PUBLISHED: 1}
    with scene.runtime.workspace(scene.key) as ws:
        asked = publishing.troubles(ws)
    assert {one.id for one in asked} == set(old)
    assert all("Nobody was there to send it" in one.reason for one in asked)
