"""Who makes a business's vectors, by the settings of the server and the business's own endpoint."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx2
import pytest
from pydantic import SecretStr
from sqlmodel import col

from core import accounts
from core.adapters.openai_embedder import OpenAIEmbedder
from core.ai.endpoint import Endpoint
from core.settings import Settings
from core.tables import AiUsage, Profile
from core.wiring import Runtime, vectors
from core.wiring.vectors import embedding_of
from core.workspace import Workspace
from tests.conftest import MovableClock

SERVER = Endpoint("https://api.openai.com/v1", SecretStr("sk-test"), "q", "m", source="server")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """What reaches the endpoint, which answers or fails as its status says."""
    seen: list[dict[str, object]] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        body = json.loads(request.content)
        seen.append(body)
        if "teapot" in body["input"][0]:
            return httpx2.Response(503, text="down")
        data = [{"index": n, "embedding": [len(text), 1.0]} for n, text in enumerate(body["input"])]
        return httpx2.Response(200, json={"data": data, "usage": {"prompt_tokens": 9}})

    def made(**settings: object) -> OpenAIEmbedder:
        return replace(OpenAIEmbedder(**settings), transport=httpx2.MockTransport(handler))

    monkeypatch.setattr(vectors, "find_embedder", lambda: made)
    return seen


def bills(ws: Workspace) -> list[tuple[object, ...]]:
    with ws.aside() as own:
        columns = (AiUsage.prompt_id, AiUsage.model, AiUsage.tokens_in, AiUsage.outcome)
        return [tuple(row) for row in own.rows.columns(*columns, order=[col(AiUsage.created_at)])]


def test_without_a_model_or_an_endpoint_or_with_one_s_own_the_vectors_are_the_offline_ones(ws: Workspace) -> None:
    for endpoint, model in ((None, "m"), (SERVER, ""), (replace(SERVER, source="own"), "m")):
        assert embedding_of(ws, endpoint, model).chosen is None


def test_a_chosen_model_is_asked_once_a_text_and_billed(ws: Workspace, asked: list[dict[str, object]]) -> None:
    embedding = embedding_of(ws, SERVER, "text-embedding-3-small")
    for _ in range(2):
        assert embedding.embed(["bread", "rolls!"]).identity == "https://api.openai.com/v1 text-embedding-3-small"
    assert [one["input"] for one in asked] == [["bread", "rolls!"]]
    assert bills(ws) == [("embedding", "text-embedding-3-small", 9, "answered")]


def test_a_failing_endpoint_is_billed_and_the_offline_vectors_say_why(
    ws: Workspace, asked: list[dict[str, object]]
) -> None:
    made = embedding_of(ws, SERVER, "text-embedding-3-small").embed(["teapot"])
    assert made.identity == "wordllama-256"
    assert made.fallback_reason == "The AI endpoint failed (status 503)."
    assert bills(ws) == [("embedding", "text-embedding-3-small", 0, "http 503")]


def test_without_an_allowance_nobody_is_asked(ws: Workspace, asked: list[dict[str, object]]) -> None:
    with ws.writing() as rows:
        rows.one(Profile).monthly_tokens = 0
    made = embedding_of(ws, SERVER, "text-embedding-3-small").embed(["bread"])
    assert made.fallback_reason is not None
    assert "allowance" in made.fallback_reason
    assert asked == []


def test_with_writes_in_hand_nobody_is_asked(ws: Workspace, asked: list[dict[str, object]]) -> None:
    embedding = embedding_of(ws, SERVER, "m")
    with ws.writing(), pytest.raises(RuntimeError, match="read, ask, then write"):
        embedding.embed(["bread"])


@pytest.fixture
def paying(tmp_path: Path, clock: MovableClock) -> Iterator[Workspace]:
    """A business on a server with a key and an embedding model."""
    settings = Settings(
        _env_file=None,  # type: ignore[call-arg]
        database_url=f"sqlite:///{tmp_path}/x.db",
        media_url=f"file://{tmp_path}/media",
        openai_api_key=SecretStr("sk-test"),
        embedding_model="text-embedding-3-small",
    )
    runtime = Runtime(settings, clock=clock)
    person = accounts.register(runtime, email="ana@example.com", password="a long enough one", name="Ana")
    with runtime.workspace(accounts.create_business(runtime, person, name="Rye", industry="bakery", zone="UTC")) as ws:
        yield ws
    runtime.engine.dispose()


def test_the_settings_choose(paying: Workspace, ws: Workspace, asked: list[dict[str, object]]) -> None:
    assert paying.embedding.chosen is not None
    assert paying.embedding.embed(["bread"]).identity.endswith("text-embedding-3-small")
    assert ws.embedding.chosen is None
