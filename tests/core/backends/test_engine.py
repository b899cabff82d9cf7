"""Engines for both databases, and how SQLite is opened."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError, OperationalError

from core.backends import engine as room
from core.backends import make_engine
from core.backends.engine import DURABLE, WRITE
from core.settings import BadSettings
from tests.conftest import bare_database


@pytest.fixture
def file_engine(tmp_path: Path) -> Iterator[Engine]:
    made = make_engine(f"sqlite:///{tmp_path}/deep/down/test.db")
    yield made
    made.dispose()


def pragma(engine: Engine, name: str, **options: bool) -> object:
    with engine.execution_options(**options).begin() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()


def test_sqlite_is_opened_as_a_server_needs_it(file_engine: Engine, tmp_path: Path) -> None:
    assert [pragma(file_engine, name) for name in ("journal_mode", "foreign_keys", "busy_timeout")] == [
        "wal",
        1,
        10_000,
    ]
    assert (tmp_path / "deep" / "down" / "test.db").is_file()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file stands here")
    with pytest.raises(
        BadSettings, match=r"DATABASE_URL='sqlite:.*the folder .*taken cannot be made \(.*Choose a folder"
    ):
        make_engine(f"sqlite:///{tmp_path}/taken/center.db")


def test_only_a_durable_write_waits_for_the_disk(file_engine: Engine) -> None:
    full, normal = 2, 1
    assert pragma(file_engine, "synchronous", **{WRITE: True}) == normal
    assert pragma(file_engine, "synchronous", **{WRITE: True, DURABLE: True}) == full
    assert pragma(file_engine, "synchronous", **{WRITE: True, DURABLE: False}) == normal


def test_a_write_has_the_lock_from_its_start_and_a_reader_never_takes_it(file_engine: Engine) -> None:
    writing = file_engine.execution_options(**{WRITE: True})
    with file_engine.begin() as reader, writing.begin():
        assert reader.exec_driver_sql("SELECT 1").scalar_one() == 1
        with file_engine.connect() as other:
            other.exec_driver_sql("PRAGMA busy_timeout=0")
            other.rollback()
            with pytest.raises(OperationalError, match="locked"), other.execution_options(**{WRITE: True}).begin():
                pass


def test_a_table_made_in_a_transaction_goes_with_it(file_engine: Engine) -> None:
    with pytest.raises(ZeroDivisionError), file_engine.begin() as connection:  # noqa: PT012
        connection.exec_driver_sql("CREATE TABLE t (id INTEGER)")
        raise ZeroDivisionError
    with file_engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT name FROM sqlite_master").all() == []


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_way_to_write_a_postgresql_address_is_the_one_driver(scheme: str) -> None:
    made = make_engine(f"{scheme}://u:p@localhost/db")
    assert made.url.drivername == "postgresql+psycopg"


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_both_databases_hold_a_child_to_its_parent(kind: str, request: pytest.FixtureRequest) -> None:
    with bare_database(kind, request) as engine:
        with engine.begin() as connection:
            connection.exec_driver_sql("CREATE TABLE parent (id INTEGER PRIMARY KEY)")
            connection.exec_driver_sql("CREATE TABLE child (parent_id INTEGER REFERENCES parent (id))")
        with pytest.raises(IntegrityError), engine.begin() as connection:
            connection.exec_driver_sql("INSERT INTO child VALUES (1)")


def test_a_connection_that_rested_is_asked_whether_it_still_stands(postgres_url, monkeypatch) -> None:
    monkeypatch.setattr(room, "RESTED", 0.0)
    made, other = make_engine(postgres_url), make_engine(postgres_url)
    with made.connect() as first:
        gone = first.execute(sa.select(sa.func.pg_backend_pid())).scalar_one()
    with other.connect() as killer:
        assert killer.execute(sa.select(sa.func.pg_terminate_backend(gone))).scalar_one()
    with made.connect() as second:
        assert second.execute(sa.select(sa.func.pg_backend_pid())).scalar_one() != gone
    made.dispose()
    other.dispose()
