"""The drill: saved while in use, put back later, and nothing that went out in between goes out again."""

import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from core import backup, messaging, publishing
from core.backup import restore, save
from core.messaging import Incoming
from core.settings import BadSettings
from core.tables import Conversation, Publication
from core.vocab import ConversationStatus, PostStatus, PublicationKind, PublicationStatus
from tests.core.outbox.failures.scene import HOUR, Once, Scene, opened

S, DAY = PostStatus, timedelta(days=1)


@pytest.fixture
def restored(sqlite: Scene, tmp_path: Path) -> Callable[..., tuple[Scene, list[UUID]]]:
    """Save; let one post go out as planned and one earlier than that; put the backup back. A third is still to come."""

    def done(meanwhile: Callable[[Path], object] = lambda _database: None) -> tuple[Scene, list[UUID]]:
        ledger = sqlite.runtime.outside = Counter[str]()
        posts = [*sqlite.plan("email"), *sqlite.plan("email", at=sqlite.clock.now + 3 * DAY)]
        posts += sqlite.plan("linkedin", at=sqlite.clock.now + 4 * DAY)
        save(sqlite.runtime.settings, tmp_path / "saved.db")
        with sqlite.runtime.workspace(sqlite.key) as ws:
            publishing.publish_now(ws, posts[1])
        sqlite.clock.now += HOUR
        sqlite.rest(rounds=1)
        assert sum(ledger.values()) == 2
        sqlite.runtime.engine.dispose()
        meanwhile(sqlite.folder / "test.db")
        restore(sqlite.runtime.settings, tmp_path / "saved.db", clock=sqlite.clock)
        sqlite.runtime = opened(sqlite.url, sqlite.folder, sqlite.clock)
        sqlite.runtime.outside = ledger
        return sqlite, posts

    return done


def test_what_went_out_since_asks_and_the_rest_goes_on(restored: Callable[..., tuple[Scene, list[UUID]]]) -> None:
    scene, (planned, earlier, later) = restored()
    assert scene.standing() == {planned: S.UNCONFIRMED, earlier: S.UNCONFIRMED, later: S.SCHEDULED}
    for _ in range(50):
        scene.clock.now += 2 * HOUR
        scene.tick()
    assert scene.standing()[later] is S.PUBLISHED
    assert set(scene.runtime.outside.values()) == {1}
    assert len(scene.runtime.outside) == 3
    with scene.runtime.workspace(scene.key) as ws:
        assert {one.id for one in publishing.troubles(ws)} == {planned, earlier}
        assert "backup" in publishing.troubles(ws)[0].reason
        assert publishing.settle_unconfirmed(ws, earlier, is_there=True).status is S.PUBLISHED
    assert len(list(scene.folder.glob("test.until-*.db"))) == 1
    assert not list(scene.folder.glob("*.restoring*"))


def test_where_nobody_knows_what_went_out_all_of_it_waits(restored: Callable[..., tuple[Scene, list[UUID]]]) -> None:
    """The database is beyond reading."""
    scene, (planned, earlier, later) = restored(lambda database: database.write_bytes(b"burnt"))
    assert scene.standing() == {planned: S.UNCONFIRMED, earlier: S.ON_HOLD, later: S.ON_HOLD}
    assert "schedule it again" in scene.read(later).status_reason
    scene.clock.now += 5 * DAY
    scene.tick()
    assert len(scene.runtime.outside) == 2
    with scene.runtime.workspace(scene.key) as ws:
        publishing.schedule_post(ws, later, ws.now + HOUR)
    scene.clock.now += HOUR
    scene.tick()
    assert scene.standing()[later] is S.PUBLISHED


def test_a_reply_and_a_post_on_its_way_ask_too(sqlite: Scene, tmp_path: Path) -> None:
    (post_id,) = sqlite.due("linkedin")
    with sqlite.runtime.workspace(sqlite.key) as ws:
        messaging.receive_message(
            ws, Incoming("m1", "t1", "email", "kim@example.org", "Kim", "Do you deliver?", ws.now)
        )
        conversation = ws.rows.one(Conversation)
        messaging.send_reply(ws, conversation.id, "We do.", seen_version=conversation.version)
    sqlite.runtime.before = Once(1, lambda: save(sqlite.runtime.settings, tmp_path / "saved.db"))
    sqlite.tick()
    sqlite.runtime.engine.dispose()
    restore(sqlite.runtime.settings, tmp_path / "saved.db", clock=sqlite.clock)
    assert sqlite.standing() == {post_id: S.UNCONFIRMED}
    with sqlite.runtime.workspace(sqlite.key) as ws:
        replies = ws.rows.find(Publication, Publication.kind == PublicationKind.REPLY)
        # the automatic word that it had arrived was taken back when a person answered
        assert {one.status for one in replies} == {PublicationStatus.UNCONFIRMED, PublicationStatus.CANCELLED}
        assert ws.rows.one(Conversation).status is ConversationStatus.PENDING
        assert "backup" in ws.rows.one(Conversation).reason


def test_refused_in_words_and_nothing_is_touched(sqlite: Scene, tmp_path: Path) -> None:
    settings, saved = sqlite.runtime.settings, tmp_path / "saved.db"
    save(settings, saved)
    before = saved.read_bytes()
    with pytest.raises(BadSettings, match="never replaces another"):
        save(settings, saved)
    with pytest.raises(BadSettings, match="still running"):
        restore(settings, saved)
    sqlite.runtime.engine.dispose()
    with pytest.raises(BadSettings, match="no backup at"):
        restore(settings, tmp_path / "elsewhere.db")
    saved.write_bytes(b"this was a database once" * 400)
    with pytest.raises(BadSettings, match="can't be read"):
        restore(settings, saved)
    elsewhere = settings.model_copy(update={"database_url": "postgresql://ana@host/center"})
    with pytest.raises(BadSettings, match="pg_dump"):
        save(elsewhere, saved)
    with pytest.raises(BadSettings, match="no database at"):
        save(settings.model_copy(update={"database_url": f"sqlite:///{tmp_path}/none.db"}), saved)
    assert before[:15] == b"SQLite format 3"
    with closing(sqlite3.connect(sqlite.folder / "test.db")) as alone:
        assert alone.execute("SELECT count(*) FROM business").fetchone() == (1,)


def test_the_command(sqlite: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    sqlite.due("email")
    sqlite.plan("email", at=datetime(2099, 1, 1, 9, tzinfo=UTC))
    sqlite.runtime.engine.dispose()
    monkeypatch.setenv("DATABASE_URL", sqlite.url)

    def typed(*words: str) -> str:
        monkeypatch.setattr("sys.argv", ["backup", *words])
        backup.main()
        return capsys.readouterr().out

    saved = str(tmp_path / "saved.db")
    assert "secret.key" in typed("save", saved)
    assert "and ask: 1. Still to come, on hold until scheduled again: 0" in typed("restore", saved)
    assert "and ask: 0. Still to come, on hold until scheduled again: 1" in typed("ask")  # what nobody knows is held
    with pytest.raises(SystemExit, match="never replaces"):
        typed("save", saved)
    with pytest.raises(SystemExit):
        typed("save")
    assert "say which file" in capsys.readouterr().err
