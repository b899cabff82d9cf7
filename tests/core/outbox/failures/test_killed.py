"""kill -9, on a real process: whatever it was at, each post is out once or a person is asked, and none is skipped."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from core.jobs.schedule import LEASE
from core.tables import Attempt
from core.vocab import AttemptOutcome
from tests.core.outbox.failures.scene import CHANNEL, Scene
from tests.core.outbox.failures.victims import after_ending, after_settling, at, before_sending, before_settling, killed


@pytest.mark.parametrize("moment", [before_sending, before_settling, after_settling])
def test_killed_around_a_send(scene: Scene, moment: Callable[..., None]) -> None:
    posts = scene.due(*CHANNEL.values(), *CHANNEL.values(), *CHANNEL.values())
    assert killed(scene.url, scene.folder, scene.clock.now, at(moment, 5))
    scene.clock.now += LEASE - timedelta(seconds=1)
    scene.tick()
    scene.clock.now += timedelta(seconds=1)
    scene.rest()
    _once_or_asked(scene, posts)


def test_killed_after_any_transaction(sqlite: Scene) -> None:
    """Every state of the journal that a crash can leave."""
    turn = 1
    posts = sqlite.due(*CHANNEL.values())
    while killed(sqlite.url, sqlite.folder, sqlite.clock.now, at(after_ending, turn)):
        sqlite.rest()
        _once_or_asked(sqlite, posts)
        posts += sqlite.due(*CHANNEL.values())
        turn += 4
    assert turn > 9


def _once_or_asked(scene: Scene, posts: list[UUID]) -> None:
    assert scene.is_once_or_asked(posts)
    with scene.runtime.workspace(scene.key) as ws:
        assert ws.rows.count(Attempt, Attempt.outcome == AttemptOutcome.OPEN) == 0
