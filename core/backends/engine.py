"""One place that makes database engines, for SQLite and PostgreSQL alike."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url

from core.settings import BadSettings

SYSTEM = "tenant_system"
"""The execution option of the one named door across businesses; only ``core.system`` may set it."""

WRITE = "write"
"""The execution option of a transaction that will write: on SQLite it takes the write lock at its start."""

DURABLE = "durable"
"""The execution option of a write that must survive a power cut once it is committed: SQLite waits for the disk."""


def make_engine(url: str) -> Engine:
    """An engine for a ``sqlite:`` or ``postgresql:`` URL; a missing folder of a SQLite file is made.

    Raises:
        BadSettings: that folder cannot be made.
    """
    parsed = make_url(url)
    if parsed.drivername in {"postgres", "postgresql"}:
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, pool_pre_ping=True, pool_size=10, max_overflow=10)
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


def _sqlite_connect(raw: Any, _record: object) -> None:
    raw.isolation_level = None  # we say BEGIN ourselves: the driver's own leaves DDL outside transactions
    for setting in ("journal_mode=WAL", "foreign_keys=ON", "busy_timeout=10000"):
        raw.execute(f"PRAGMA {setting}")


def _sqlite_begin(connection: Connection) -> None:
    # A deferred transaction that turns into a write fails at once when another one wrote, whatever the time-out.
    options = connection.get_execution_options()
    writes = options.get(WRITE, False)
    if writes:  # outside the transaction: inside it, SQLite ignores the change
        connection.exec_driver_sql(f"PRAGMA synchronous={'FULL' if options.get(DURABLE, False) else 'NORMAL'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
