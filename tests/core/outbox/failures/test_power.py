"""The power goes: SQLite keeps what it waited for the disk with, and perhaps nothing that was written after it."""

import shutil
import sqlite3
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from core.jobs.schedule import LEASE
from core.ports import Parcel
from tests.core.outbox.failures.scene import CHANNEL, Scene, opened

EACH = [*CHANNEL.values()]


@dataclass(frozen=True)
class Disk:
    """What lay on it when the power went; of the log, the first ``safe`` bytes for certain, and the rest perhaps."""

    database: bytes
    log: bytes
    safe: int
    ledger: Counter[str]


class Recorder:
    """Follows every commit on an engine; ``safe`` is how long the log was when SQLite last waited for the disk."""

    def __init__(self, file: Path) -> None:
        self._file, self._log = file, file.with_name(f"{file.name}-wal")
        self.safe, self.waited = 0, 0

    def connect(self, _dialect: object, _record: object, _args: object, options: dict[str, Any]) -> None:
        recorder = self

        class Followed(sqlite3.Connection):
            def commit(self) -> None:
                (waits,) = self.execute("PRAGMA synchronous").fetchone()
                super().commit()
                if waits == 2:  # FULL
                    recorder.safe, recorder.waited = recorder._log.stat().st_size, recorder.waited + 1

        options["factory"] = Followed

    def disk(self, ledger: Counter[str]) -> Disk:
        return Disk(self._file.read_bytes(), self._log.read_bytes(), self.safe, Counter(ledger))


def test_the_power_goes_right_after_a_post_was_taken(sqlite: Scene, tmp_path: Path) -> None:
    """At each send, with the log cut where it was certain, in the middle of what was not, and not at all."""
    posts = sqlite.due(*EACH)
    made, ledger = sqlite.runtime, Counter[str]()
    recorder, disks = Recorder(sqlite.folder / "test.db"), list[Disk]()
    made.engine.dispose()
    sa.event.listen(made.engine, "do_connect", recorder.connect)
    made.outside = ledger

    def cut(_parcel: Parcel) -> None:
        disks.append(recorder.disk(ledger))

    made.after = cut
    sqlite.tick()
    disks.append(recorder.disk(ledger))
    made.engine.dispose()
    assert len(disks) == len(posts) + 1
    assert recorder.waited
    assert any(disk.safe < len(disk.log) for disk in disks), "nothing could be lost, so nothing is shown"
    sqlite.clock.now += LEASE
    start = sqlite.clock.now
    for number, disk in enumerate(disks):
        for kept in {disk.safe, (disk.safe + len(disk.log)) // 2, len(disk.log)}:
            sqlite.clock.now = start
            _put(disk, kept, tmp_path / f"{number}-{kept}")
            sqlite.runtime = opened(f"sqlite:///{tmp_path}/{number}-{kept}/test.db", tmp_path, sqlite.clock)
            sqlite.runtime.outside = Counter(disk.ledger)
            sqlite.rest()
            assert sqlite.is_once_or_asked(posts)
            sqlite.runtime.engine.dispose()
            shutil.rmtree(tmp_path / f"{number}-{kept}")


def _put(disk: Disk, kept: int, folder: Path) -> None:
    folder.mkdir()
    (folder / "test.db").write_bytes(disk.database)
    (folder / "test.db-wal").write_bytes(disk.log[:kept])
