"""A plan's texts from an endpoint that fails now and then: several in one question, none lost, all of it on the bill."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from uuid import UUID

import pytest
from pydantic import SecretStr

from core import accounts, content
from core.ai.breaker import Breaker
from core.ai.endpoint import Endpoint
from core.content import DraftRequest, WrittenPost
from core.settings import Settings
from core.tables import AiHold, AiUsage, Profile
from core.vocab import Engine, PostType
from core.wiring import Runtime, Writers
from core.workspace import Workspace
from tests.e2e import aimock

TEXTS = 41
WORDS = ("rests", "waits", "rises", "bakes")
EMPTY = {"hashtags": [], "subject": "", "preheader": "", "alt_text": "", "image_headline": "", "scenes": []}


def post(word: str) -> dict[str, object]:
    caption = " ".join(f"{one} {word}." for one in ("Rye", "Spelt", "Oats", "Barley", "Malt"))
    return {"title": word, "caption": caption, **EMPTY, "cta": "Come and see", "scenes": []}


MANY = {"posts": [{"number": at, **post(word)} for at, word in enumerate(WORDS, start=1)]}
REPLIES = [
    {"match": {"userMessage": "Post 1"}, "response": {"content": json.dumps(MANY)}},
    {"match": {}, "response": {"content": json.dumps(post("cools"))}},
]


@pytest.fixture(autouse=True)
def outside_requests() -> list[str]:
    """No browser is needed here."""
    return []


@pytest.fixture
def mock(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Iterator[aimock.Mock]:
    command = aimock.installed(tmp_path_factory.mktemp("npm"))
    with aimock.running(command, REPLIES, tmp_path, ratelimit=0.15, drop=0.1, malformed=0.1, disconnect=0.05) as made:
        yield made


@pytest.fixture
def ws(mock: aimock.Mock, tmp_path: Path) -> Iterator[Workspace]:
    settings = Settings(_env_file=None, database_url=f"sqlite:///{tmp_path}/a.db", media_url=f"file://{tmp_path}/media")  # type: ignore[call-arg]
    runtime = Runtime(settings)
    runtime.writers = Writers(breaker=lambda: Breaker(failures=TEXTS))
    person = accounts.register(runtime, email="ana@example.com", password="a long enough one", name="Ana")
    key = accounts.create_business(runtime, person, name="Rye", industry="bakery", zone="UTC")
    with runtime.workspace(key) as made:
        with made.writing() as rows:
            rows.one(Profile).monthly_tokens = 10**9
        endpoint = Endpoint(f"{mock.url}/v1", SecretStr("mock"), "gpt-6-luna", "gpt-5.4-mini")
        made.__dict__["ai"] = runtime.writers.model(made, endpoint)
        yield made
    runtime.engine.dispose()


@pytest.mark.timeout(180)
def test_a_plan_is_written_in_few_questions_stopped_resumed_and_billed(ws: Workspace, mock: aimock.Mock) -> None:
    requests = [DraftRequest(channel="linkedin", type=PostType.TEXT, theme=f"Week {n}") for n in range(TEXTS)]
    kept: dict[int, WrittenPost] = {}

    def stop(done: int, _: int) -> None:
        if done > TEXTS / 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        content.write_posts(ws, requests, progress=stop, keep=kept.__setitem__)
    assert TEXTS / 4 < len(kept) <= TEXTS
    written = content.write_posts(ws, requests, known=kept)

    assert [one.request for one in written] == requests
    assert all((one.ai.fallback_reason is None) == (one.ai.engine is Engine.MODEL) for one in written)
    assert {asdict(one.draft)["title"] for one in written if one.ai.together > 1} == set(WORDS)
    assert sum(one.ai.together > 1 for one in written) > TEXTS / 2
    assert all(written[place] is one for place, one in kept.items())
    with ws.aside() as own:
        assert own.rows.count(AiHold) == 0
        billed: list[UUID] = [row.id for row in own.rows.find(AiUsage) if row.engine is Engine.MODEL]
    assert len(billed) == len(mock.journal()) < TEXTS * 1.5
