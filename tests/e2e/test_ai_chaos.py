"""A thousand texts from an endpoint that fails in every way it can, through the whole gateway."""

import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from pydantic import BaseModel, ConfigDict, Field, SecretStr

from core import accounts
from core.adapters.openai_model import OpenAICompatible
from core.ai.breaker import Breaker
from core.ai.endpoint import Endpoint
from core.ai.model import Answer
from core.ai.pace import Pace
from core.ai.pool import Pool
from core.ai.prompt import Prompt, R
from core.keys import Key
from core.settings import Settings
from core.tables import AiHold, AiUsage, Profile
from core.vocab import Engine
from core.wiring import Runtime, Writers
from tests.e2e import aimock

CALLS, AT_ONCE = 1000, 12
DEADLINE, GRACE = 2.5, 0.25
"""Seconds for one answer, and how much later it may come."""
BEAT = 0.02
READS = 10.0
"""Seconds for a busy endpoint to read what lies before it."""
CHAOS = {"ratelimit": 0.3, "drop": 0.1, "malformed": 0.1, "disconnect": 0.1}
GOOD = '{"text": "Bread, slowly.", "warmth": 80}'
REPLIES = [
    {"match": {"userMessage": "did not fit"}, "response": {"content": GOOD}},
    {"match": {"userMessage": "odd one"}, "response": {"content": '{"text": "Bread", "warmth": "very"}'}},
    {"match": {}, "response": {"content": GOOD}},
]
WORDING = (
    "---\nid: tagline\nversion: 1\nschema: Tagline\ntier: quality\n---\n## system\nWrite.\n## facts\nFor {{ name }}.\n"
)


class Tagline(BaseModel):
    model_config = ConfigDict(extra="forbid")
    text: str
    warmth: int = Field(ge=0, le=100)


class Facts(BaseModel):
    name: str


@dataclass
class Timed:
    """The real adapter, with a watch on it."""

    inner: OpenAICompatible
    took: list[float]

    def answer(self, prompt: Prompt[R], facts: BaseModel) -> Answer[R]:
        began = time.monotonic()
        try:
            return self.inner.answer(prompt, facts)
        finally:
            self.took.append(time.monotonic() - began)


@dataclass
class Metronome:
    """How late this machine wakes a thread of this process at worst, in seconds: no call of ours can be blamed for that."""

    late: float = 0.0

    @contextmanager
    def beating(self) -> Iterator["Metronome"]:
        done = Event()

        def beat() -> None:
            before = time.monotonic()
            while not done.wait(BEAT):
                self.late = max(self.late, time.monotonic() - before - BEAT)
                before = time.monotonic()

        thread = Thread(target=beat)
        thread.start()
        try:
            yield self
        finally:
            done.set()
            thread.join()


@dataclass
class Gateway:
    """The whole product on a fresh database, whose writer asks aimock; ``took`` has the seconds of each call."""

    runtime: Runtime
    key: Key
    prompt: Prompt[Tagline]
    endpoint: Endpoint
    failures: int = 5
    took: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        places = Pool(AT_ONCE)

        def timed(**told: Any) -> Timed:
            return Timed(OpenAICompatible(**(told | {"deadline": DEADLINE, "pool": places})), self.took)

        self.runtime.writers = Writers(lambda: timed, lambda: Breaker(self.failures), Pace(CALLS * 2))

    def ask(self, number: int) -> Answer[Tagline]:
        name = f"shop {number}, an odd one" if number % 20 == 0 else f"shop {number}"
        with self.runtime.workspace(self.key) as ws:
            return self.runtime.writers.model(ws, self.endpoint).answer(self.prompt, Facts(name=name))

    def ledger(self) -> list[AiUsage]:
        with self.runtime.workspace(self.key) as ws:
            assert ws.rows.count(AiHold) == 0
            return ws.rows.find(AiUsage)


@pytest.fixture(autouse=True)
def outside_requests() -> list[str]:
    """No browser is needed here."""
    return []


