"""An upgrade that dies half-way: the old tables are whole, the clock goes on with them, and the upgrade runs again."""

import shutil
import signal
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

from core.backends import make_engine
from core.tables import Publication
from core.vocab import PostStatus
from core.wiring import ROOT
from core.wiring.migrate import revisions
from tests.core.outbox.failures.scene import HOUR, Scene
from tests.core.outbox.failures.victims import in_a_process

STEP = """
import os, signal
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "9999", "{head}", None, None

def upgrade():
    op.create_table("half", sa.Column("id", sa.Integer, primary_key=True))
    with op.batch_alter_table("post", recreate="{recreate}") as batch:
        batch.add_column(sa.Column("mood", sa.String(10), server_default="warm"))
    op.execute("UPDATE publication SET reason = 'half-way'")
    {ends}
"""


def test_killed_in_the_middle_of_an_upgrade(scene: Scene, tmp_path: Path) -> None:
    posts = scene.plan("linkedin", "email")
    engine = make_engine(scene.url)  # without the guard, which lets nobody look at tables
    before = _tables(engine)
    scene.runtime.engine.dispose()
    kill = "os.kill(os.getpid(), signal.SIGKILL)"
    ended = in_a_process(_upgrade, scene.url, _scripts(tmp_path / "dies", kill, engine))
    assert ended == -signal.SIGKILL
    assert _tables(engine) == before
    assert _revision(engine) == revisions()[-1]
    with scene.runtime.workspace(scene.key) as ws:
        assert ws.rows.count(Publication, Publication.reason != "") == 0
    scene.clock.now += HOUR
    scene.tick()
    assert scene.taken() == dict.fromkeys(posts, 1)
    assert in_a_process(_upgrade, scene.url, _scripts(tmp_path / "lives", "pass", engine)) == 0
    assert _revision(engine) == "9999"
    assert "mood" in _tables(engine)["post"]
    assert scene.ends() == {PostStatus.PUBLISHED: 2}
    engine.dispose()


def _tables(engine: Engine) -> dict[str, list[str]]:
    with engine.connect() as connection:
        looked = sa.inspect(connection)
        return {name: [one["name"] for one in looked.get_columns(name)] for name in looked.get_table_names()}


def _revision(engine: Engine) -> str:
    with engine.connect() as connection:
        return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one())


def _scripts(folder: Path, ends: str, engine: Engine) -> Path:
    """This release's migrations and one more, which rebuilds a table where the database needs that."""
    shutil.copytree(ROOT / "migrations", folder)
    recreate = "always" if engine.dialect.name == "sqlite" else "auto"
    words = STEP.format(head=revisions()[-1], recreate=recreate, ends=ends)
    (folder / "versions" / "9999_one_more.py").write_text(words)
    return folder


def _upgrade(url: str, scripts: Path) -> None:
    config = Config()
    config.set_main_option("script_location", str(scripts))
    config.attributes["engine"] = engine = make_engine(url)
    command.upgrade(config, "head")
    engine.dispose()
