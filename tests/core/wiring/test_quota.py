"""A month's tokens, on both databases: parallel questions never count on the same ones."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal

import pytest

from core.ai.allowance import Need, Standing
from core.ai.billed import Entry
from core.ai.model import Attempt, Usage
from core.tables import AiHold, AiUsage, Profile
from core.vocab import Engine
from core.wiring import Ledger, MonthlyQuota
from core.wiring.quota import allowance_of
from tests.core.shops import Shop

NEED = Need(20, 100)


def spend(shop: Shop, tokens: int) -> None:
    attempt = Attempt("answered", "m", Usage(tokens, 0), 1, Decimal(0))
    with shop.opened() as ws:
        Ledger(ws).record([Entry(Engine.MODEL, "p", 1, "h", "s", attempt)])


def allow(shop: Shop, tokens: int, soft_cap: int = 80) -> None:
    with shop.opened() as ws, ws.writing() as rows:
        profile = rows.one(Profile)
        profile.monthly_tokens, profile.soft_cap_percent = tokens, soft_cap


def test_the_allowance_is_the_month_s(shop: Shop) -> None:
    allow(shop, 250, soft_cap=40)
    for _ in range(2):
        spend(shop, 100)
    with shop.opened() as ws:
        now = allowance_of(ws)
        assert (now.given, now.spent, now.held, now.soft_cap) == (250, 200, 0, 40)
        shop.clock.now = shop.clock.now.replace(month=4)
        assert allowance_of(ws).spent == 0


def test_tokens_are_held_until_the_question_is_settled_and_also_when_it_fails(shop: Shop) -> None:
    allow(shop, 1000)
    with shop.opened() as ws:
        quota = MonthlyQuota(ws)
        with quota.reserved(NEED) as grant:
            assert (grant.standing, allowance_of(ws).held) == (Standing.FINE, 100)
        assert shop.all(AiHold) == []
        with pytest.raises(ZeroDivisionError), quota.reserved(NEED):
            _ = 1 / 0
        assert shop.all(AiHold) == []


def test_nothing_is_held_when_nothing_is_left_and_the_reason_is_told(shop: Shop) -> None:
    allow(shop, 110)
    spend(shop, 100)
    with shop.opened() as ws, MonthlyQuota(ws).reserved(NEED) as grant:
        assert grant.standing is Standing.SPENT
        assert "used up" in (grant.notice or "")
        assert shop.all(AiHold) == []


def test_the_last_question_of_a_month_may_have_all_that_is_left(shop: Shop) -> None:
    allow(shop, 150)
    spend(shop, 100)
    with shop.opened() as ws, MonthlyQuota(ws).reserved(NEED) as grant:
        assert grant.standing is Standing.FINE
        assert [hold.tokens for hold in shop.all(AiHold)] == [50]


def test_who_finds_the_rest_held_waits_for_it_and_goes_on(shop: Shop) -> None:
    allow(shop, 150)
    waited = []
    with shop.opened() as ws, shop.opened() as other:
        first = MonthlyQuota(ws).reserved(NEED)
        first.__enter__()

        def a_moment(seconds: float) -> None:
            waited.append(seconds)
            if len(waited) == 3:
                first.__exit__(None, None, None)

        with MonthlyQuota(other, sleep=a_moment).reserved(NEED) as grant:
            assert grant.standing is Standing.FINE
    assert len(waited) == 3


def test_patience_ends_and_says_why(shop: Shop) -> None:
    allow(shop, 150)
    waited: list[float] = []
    with shop.opened() as ws, shop.opened() as other, MonthlyQuota(ws).reserved(NEED):
        with MonthlyQuota(other, sleep=waited.append).reserved(NEED) as grant:
            assert grant.standing is Standing.CROWDED
            assert "under way" in (grant.notice or "")
        assert len(shop.all(AiHold)) == 1
    assert round(sum(waited)) == 20


def test_a_hold_whose_process_died_counts_no_longer(shop: Shop) -> None:
    allow(shop, 150)
    with shop.opened() as ws:
        abandoned = MonthlyQuota(ws).reserved(NEED)
        abandoned.__enter__()
        assert allowance_of(ws).held == 100
        shop.clock.now += timedelta(minutes=4)
        assert allowance_of(ws).held == 0
        with MonthlyQuota(ws).reserved(NEED) as grant:
            assert grant.standing is Standing.FINE
            assert len(shop.all(AiHold)) == 1


def test_parallel_questions_never_spend_more_than_there_is(shop: Shop) -> None:
    allow(shop, 500)
    most, lock, held = [0], threading.Lock(), [0]

    def ask(_: int) -> Standing:
        with (
            shop.opened() as ws,
            MonthlyQuota(ws, sleep=lambda _: threading.Event().wait(0.001)).reserved(NEED) as grant,
        ):
            if grant.standing in {Standing.SPENT, Standing.CROWDED}:
                return grant.standing
            with lock:
                held[0] += 1
                most[0] = max(most[0], held[0])
            Ledger(ws).record([Entry(Engine.MODEL, "p", 1, "h", "s", Attempt("answered", "m", Usage(60, 40), 1, None))])
            with lock:
                held[0] -= 1
            return grant.standing

    with ThreadPoolExecutor(8) as crowd:
        standings = list(crowd.map(ask, range(24)))
    spent = sum(row.tokens_in + row.tokens_out for row in shop.all(AiUsage))
    assert spent == 500
    assert standings.count(Standing.SPENT) + standings.count(Standing.CROWDED) == 24 - 5
    assert most[0] <= 5
    assert shop.all(AiHold) == []
