"""The product put together from its settings."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import Engine

from core import accounts
from core.settings import Settings
from core.wiring import Runtime
from tests.conftest import MovableClock, bare_database


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest) -> Iterator[Engine]:
    with bare_database(request.param, request) as made:
        yield made


def test_a_url_is_all_that_names_the_database(empty: Engine, tmp_path: Path, clock: MovableClock) -> None:
    told = Settings(
        _env_file=None,
        database_url=empty.url.render_as_string(hide_password=False).replace("+psycopg", ""),
        media_url=f"file://{tmp_path}",
        openai_api_key=None,
    )
    runtime = Runtime(told, clock=clock)
    person = accounts.register(runtime, email="a@example.com", password="a long enough one", name="A")
    key = accounts.create_business(runtime, person, name="Rye", industry="bakery", zone="UTC")
    with runtime.workspace(key) as ws:
        assert (ws.business.name, ws.now, ws.public_url) == ("Rye", clock.now, "http://localhost:8501")
        assert ws.channel("email").find is not None
    runtime.engine.dispose()


@pytest.mark.parametrize("key", [None, ""])
def test_without_a_key_the_server_has_no_endpoint(runtime: Runtime, key: str | None) -> None:
    secret = None if key is None else SecretStr(key)
    runtime.settings = runtime.settings.model_copy(update={"openai_api_key": secret})
    assert runtime.server_endpoint is None


def test_with_a_key_each_tier_has_its_model(runtime: Runtime) -> None:
    runtime.settings = runtime.settings.model_copy(update={"openai_api_key": SecretStr("k")})
    endpoint = runtime.server_endpoint
    assert endpoint is not None
    assert endpoint.models == {"quick": "gpt-6-luna", "quality": "gpt-5.4-mini"}
    assert "k'" not in repr(endpoint)
