"""Clocks in processes of their own, which are killed in the middle of what they do."""

import os
import signal
from collections.abc import Callable
from datetime import datetime
from functools import partial
from itertools import count
from multiprocessing import get_context
from pathlib import Path

import sqlalchemy as sa

from core.jobs import publish_due
from tests.core.outbox.failures.scene import Once, Watched, opened

_SPAWN = get_context("forkserver")
_SPAWN.set_forkserver_preload(["pytest", __name__])  # what runs the tests is looked at anew by each


def killed(url: str, folder: Path, now: datetime, arm: Callable[[Watched], None]) -> bool:
    """Publish what is due in a process that ``arm`` has prepared to be killed; whether it was, and not just done."""
    ended = in_a_process(_publish, url, folder, now, arm)
    assert ended in {0, -signal.SIGKILL}
    return ended != 0


def in_a_process(deed: Callable[..., None], *args: object) -> int | None:
    """Do something in a process of its own; how that ended, below 0 by which signal."""
    made = _SPAWN.Process(target=deed, args=args)
    made.start()
    made.join(60)
    return made.exitcode


def before_sending(made: Watched, *, turn: int) -> None:
    """When the n-th parcel is about to go."""
    made.before = Once(turn, die)


def before_settling(made: Watched, *, turn: int) -> None:
    """When the n-th parcel was taken, and nobody has written that down."""
    made.after = Once(turn, die)


def after_settling(made: Watched, *, turn: int) -> None:
    """Once what became of the n-th parcel, or of one that was on its way with it, is written down."""
    steps: list[str] = []
    made.after = Once(turn, lambda: steps.append("taken"))

    @sa.event.listens_for(made.engine, "after_cursor_execute")
    def _said(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if steps and statement.startswith("UPDATE publication"):
            steps.append("settled")

    @sa.event.listens_for(made.engine, "checkin")
    def _ended(*_: object) -> None:
        if "settled" in steps:
            die()


def after_ending(made: Watched, *, turn: int) -> None:
    """Right after the n-th transaction, whether it wrote or read."""
    seen = count(1)

    @sa.event.listens_for(made.engine, "checkin")
    def _ended(*_: object) -> None:
        if next(seen) == turn:
            die()


def at(moment: Callable[..., None], turn: int) -> Callable[[Watched], None]:
    return partial(moment, turn=turn)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _publish(url: str, folder: Path, now: datetime, arm: Callable[[Watched], None]) -> None:
    made = opened(url, folder, lambda: now)
    arm(made)
    publish_due(made)
    made.engine.dispose()
