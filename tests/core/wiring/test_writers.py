"""Who writes for a business, through every layer: a scripted vendor where the wire would be."""

from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, SecretStr

from core.ai.breaker import Breaker
from core.ai.endpoint import Endpoint
from core.ai.model import Answer, Attempt, Usage, WireError
from core.ai.prompt import Prompt, R
from core.errors import ModelFailed
from core.tables import AiHold, AiUsage, Profile
from core.vocab import Engine
from core.wiring import Writers
from tests.core.shops import Shop

HERE = Endpoint("http://model.example/v1", SecretStr("k"), "small", "big")


class Facts(BaseModel):
    name: str


class Line(BaseModel):
    text: str


@dataclass
class Vendor:
    """Answers with the model's name, or fails as told; ``tokens`` an answer."""

    tokens: int = 100
    fails: bool = False
    asked: list[str] = field(default_factory=list)
    made_with: list[dict[str, Any]] = field(default_factory=list)

    def __call__(self, **made_with: Any) -> "Vendor":
        self.made_with.append(made_with)
        return One(self, made_with["models"])  # type: ignore[return-value]


@dataclass
class One:
    vendor: Vendor
    models: dict[str, str]

    def answer(self, prompt: Prompt[R], facts: BaseModel) -> Answer[R]:
        name = self.models[prompt.wording.tier]
        self.vendor.asked.append(name)
        if self.vendor.fails:
            raise ModelFailed("The AI endpoint failed.") from WireError(
                (Attempt("http 500", name, Usage(0, 0), 1, Decimal(0)),)
            )
        usage = Usage(self.vendor.tokens, 0)
        attempt = Attempt("answered", name, usage, 1, None, "json_schema", name, "prices 1")
        reply = prompt.reply.model_validate({"text": name})
        return Answer(
            reply,
            Engine.MODEL,
            name,
            prompt.id,
            1,
            "h",
            usage,
            None,
            1,
            "asked",
            level="json_schema",
            attempts=(attempt,),
        )


@pytest.fixture
def prompt(tmp_path: Path) -> Prompt[Line]:
    (tmp_path / "line.md").write_text(
        "---\nid: line\nversion: 1\nschema: Line\ntier: quality\n---\n## system\nBe brief.\n## facts\n{{ name }}\n"
    )
    return Prompt("line", reply=Line, offline=lambda facts, rng: Line(text=f"offline {facts.name}"), folder=tmp_path)


def ask(
    shop: Shop, writers: Writers, prompt: Prompt[Line], name: str = "Crumb", to: Endpoint | None = HERE
) -> Answer[Line]:
    with shop.opened() as ws:
        return writers.model(ws, to).answer(prompt, Facts(name=name))


def allow(shop: Shop, tokens: int) -> None:
    with shop.opened() as ws, ws.writing() as rows:
        rows.one(Profile).monthly_tokens = tokens


def bill(shop: Shop) -> list[tuple[str, str, bool]]:
    lines = sorted(shop.all(AiUsage), key=lambda line: (line.engine, line.outcome, line.cached))
    return [(str(line.engine), line.outcome, line.cached) for line in lines]


def test_without_an_endpoint_the_understudy_answers_and_is_counted(shop: Shop, prompt: Prompt[Line]) -> None:
    answer = ask(shop, Writers(), prompt, to=None)
    assert (answer.reply.text, answer.engine, answer.fallback_reason) == ("offline Crumb", Engine.OFFLINE, None)
    assert bill(shop) == [("offline", "answered", False)]


def test_a_question_is_asked_once_and_remembered_free_of_charge(shop: Shop, prompt: Prompt[Line]) -> None:
    vendor = Vendor()
    writers = Writers(lambda: vendor)
    first, second = ask(shop, writers, prompt), ask(shop, writers, prompt)
    assert vendor.asked == ["big"]
    assert (first.cached, second.cached, second.cost, second.level) == (False, True, Decimal(0), "json_schema")
    assert bill(shop) == [("model", "answered", False), ("model", "answered", True)]
    assert sum(line.tokens_in for line in shop.all(AiUsage)) == 100
    ask(shop, writers, prompt, to=Endpoint(HERE.base_url, SecretStr("another"), "small", "big"))
    assert vendor.asked == ["big", "big"]


def test_the_quota_bends_before_it_breaks(shop: Shop, prompt: Prompt[Line]) -> None:
    allow(shop, 10_000)
    vendor = Vendor(tokens=3000)
    writers = Writers(lambda: vendor)
    answers = [ask(shop, writers, prompt, str(turn)) for turn in range(6)]
    assert vendor.asked == ["big", "big", "big", "small"]
    assert [answer.engine for answer in answers] == [Engine.MODEL] * 4 + [Engine.OFFLINE] * 2
    assert [answer.notice for answer in answers][:3] == [None, None, None]
    assert "quick model" in (answers[3].notice or "")
    assert "used up" in (answers[4].fallback_reason or "")
    assert "used up" in (ask(shop, writers, prompt, "0").notice or "")
    assert len(vendor.asked) == 4
    assert shop.all(AiHold) == []


def test_beyond_the_soft_cap_it_is_said(shop: Shop, prompt: Prompt[Line]) -> None:
    allow(shop, 10_000)
    writers = Writers(lambda: Vendor(tokens=8500))
    ask(shop, writers, prompt)
    answer = ask(shop, writers, prompt, "again")
    assert (answer.model, answer.notice) == ("big", "85% of this month's AI allowance is used.")


def test_an_allowance_of_nothing_asks_nobody_and_says_so(shop: Shop, prompt: Prompt[Line]) -> None:
    allow(shop, 0)
    vendor = Vendor()
    answer = ask(shop, Writers(lambda: vendor), prompt)
    assert "no AI allowance" in (answer.fallback_reason or "")
    assert (answer.engine, vendor.asked) == (Engine.OFFLINE, [])


def test_a_dead_endpoint_is_left_alone_by_all_who_use_it_with_that_key(shop: Shop, prompt: Prompt[Line]) -> None:
    vendor = Vendor(fails=True)
    writers = Writers(lambda: vendor, lambda: Breaker(failures=2))
    answers = [ask(shop, writers, prompt, str(turn)) for turn in range(4)]
    assert vendor.asked == ["big", "big"]
    assert all(answer.engine is Engine.OFFLINE for answer in answers)
    assert "several times in a row" in (answers[3].fallback_reason or "")
    assert bill(shop) == [("model", "http 500", False)] * 2 + [("offline", "answered", False)] * 4
    ask(shop, writers, prompt, to=Endpoint(HERE.base_url, SecretStr("another"), "small", "big"))
    assert len(vendor.asked) == 3


def test_what_an_endpoint_is_like_is_known_to_the_whole_process(shop: Shop, prompt: Prompt[Line]) -> None:
    vendor = Vendor()
    writers = Writers(lambda: vendor)
    ask(shop, writers, prompt)
    ask(shop, writers, prompt, "again")
    assert len({id(made["ladder"]) for made in vendor.made_with}) == 1
    assert len({id(made["pool"]) for made in vendor.made_with}) == 1
    assert vendor.made_with[0]["reach"] == "anywhere"


def test_nobody_is_asked_inside_a_write(shop: Shop, prompt: Prompt[Line]) -> None:
    with shop.opened() as ws, ws.writing(), pytest.raises(RuntimeError, match="read, ask, then write"):
        Writers(Vendor).model(ws, HERE).answer(prompt, Facts(name="x"))
