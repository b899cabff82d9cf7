"""The bill stands whatever becomes of the work."""

from decimal import Decimal

import pytest

from core.ai.billed import Entry
from core.ai.model import Attempt, Usage
from core.tables import AiUsage, Idea
from core.vocab import Engine
from core.wiring import Ledger
from tests.core.shops import Shop

USAGE = Usage(70, 30, estimated=True, cached=50, reasoning=10)
ATTEMPT = Attempt("answered", "m1-2026", USAGE, 12, Decimal("0.002500"), "json_object", "m1", "prices 1")
SPENT = Entry(Engine.MODEL, "replies", 3, "hash", "schema", ATTEMPT)


def test_the_ledger_stands_when_the_work_rolls_back(shop: Shop) -> None:
    with shop.opened() as ws:
        Ledger(ws).record([SPENT])
        with pytest.raises(ZeroDivisionError), ws.writing() as rows:  # noqa: PT012
            rows.add(Idea(business_id=shop.business_id, title="lost", created_at=ws.now))
            raise ZeroDivisionError
    (line,) = shop.all(AiUsage)
    assert (line.month, line.engine, line.prompt_id, line.prompt_version) == ("2026-03", Engine.MODEL, "replies", "3")
    assert (line.prompt_hash, line.schema_hash, line.level) == ("hash", "schema", "json_object")
    assert (line.model_asked, line.model) == ("m1", "m1-2026")
    assert (line.tokens_in, line.tokens_out, line.tokens_cached, line.tokens_reasoning) == (70, 30, 50, 10)
    assert (line.estimated, line.cost, line.price_table) == (True, Decimal("0.0025"), "prices 1")
    assert (line.latency_ms, line.outcome, line.cached) == (12, "answered", False)
    assert shop.all(Idea) == []


def test_every_attempt_is_a_row_and_an_endless_name_is_cut(shop: Shop) -> None:
    unpriced = Entry(Engine.MODEL, "replies", 3, "h", "s", Attempt("http 429", "m" * 500, Usage(0, 0), 1, None))
    with shop.opened() as ws:
        Ledger(ws).record([SPENT, unpriced])
    lines = sorted(shop.all(AiUsage), key=lambda line: line.outcome)
    assert [line.cost for line in lines] == [Decimal("0.0025"), None]
    assert lines[1].model == "m" * 120
