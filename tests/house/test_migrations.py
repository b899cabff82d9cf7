"""Migrations make exactly the tables that the code knows, on both databases, and never half of them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from core.backends import make_engine
from core.settings import BadSettings
from core.tables import METADATA
from core.wiring import ROOT, migrate
from core.wiring.migrate import revisions
from tests.conftest import bare_database


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest) -> Iterator[Engine]:
    with bare_database(request.param, request) as engine:
        yield engine


def test_migrations_match_the_tables(empty: Engine) -> None:
    migrate(empty)
    with empty.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, METADATA) == []


def test_each_check_names_the_words_of_its_vocabulary(empty: Engine) -> None:
    """An added enum word is invisible to autogenerate: only this test sees it."""
    migrate(empty)
    with empty.connect() as connection:
        looked = sa.inspect(connection)
        for table in METADATA.sorted_tables:
            checks = {check["name"]: str(check["sqltext"]) for check in looked.get_check_constraints(table.name)}
            for column in table.columns:
                if isinstance(column.type, sa.Enum):
                    stored = set(re.findall(r"'([a-z_]+)'", checks[f"ck_{table.name}_{column.type.name}"]))
                    assert stored == set(column.type.enums), f"{table.name}.{column.name}"


def test_due_work_has_its_partial_index(empty: Engine) -> None:
    migrate(empty)
    with empty.connect() as connection:
        (index,) = [i for i in sa.inspect(connection).get_indexes("publication") if i["name"] == "ix_publication_due"]
    where = index["dialect_options"][f"{empty.dialect.name}_where"]
    assert "scheduled" in str(where)
    assert "publishing" in str(where)


def test_migrating_twice_changes_nothing(empty: Engine) -> None:
    migrate(empty)
    migrate(empty)


def test_down_and_up_again(empty: Engine) -> None:
    migrate(empty)
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    config.attributes["engine"] = empty
    command.downgrade(config, "base")
    with empty.connect() as connection:
        assert sa.inspect(connection).get_table_names() == ["alembic_version"]
    migrate(empty)


def test_a_database_of_a_newer_release_is_refused_untouched(empty: Engine) -> None:
    migrate(empty)
    with empty.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(BadSettings, match="newer release"):
        migrate(empty)
    with empty.connect() as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one() == "9999"


def test_a_stranger_s_database_is_refused_untouched(empty: Engine) -> None:
    with empty.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE app_user (id INTEGER)")
    with pytest.raises(BadSettings, match="did not make"):
        migrate(empty)
    with empty.connect() as connection:
        assert sa.inspect(connection).get_table_names() == ["app_user"]


def test_a_migration_that_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    versions = tmp_path / "migrations" / "versions"
    versions.mkdir(parents=True)
    for name in ("env.py", "script.py.mako"):
        (tmp_path / "migrations" / name).write_text((ROOT / "migrations" / name).read_text())
    (versions / "0001_breaks.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\n"
        "revision, down_revision, branch_labels, depends_on = '0001', None, None, None\n"
        "def upgrade():\n    op.create_table('half', sa.Column('id', sa.Integer))\n    raise RuntimeError('power cut')\n"
    )
    engine = make_engine(f"sqlite:///{tmp_path}/x.db")
    config = Config()
    config.set_main_option("script_location", str(tmp_path / "migrations"))
    config.attributes["engine"] = engine
    with pytest.raises(RuntimeError, match="power cut"):
        command.upgrade(config, "head")
    with engine.connect() as connection:
        assert "half" not in sa.inspect(connection).get_table_names()
    engine.dispose()


def test_rebuilding_a_parent_table_keeps_its_children(tmp_path: Path) -> None:
    """SQLite rebuilds a table by dropping it; with foreign keys on, ON DELETE CASCADE would empty its children."""
    versions = tmp_path / "migrations" / "versions"
    versions.mkdir(parents=True)
    for name in ("env.py", "script.py.mako"):
        (tmp_path / "migrations" / name).write_text((ROOT / "migrations" / name).read_text())
    (versions / "0001_a.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\n"
        "revision, down_revision, branch_labels, depends_on = '0001', None, None, None\n"
        "def upgrade():\n"
        "    op.create_table('parent', sa.Column('id', sa.Integer, primary_key=True))\n"
        "    op.create_table('child', sa.Column('id', sa.Integer, primary_key=True),\n"
        "        sa.Column('parent_id', sa.Integer, sa.ForeignKey('parent.id', ondelete='CASCADE')))\n"
        "    op.execute('INSERT INTO parent VALUES (1)')\n    op.execute('INSERT INTO child VALUES (1, 1)')\n"
    )
    (versions / "0002_b.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\n"
        "revision, down_revision, branch_labels, depends_on = '0002', '0001', None, None\n"
        "def upgrade():\n"
        "    with op.batch_alter_table('parent', recreate='always') as batch:\n"
        "        batch.add_column(sa.Column('name', sa.String(10)))\n"
    )
    engine = make_engine(f"sqlite:///{tmp_path}/x.db")
    config = Config()
    config.set_main_option("script_location", str(tmp_path / "migrations"))
    config.attributes["engine"] = engine
    command.upgrade(config, "head")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM child").scalar_one() == 1
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
    engine.dispose()


def test_the_newest_revision_is_read_as_alembic_reads_it() -> None:
    assert revisions()[-1] == ScriptDirectory(str(ROOT / "migrations")).get_current_head()
    assert set(revisions()) == {s.revision for s in ScriptDirectory(str(ROOT / "migrations")).walk_revisions()}
