"""The app as a visitor of the demo has it, without a browser: one seeded database for all, a copy and a sandbox each."""

import logging
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from streamlit.testing.v1 import AppTest

from core import accounts, content, jobs, strategy, system
from core.accounts import Person
from core.content import NewPost
from core.keys import Key
from core.seed import open_sandbox, refresh_templates
from core.settings import Settings
from core.strategy import ProfileEdit, ProfileView
from core.tables import Post
from core.vocab import PostType
from core.wiring import Runtime, forget_product
from core.wiring import product as make_product

APP = str(Path(__file__).parents[2] / "app.py")
SECONDS = 20.0


class Visitor(NamedTuple):
    """Who opened a demo, the opaque id in their address, and the key to the business they see first."""

    person: Person
    token: str
    key: Key


def made(folder: Path) -> Runtime:
    """A product on a SQLite file in a folder, with no key and no clock of its own."""
    return Runtime(
        Settings(
            _env_file=None,  # type: ignore[call-arg]
            database_url=f"sqlite:///{folder}/app.db",
            media_url=f"file://{folder}/media",
            clock="off",
            openai_api_key=None,
        )
    )


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database that holds the demo's templates and nothing else."""
    folder = tmp_path_factory.mktemp("seeded")
    runtime = made(folder)
    refresh_templates(runtime)
    with runtime.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    runtime.engine.dispose()
    return folder


@pytest.fixture(scope="session")
def visited(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Visitor]:
    """The same with a demo that somebody opened, and who and what that is."""
    folder = tmp_path_factory.mktemp("visited") / "product"
    shutil.copytree(seeded, folder)
    runtime = made(folder)
    person, token = open_sandbox(runtime)
    key = accounts.open_business(runtime, person, accounts.places(runtime, person)[0].business_id)
    runtime.engine.dispose()
    return folder, Visitor(person, token, key)


@pytest.fixture
def product(
    request: pytest.FixtureRequest, seeded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Runtime]:
    """The product that the app under test runs on; its database is this test's own."""
    folder = tmp_path / "product"
    shutil.copytree(request.getfixturevalue("visited")[0] if "visited" in request.fixturenames else seeded, folder)
    settings = {"DATABASE_URL": f"sqlite:///{folder}/app.db", "MEDIA_URL": f"file://{folder}/media", "CLOCK": "off"}
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    forget_product()
    runtime = make_product()
    yield runtime
    forget_product()
    runtime.engine.dispose()


@pytest.fixture
def visitor(visited: tuple[Path, Visitor]) -> Visitor:
    """Somebody who opened the demo in ``product``."""
    return visited[1]


@pytest.fixture
def sandbox(visitor: Visitor) -> Key:
    """The key to the business that the visitor sees first."""
    return visitor.key


@pytest.fixture
def fresh(product: Runtime, caplog: pytest.LogCaptureFixture) -> Iterator[AppTest]:
    """The app as nobody has signed in to it yet; not run."""
    with caplog.at_level(logging.WARNING):
        yield AppTest.from_file(APP, default_timeout=SECONDS)
    said = [record.getMessage() for record in caplog.records]
    assert not [line for line in said if "deprecat" in line.lower()], said


@pytest.fixture
def app(fresh: AppTest, product: Runtime, visitor: Visitor) -> AppTest:
    """The app signed in to a fresh demo sandbox, its first screen drawn: switch to a page and run.

    A clock beats elsewhere, so that no screen has to catch up on what is due.
    """
    system.beat(product.engine, jobs.CLOCK, product.clock())
    fresh.query_params["visit"] = visitor.token
    fresh.run()
    assert not fresh.exception, fresh.exception
    return fresh


@pytest.fixture
def letter(product: Runtime, sandbox: Key) -> Post:
    """A draft that keeps every rule."""
    with product.workspace(sandbox) as ws:
        new = NewPost(channel="linkedin", type=PostType.TEXT, title="Open day", caption="Come and see us.")
        return content.create_post(ws, new)


@pytest.fixture
def words() -> Callable[[AppTest], str]:
    """Everything a screen says, in one string."""

    def said(at: AppTest) -> str:
        texts = [str(getattr(element, "value", "")) for element in at.main]
        return "\n".join(texts + [str(getattr(element, "label", "")) for element in at.main])

    return said


@pytest.fixture
def profile_at(app: AppTest) -> Callable[..., AppTest]:
    """Open one part of the profile."""

    def opened(part: str = "glance") -> AppTest:
        app.switch_page("pages/strategy/page.py")
        app.query_params["view"], app.query_params["part"] = "profile", part
        app.run()
        assert not app.exception, app.exception
        return app

    return opened


@pytest.fixture
def profile_kept(product: Runtime, sandbox: Key) -> Callable[[], ProfileView]:
    """The profile as the database has it."""

    def read() -> ProfileView:
        with product.workspace(sandbox) as ws:
            return strategy.read_profile(ws)

    return read


@pytest.fixture
def profile_changed(product: Runtime, sandbox: Key) -> Callable[[ProfileEdit], None]:
    """Change the profile as somebody else, behind the page's back."""

    def changed(edit: ProfileEdit) -> None:
        with product.workspace(replace(sandbox, actor="Bo")) as ws:
            strategy.save_profile(ws, edit)

    return changed
