"""The whole product on each kind of database, ready to be hurt."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa

from core import accounts
from core.jobs import sending
from core.keys import Key
from tests.conftest import MovableClock, copied, filled
from tests.core.outbox.failures.scene import Scene, opened


@pytest.fixture(scope="session")
def bakery_on_postgres(postgres_url: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[sa.URL, Key]:
    """A migrated database with a bakery in it, which others are copied from."""
    url = _named(postgres_url, _create(postgres_url))
    made = opened(url.render_as_string(hide_password=False), tmp_path_factory.mktemp("pg"), MovableClock())
    ana = accounts.register(made, email="ana@example.com", password="a long enough one", name="Ana")
    key = filled(made, ana)
    made.engine.dispose()
    return url, key


@pytest.fixture(autouse=True)
def _soon_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that is gone is waited for, but not for a test's whole life."""
    monkeypatch.setattr(sending, "LOST", 0.3)


@pytest.fixture
def sqlite(bakery: tuple[Path, Key], clock: MovableClock) -> Iterator[Scene]:
    """A bakery on a SQLite file of this test's own."""
    with copied(bakery[0]) as folder:
        made = opened(f"sqlite:///{folder}/test.db", Path(folder), clock)
        yield Scene(made, bakery[1], clock, Path(folder))
        made.engine.dispose()


@pytest.fixture
def postgres(
    bakery_on_postgres: tuple[sa.URL, Key], clock: MovableClock, tmp_path: Path, postgres_url: str
) -> Iterator[Scene]:
    """A bakery on a PostgreSQL database of this test's own."""
    template, key = bakery_on_postgres
    name = _create(postgres_url, f" TEMPLATE {template.database}")
    made = opened(_named(postgres_url, name).render_as_string(hide_password=False), tmp_path, clock)
    yield Scene(made, key, clock, tmp_path)
    made.engine.dispose()
    _say(postgres_url, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgres"])
def scene(request: pytest.FixtureRequest) -> Scene:
    """The same on each of them."""
    made: Scene = request.getfixturevalue(request.param)
    return made


def _create(server: str, like: str = "") -> str:
    name = f"f{uuid4().hex}"
    _say(server, f"CREATE DATABASE {name}{like}")
    return name


def _named(server: str, name: str) -> sa.URL:
    return sa.make_url(server).set(drivername="postgresql+psycopg", database=name)


def _say(server: str, statement: str) -> None:
    admin = sa.create_engine(_named(server, "postgres"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(statement)
    admin.dispose()
