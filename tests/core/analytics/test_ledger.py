"""Every attempt, newest first; unpriced stays empty; a month's file; a pace from the last days alone."""

import csv
import io
from datetime import timedelta
from decimal import Decimal

import pytest

from core import analytics
from core.analytics.ledger import COLUMNS
from core.tables import AiUsage, Profile
from core.vocab import Engine
from tests.core.shops import Shop


def spend(shop: Shop, tokens: int, *, days_ago: float = 0, **changes: object) -> None:
    values: dict[str, object] = {
        "engine": Engine.MODEL,
        "model": "m-2026",
        "model_asked": "m",
        "prompt_id": "post",
        "prompt_version": "1",
        "prompt_hash": "h",
        "level": "json_schema",
        "tokens_in": tokens,
        "tokens_out": 1,
        "outcome": "answered",
    }
    with shop.opened() as ws, ws.writing() as rows:
        at = ws.now - timedelta(days=days_ago)
        rows.add(AiUsage(business_id=shop.business_id, month=f"{at:%Y-%m}", created_at=at, **(values | changes)))


def test_the_latest_come_first_and_no_more_than_asked_for(shop: Shop) -> None:
    for number in range(4):
        spend(shop, number, days_ago=number)
    with shop.opened() as ws:
        assert [line.tokens_in for line in analytics.read_ledger(ws, limit=3)] == [0, 1, 2]


def test_a_line_says_what_happened(shop: Shop) -> None:
    spend(shop, 70, cost=None, outcome="http 500", model="", estimated=True)
    with shop.opened() as ws:
        (line,) = analytics.read_ledger(ws)
    assert (line.what, line.engine, line.model, line.level) == ("post", Engine.MODEL, "m", "json_schema")
    assert (line.tokens_in, line.tokens_out, line.estimated, line.cost) == (70, 1, True, None)
    assert (line.outcome, line.cached, line.at) == ("http 500", False, shop.clock.now)


def test_a_month_leaves_as_csv(shop: Shop) -> None:
    spend(shop, 70, cost=Decimal("0.002500"), model="=cmd()")
    spend(shop, 30, cost=None)
    spend(shop, 99, days_ago=40)
    with shop.opened() as ws:
        text = analytics.export_ledger(ws).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert tuple(rows[0]) == COLUMNS
    assert sorted(row["tokens_in"] for row in rows) == ["30", "70"]
    assert {row["tokens_in"]: row["cost"] for row in rows} == {"70": "0.002500", "30": ""}
    assert "'=cmd()" in {row["model"] for row in rows}


def test_the_pace_is_that_of_the_last_days(shop: Shop) -> None:
    shop.clock.now = shop.clock.now.replace(day=20)
    with shop.opened() as ws, ws.writing() as rows:
        rows.one(Profile).monthly_tokens = 100_000
    spend(shop, 49_999, days_ago=15)
    spend(shop, 20_999, days_ago=6)
    spend(shop, 20_999, days_ago=1)
    spend(shop, 0, tokens_out=0, engine=Engine.OFFLINE)
    with shop.opened() as ws:
        found = analytics.read_forecast(ws)
    assert found is not None
    assert found.per_day == pytest.approx(7000)
    assert found.runs_out_on == shop.clock.now.date() + timedelta(days=1)


def test_there_is_no_forecast_without_a_pace_or_without_an_allowance(shop: Shop) -> None:
    with shop.opened() as ws:
        assert analytics.read_forecast(ws) is None
    spend(shop, 9)
    with shop.opened() as ws:
        assert analytics.read_forecast(ws) is not None
        with ws.writing() as rows:
            rows.one(Profile).monthly_tokens = 0
        assert analytics.read_forecast(ws) is None
