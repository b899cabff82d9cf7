"""What a plan will take, before anything is spent: free, priced, unpriced, or more than there is."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from pydantic import SecretStr

from core import strategy
from core.ai.endpoint import Endpoint
from core.content import write_posts
from core.errors import NotFound
from core.strategy.estimate import REPLY, Estimate
from core.strategy.kept import keep, keys_of
from core.strategy.requests import requests_of
from core.tables import AiUsage, Plan
from core.tables.values import Brief, Cadence
from core.vocab import Engine
from core.workspace import Workspace

OPENAI = "https://api.openai.com/v1"


@pytest.fixture
def plan(ws) -> Plan:
    cadence = (Cadence(channel="linkedin", per_week=2), Cadence(channel="email", per_week=1))
    days = {"starts_on": date(2026, 3, 16), "ends_on": date(2026, 3, 29)}
    return strategy.propose_plan(ws, Brief(name="Spring", goal="Orders", cadence=cadence, **days))


@pytest.fixture
def served(monkeypatch):  # noqa: ANN201
    """Gives the business an endpoint to ask."""

    def by(url: str, model: str = "gpt-5.4-mini", problem: str = "") -> None:
        found = Endpoint(url, SecretStr("k"), model, model, source="server", problem=problem)
        monkeypatch.setattr(Workspace, "server_endpoint", found)

    return by


def test_offline_is_free(ws, plan) -> None:
    assert strategy.estimate_plan(ws, plan.id) == Estimate(6, 0, "", Decimal(0), 500_000, 500_000)


def test_a_known_price_is_an_amount_in_proportion(ws, plan, served) -> None:
    served(OPENAI)

    found = strategy.estimate_plan(ws, plan.id)

    assert (found.texts, found.model, found.is_own, found.is_enough) == (6, "gpt-5.4-mini", False, True)
    assert found.tokens > 6 * (REPLY + 300)
    assert Decimal("0.001") < found.cost < Decimal("0.2")


def test_an_unknown_price_is_not_free(ws, plan, served) -> None:
    served("http://localhost:11434/v1", "llama")

    assert strategy.estimate_plan(ws, plan.id).cost is None


def test_an_endpoint_with_a_problem_is_not_asked(ws, plan, served) -> None:
    served(OPENAI, problem="The key can't be opened.")

    found = strategy.estimate_plan(ws, plan.id)

    assert (found.model, found.cost, found.problem) == ("", Decimal(0), "The key can't be opened.")


def test_more_than_is_left_is_said(ws, plan, served) -> None:
    served(OPENAI)
    with ws.writing():
        ws.profile.monthly_tokens = 1000

    assert not strategy.estimate_plan(ws, plan.id).is_enough


def test_without_an_allowance_nothing_is_spent(ws, plan, served) -> None:
    served(OPENAI)
    with ws.writing():
        ws.profile.monthly_tokens = 0

    found = strategy.estimate_plan(ws, plan.id)

    assert (found.model, found.cost, found.tokens, found.is_enough) == ("", Decimal(0), 0, True)


def test_what_is_written_already_is_not_counted_again(ws, plan, served) -> None:
    served(OPENAI)
    whole = strategy.estimate_plan(ws, plan.id)
    requests = tuple(requests_of(ws, plan))
    keys = keys_of(ws, requests)
    ws.__dict__.pop("ai", None)
    for place, one in enumerate(_offline(ws, requests[:3])):
        keep(ws, plan.id, keys[place], one)

    half = strategy.estimate_plan(ws, plan.id)

    assert half.texts == 3
    assert half.tokens == pytest.approx(whole.tokens / 2, rel=0.2)


def _offline(ws, requests):  # noqa: ANN202
    from core.ai.offline import Offline

    ws.__dict__["ai"] = Offline()
    return write_posts(ws, requests)


def test_a_reply_is_as_long_as_the_business_s_own_were(ws, plan, served) -> None:
    served(OPENAI)
    with ws.writing() as rows:
        for _ in range(5):
            rows.add(
                AiUsage(
                    id=uuid4(), business_id=ws.key.business_id, month="2026-03", engine=Engine.MODEL, model="m",
                    prompt_id="post", prompt_version="1", prompt_hash="h", tokens_in=10, tokens_out=2000,
                    outcome="answered", created_at=ws.now,
                )
            )  # fmt: skip

    found = strategy.estimate_plan(ws, plan.id)

    assert found.is_own
    assert found.tokens > 6 * 2000


def test_where_the_model_keeps_to_a_shape_what_posts_share_is_counted_once(ws, plan, served) -> None:
    served(OPENAI)
    alone = strategy.estimate_plan(ws, plan.id)
    last = {"level": "json_schema", "latency_ms": 4000, "model_asked": "gpt-5.4-mini", "outcome": "answered"}
    with ws.writing() as rows:
        rows.add(
            AiUsage(
                id=uuid4(), business_id=ws.key.business_id, month="2026-03", engine=Engine.MODEL, model="m",
                prompt_id="post", prompt_version="1", prompt_hash="h", tokens_in=10, tokens_out=10,
                created_at=ws.now, **last,
            )
        )  # fmt: skip

    found = strategy.estimate_plan(ws, plan.id)

    assert (alone.together, found.together, found.texts) == (1, 4, 6)
    assert found.tokens < alone.tokens - 3 * (alone.tokens / 6 - REPLY) / 2
    assert found.cost < alone.cost


def test_there_is_no_other_plan(ws) -> None:
    with pytest.raises(NotFound):
        strategy.estimate_plan(ws, ws.key.business_id)
