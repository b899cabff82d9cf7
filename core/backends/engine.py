"""One place that makes database engines, for SQLite and PostgreSQL alike."""

import math
import sqlite3
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Dialect, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DisconnectionError

from core.settings import BadSettings

SYSTEM = "tenant_system"
"""The execution option of the one named door across businesses; only ``core.system`` may set it."""

WRITE = "write"
"""The execution option of a transaction that will write: on SQLite it takes the write lock at its start."""

DURABLE = "durable"
"""The execution option of a write that must survive a power cut once it is committed: SQLite waits for the disk."""

TENANT = "tenant"
"""The execution option that says which business a transaction is for; PostgreSQL then shows it no other's rows."""

KEEPER = "keeper"
"""The execution option of migrations: they stay who owns the tables, and see every row."""

BUSINESS, EVERY, ROLE = "app.business_id", "app.every_business", "center_rows"
"""What row-level security looks at, set for one transaction, and whom a superuser's transactions step down to."""

_STEPS_DOWN = """
SELECT rolsuper AND EXISTS (SELECT FROM pg_policies WHERE policyname = 'own_business') FROM pg_roles
WHERE rolname = session_user
"""

RESTED = 1.0
"""Seconds after which a connection to PostgreSQL is asked whether it still stands before it is used again."""


def make_engine(url: str) -> Engine:
    """An engine for a ``sqlite:`` or ``postgresql:`` URL; a missing folder of a SQLite file is made.

    Raises:
        BadSettings: that folder cannot be made.
    """
    parsed = make_url(url)
    if parsed.drivername in {"postgres", "postgresql"}:
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() != "sqlite":
        engine = create_engine(parsed, pool_size=10, max_overflow=10)
        event.listen(engine, "connect", _postgres_connect)
        event.listen(engine, "begin", _postgres_begin)
        event.listen(engine, "checkin", _rests)
        event.listen(engine, "checkout", partial(_wakes, engine.dialect))
        return engine
    if parsed.database and parsed.database != ":memory:":
        folder = Path(parsed.database).parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as why:
            raise BadSettings(
                f"DATABASE_URL={url!r}: the folder {folder} cannot be made ({why.strerror}). "
                "Choose a folder that this user may write to."
            ) from why
    engine = create_engine(parsed, connect_args={"check_same_thread": False})
    event.listen(engine, "connect", _sqlite_connect)
    event.listen(engine, "begin", _sqlite_begin)
    return engine


def _postgres_connect(raw: Any, record: Any) -> None:
    """Look once whether this connection is a superuser's, above every policy."""
    record.info[ROLE] = bool(raw.execute(_STEPS_DOWN).fetchone()[0])
    raw.rollback()


def _postgres_begin(connection: Connection) -> None:
    """Say for this one transaction whose rows it may touch: nobody's, unless it was opened for a business."""
    options = connection.get_execution_options()
    says = {}
    if TENANT in options:
        says[BUSINESS] = str(options[TENANT])
    if options.get(SYSTEM) or options.get(KEEPER):
        says[EVERY] = "yes"
    if connection.info.get(ROLE) and not options.get(KEEPER):
        says["role"] = ROLE
    if says:
        each = ", ".join("set_config(%s, %s, true)" for _ in says)
        connection.exec_driver_sql(f"SELECT {each}", tuple(word for pair in says.items() for word in pair))


def _rests(_raw: object, record: Any) -> None:
    record.info["rests_since"] = time.monotonic()


def _wakes(dialect: Dialect, raw: Any, record: Any, _proxy: object) -> None:
    """See whether a connection still stands, where it has rested: at every use, that would be a way there and back."""
    if time.monotonic() - record.info.get("rests_since", math.inf) < RESTED:
        return
    try:
        dialect.do_ping(raw)
    except dialect.loaded_dbapi.Error as gone:
        raise DisconnectionError from gone  # the pool gets another


def _sqlite_connect(raw: Any, _record: object) -> None:
    raw.isolation_level = None  # we say BEGIN ourselves: the driver's own leaves DDL outside transactions
    for setting in ("journal_mode=WAL", "foreign_keys=ON", "busy_timeout=10000"):
        raw.execute(f"PRAGMA {setting}")


def _sqlite_begin(connection: Connection) -> None:
    # A deferred transaction that turns into a write fails at once when another one wrote, whatever the time-out.
    options = connection.get_execution_options()
    writes = options.get(WRITE, False)
    how = "FULL" if options.get(DURABLE, False) else "NORMAL"
    if writes and connection.info.get("synchronous") != how:  # outside the transaction: inside it, SQLite ignores it
        connection.exec_driver_sql(f"PRAGMA synchronous={how}")
        connection.info["synchronous"] = how
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def commit_counter(engine: Engine) -> Callable[[], int | None]:
    """A number that changes with every commit to the database, by any process; None where nobody can say so cheaply.

    SQLite counts for whoever only looks (``PRAGMA data_version``), which costs some microseconds. PostgreSQL would have
    to be asked over its wire, which costs as much as asking for what is wanted.
    """
    path = engine.url.database
    if engine.dialect.name != "sqlite" or not path or path == ":memory:":
        return lambda: None
    onlooker = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=0)
    one_at_a_time = Lock()

    def count() -> int | None:
        try:
            with one_at_a_time:
                return int(onlooker.execute("PRAGMA data_version").fetchone()[0])
        except sqlite3.Error:
            return None

    event.listen(engine, "engine_disposed", lambda _engine: onlooker.close())
    return count