@pytest.fixture(scope="module")
def command(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return aimock.installed(tmp_path_factory.mktemp("npm"))


@pytest.fixture
def mock(command: Path, tmp_path: Path) -> Iterator[aimock.Mock]:
    with aimock.running(command, REPLIES, tmp_path, **CHAOS) as made:
        yield made


@pytest.fixture
def gateway(mock: aimock.Mock, tmp_path: Path) -> Iterator[Gateway]:
    settings = Settings(_env_file=None, database_url=f"sqlite:///{tmp_path}/a.db", media_url=f"file://{tmp_path}/media")  # type: ignore[call-arg]
    runtime = Runtime(settings)
    person = accounts.register(runtime, email="ana@example.com", password="a long enough one", name="Ana")
    key = accounts.create_business(runtime, person, name="Rye", industry="bakery", zone="UTC")
    with runtime.workspace(key) as ws, ws.writing() as rows:
        rows.one(Profile).monthly_tokens = 10**9
    (tmp_path / "tagline.md").write_text(WORDING)
    prompt = Prompt(
        "tagline",
        reply=Tagline,
        offline=lambda facts, rng: Tagline(text=facts.name, warmth=rng.randrange(100)),
        folder=tmp_path,
    )
    endpoint = Endpoint(f"{mock.url}/v1", SecretStr("mock"), "gpt-6-luna", "gpt-5.4-mini")
    yield Gateway(runtime, key, prompt, endpoint)
    runtime.engine.dispose()


@pytest.mark.timeout(300)
def test_every_answer_is_valid_or_labelled_and_every_request_is_on_the_bill(
    gateway: Gateway, mock: aimock.Mock
) -> None:
    """About a minute: what the endpoint asks to wait is waited, and the fuse is thick enough to go on asking."""
    gateway.failures = CALLS
    gateway.ask(CALLS)  # the first question of a process also reads certificates and prices
    gateway.took.clear()
    with Metronome().beating() as machine, ThreadPoolExecutor(AT_ONCE) as crowd:
        answers = list(crowd.map(gateway.ask, range(CALLS)))
    rows = gateway.ledger()
    asked = _read_to_the_end(mock, sum(row.engine is Engine.MODEL for row in rows))
    by = Counter(answer.engine for answer in answers)

    assert len(answers) == CALLS
    assert all(isinstance(answer.reply, Tagline) for answer in answers)
    assert all((answer.fallback_reason is None) == (answer.engine is Engine.MODEL) for answer in answers)
    assert by[Engine.MODEL] > CALLS / 2
    assert by[Engine.OFFLINE] > 0
    assert {answer.level for answer in answers if answer.engine is Engine.MODEL} == {"json_schema"}

    billed = [row for row in rows if row.engine is Engine.MODEL]
    assert len(billed) == len(asked)
    outcomes, journal = Counter(row.outcome for row in billed), Counter(_seen(entry) for entry in asked)
    assert set(outcomes) <= {*journal, "timeout"}
    assert sum((journal - outcomes).values()) == outcomes["timeout"]  # sent, and not waited for to the end
    assert outcomes["answered"] + sum(row.engine is Engine.OFFLINE for row in rows) == CALLS + 1
    assert all(row.cost == Decimal(0) for row in billed if row.outcome in {"http 429", "http 500"})
    assert all(row.cost is None for row in billed if row.outcome == "answered")  # nobody knows this address's prices

    assert max(gateway.took) <= DEADLINE + GRACE + machine.late


def _read_to_the_end(mock: aimock.Mock, sent: int) -> list[dict[str, Any]]:
    """The journal once the endpoint has read what was sent: a call that is given up may still lie on its way to it."""
    ends = time.monotonic() + READS
    while len(asked := mock.journal()) < sent and time.monotonic() < ends:
        time.sleep(0.1)
    return asked


def _seen(entry: dict[str, Any]) -> str:
    """The ledger's word for what the journal says was done."""
    chaos = {"rateLimit": "http 429", "drop": "http 500", "malformed": "not an answer", "disconnect": "dropped"}
    if action := entry["response"].get("chaosAction"):
        return chaos[action]
    said = entry["body"]["messages"][-1]["content"]
    return "wrong shape" if "odd one" in said and "did not fit" not in said else "answered"


@pytest.mark.timeout(120)
def test_an_endpoint_that_hangs_holds_nobody_longer_than_the_deadline(gateway: Gateway, mock: aimock.Mock) -> None:
    mock.upset()
    assert gateway.ask(CALLS).engine is Engine.MODEL  # the first of a process also reads certificates and prices
    gateway.took.clear()
    mock.upset(latencyMs=10_000)
    with Metronome().beating() as machine, ThreadPoolExecutor(AT_ONCE) as crowd:
        answers = list(crowd.map(gateway.ask, range(40)))
    assert {answer.engine for answer in answers} == {Engine.OFFLINE}
    reasons = Counter((answer.fallback_reason or "").split(";")[0] for answer in answers)
    assert set(reasons) == {"The AI endpoint took too long to answer.", "The AI endpoint failed several times in a row"}
    assert max(gateway.took) <= DEADLINE + GRACE + machine.late
    late = [row for row in gateway.ledger() if row.outcome == "timeout"]
    assert len(late) == len(gateway.took)
    assert all(row.estimated and row.tokens_in > 0 for row in late)
