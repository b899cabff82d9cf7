"""The product put together from its settings: which model answers, what it costs, and where the database stands."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
import structlog
from pydantic import SecretStr
from sqlalchemy import Engine

from core import accounts
from core.adapters.openai_model import OpenAICompatible
from core.ai.fallback import Fallback
from core.ai.guarded import Guarded
from core.ai.metered import Entry, Metered
from core.ai.model import Attempt, Usage
from core.ai.offline import Offline
from core.settings import Settings
from core.tables import AiUsage, Idea, Profile
from core.vocab import Engine as Writer
from core.wiring import Ledger, Runtime, set_up_logs, tokens_left
from tests.conftest import MovableClock, bare_database
from tests.core.shops import Shop

SPENT = Entry(
    Writer.MODEL, "replies", 3, "hash", "schema", Attempt("answered", "m1", Usage(70, 30), 12, Decimal("0.002500"))
)


def test_the_ledger_stands_when_the_work_rolls_back(shop: Shop) -> None:
    with shop.opened() as ws:
        Ledger(ws).record(SPENT)
        with pytest.raises(ZeroDivisionError), ws.writing() as rows:  # noqa: PT012
            rows.add(Idea(business_id=shop.business_id, title="lost", created_at=ws.now))
            raise ZeroDivisionError
    (line,) = shop.all(AiUsage)
    assert (line.month, line.engine, line.prompt_id, line.prompt_version) == ("2026-03", Writer.MODEL, "replies", "3")
    assert (line.tokens_in, line.tokens_out, line.cost, line.outcome) == (70, 30, Decimal("0.0025"), "answered")
    assert shop.all(Idea) == []


def test_the_allowance_is_the_month_s(shop: Shop) -> None:
    with shop.opened() as ws:
        with ws.writing() as rows:
            rows.one(Profile).monthly_tokens = 250
        assert tokens_left(ws) == 250
        Ledger(ws).record(SPENT)
        Ledger(ws).record(SPENT)
        assert tokens_left(ws) == 50
        shop.clock.now = shop.clock.now.replace(month=4)
        assert tokens_left(ws) == 250


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


def models(runtime: Runtime, shop: Shop, key: str | None) -> Guarded:
    runtime.settings = runtime.settings.model_copy(update={"openai_api_key": None if key is None else SecretStr(key)})
    with shop.opened() as ws:
        made = runtime.model(ws)
    assert isinstance(made, Guarded)
    return made


@pytest.mark.parametrize("key", [None, ""])
def test_without_a_key_the_understudy_answers_and_is_counted(runtime: Runtime, shop: Shop, key: str | None) -> None:
    metered = models(runtime, shop, key).inner
    assert isinstance(metered, Metered)
    assert isinstance(metered.inner, Offline)


def test_with_a_key_the_model_answers_with_its_understudy_behind_it(runtime: Runtime, shop: Shop) -> None:
    fallback = models(runtime, shop, "k").inner
    assert isinstance(fallback, Fallback)
    assert isinstance(fallback.understudy, Offline)
    metered = fallback.first.inner
    assert isinstance(metered, Metered)
    assert isinstance(metered.inner, OpenAICompatible)


def test_logs_are_one_json_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    before = structlog.get_config()
    try:
        set_up_logs("warning")
        log = structlog.get_logger()
        log.info("quiet")
        log.warning("loud", post="p")
    finally:
        structlog.configure(**before)
    (line,) = capsys.readouterr().out.splitlines()
    told = json.loads(line)
    assert (told["event"], told["level"], told["post"]) == ("loud", "warning", "p")
