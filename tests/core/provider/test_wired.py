"""An own endpoint inside the whole product: who is asked, how far it may lie, where the secret is, and its end."""

from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import BaseModel, SecretStr
from sqlalchemy import Engine

from core import accounts, provider
from core.ai.prompt import Prompt
from core.errors import Invalid
from core.jobs import JOBS
from core.keys import Key
from core.provider import EndpointEdit
from core.seed import open_sandbox, sweep_sandboxes
from core.seed.sandbox import LASTS
from core.settings import Settings
from core.tables import AiEndpoint, AiUsage, Profile
from core.vault import Vault
from core.vocab import Engine as Writer
from core.wiring import Runtime
from core.workspace import Workspace
from tests.conftest import MovableClock, bare_database
from tests.fake_ai import FakeAI

KEY = SecretStr("sk-own-0123456789-abcd")
SERVER = {"openai_api_key": SecretStr("sk-server"), "openai_base_url": "http://127.0.0.1:9/v1"}


class Facts(BaseModel):
    name: str


class Pick(BaseModel):
    colour: str


@pytest.fixture
def prompt(tmp_path: Path) -> Prompt[Pick]:
    """A question that the small endpoint can answer."""
    head = "---\nid: pick\nversion: 1\nschema: Pick\ntier: quick\n---\n"
    (tmp_path / "pick.md").write_text(f"{head}## system\nPick.\n## facts\nFor {{{{ name }}}}.")
    return Prompt("pick", reply=Pick, offline=lambda _facts, _chance: Pick(colour="grey"), folder=tmp_path)


def brought(ws: Workspace, url: str) -> None:
    provider.save_endpoint(ws, EndpointEdit(base_url=url, quick_model="small", api_key=KEY))


def test_a_business_s_own_endpoint_comes_before_the_server_s(
    runtime: Runtime, key: Key, fake: FakeAI, prompt: Prompt[Pick]
) -> None:
    runtime.settings = runtime.settings.model_copy(update=SERVER)
    with runtime.workspace(key) as ws:
        brought(ws, fake.url)
    with runtime.workspace(key) as ws:
        answer = ws.ai.answer(prompt, Facts(name="Rye"))
    with runtime.workspace(key) as ws:
        (row,) = ws.rows.find(AiUsage)
    assert (answer.reply.colour, answer.engine, answer.model) == ("teal", Writer.MODEL, "small-2026")
    assert fake.keys == [KEY.get_secret_value()]
    assert (row.model, row.level, row.tokens_in, row.tokens_out) == ("small-2026", "json_schema", 20, 5)


@pytest.mark.parametrize("break_it", ["secret", "reach"])
def test_one_that_cannot_be_asked_is_answered_offline_with_the_reason(
    runtime: Runtime, key: Key, fake: FakeAI, prompt: Prompt[Pick], break_it: str
) -> None:
    with runtime.workspace(key) as ws:
        brought(ws, fake.url)
    if break_it == "secret":
        runtime.vault = Vault((SecretStr("another" * 8),))
    else:
        runtime.settings = runtime.settings.model_copy(update={"ai_local_endpoints": "deny"})
    with runtime.workspace(key) as ws:
        answer = ws.ai.answer(prompt, Facts(name="Rye"))
    assert (answer.reply.colour, answer.engine) == ("grey", Writer.OFFLINE)
    assert answer.fallback_reason
    assert ("Enter the key again" if break_it == "secret" else "public addresses") in answer.fallback_reason
    assert fake.asked == []


def test_an_allowance_of_zero_asks_nobody_and_says_so(
    runtime: Runtime, key: Key, fake: FakeAI, prompt: Prompt[Pick]
) -> None:
    with runtime.workspace(key) as ws:
        brought(ws, fake.url)
        with ws.writing() as rows:
            rows.one(Profile).monthly_tokens = 0
    with runtime.workspace(key) as ws:
        answer = ws.ai.answer(prompt, Facts(name="Rye"))
    assert answer.engine is Writer.OFFLINE
    assert "allowance" in str(answer.fallback_reason)
    assert fake.asked == []


@pytest.mark.parametrize(
    ("setting", "own", "sandbox"),
    [("auto", "local", "public"), ("allow", "local", "local"), ("deny", "public", "public")],
)
def test_how_far_it_may_lie(demo: Runtime, setting: str, own: str, sandbox: str) -> None:
    demo.settings = demo.settings.model_copy(update={"ai_local_endpoints": setting})
    person, _ = open_sandbox(demo)
    visiting = accounts.open_business(demo, person, accounts.places(demo, person)[0].business_id)
    mine = accounts.create_business(demo, person, name="Rye", industry="bakery", zone="UTC")
    with demo.workspace(visiting) as ws, demo.workspace(mine) as other:
        assert (other.reach, ws.reach) == (own, sandbox)


@pytest.fixture
def on_postgres(request: pytest.FixtureRequest, tmp_path: Path, clock: MovableClock):  # noqa: ANN201
    with bare_database("postgresql", request) as empty:
        yield made(empty, tmp_path, clock)


def made(empty: Engine, folder: Path, clock: MovableClock, **settings: object) -> tuple[Runtime, Key]:
    url = empty.url.render_as_string(hide_password=False).replace("+psycopg", "")
    told = Settings(_env_file=None, database_url=url, media_url=f"file://{folder}", openai_api_key=None, **settings)
    runtime = Runtime(told, clock=clock)
    person = accounts.register(runtime, email="a@example.com", password="a long enough one", name="A")
    return runtime, accounts.create_business(runtime, person, name="Rye", industry="bakery", zone="UTC")


def test_on_postgresql_a_key_needs_a_secret_and_an_address_is_public(on_postgres: tuple[Runtime, Key]) -> None:
    runtime, key = on_postgres
    with runtime.workspace(key) as ws:
        assert ws.reach == "public"
        with pytest.raises(Invalid, match="SECRET_KEY"):
            brought(ws, "https://api.example.com/v1")
        runtime.vault = Vault((SecretStr("s" * 40),))
        brought(ws, "https://api.example.com/v1")
        assert ws.rows.one(AiEndpoint).key_ends == "abcd"
    runtime.engine.dispose()


def test_on_sqlite_the_secret_lies_beside_the_database(runtime: Runtime, key: Key) -> None:
    folder = Path(str(runtime.engine.url.database)).parent
    assert not (folder / "secret.key").exists()
    with runtime.workspace(key) as ws:
        brought(ws, "https://api.example.com/v1")
    assert (folder / "secret.key").stat().st_mode & 0o777 == 0o600


def test_a_visitor_s_key_ends_with_the_sandbox(demo: Runtime, clock: MovableClock) -> None:
    person, _ = open_sandbox(demo)
    visiting = accounts.open_business(demo, person, accounts.places(demo, person)[0].business_id)
    with demo.workspace(visiting) as ws:
        brought(ws, "https://api.example.com/v1")
    other, _ = open_sandbox(demo)
    for place in accounts.places(demo, other):
        with demo.workspace(accounts.open_business(demo, other, place.business_id)) as ws:
            assert provider.read_provider(ws).own is None
    clock.now += LASTS + timedelta(minutes=1)
    assert sweep_sandboxes(demo) > 0
    with demo.engine.execution_options(tenant_system=True).connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM ai_endpoint").scalar_one() == 0


def test_the_clock_moves_keys_to_the_newest_secret(runtime: Runtime, key: Key) -> None:
    old, new = SecretStr("o" * 40), SecretStr("n" * 40)
    runtime.vault = Vault((old,))
    with runtime.workspace(key) as ws:
        brought(ws, "https://api.example.com/v1")
    runtime.vault = Vault((new, old))
    (job,) = [job for job in JOBS if job.name == "reseal_keys"]
    assert [job.run(runtime, None), job.run(runtime, None)] == [1, 0]
    runtime.vault = Vault((new,))
    with runtime.workspace(key) as ws:
        assert provider.read_provider(ws).own.problem == ""  # type: ignore[union-attr]
