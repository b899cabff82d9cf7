"""Who answers, by what is left of the month."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from core.ai.allowance import Need, Standing
from core.ai.metered import Grant, Metered, OutOfTokens
from core.errors import ModelFailed, QuotaSpent


class Quota:
    """Grants what it was told to, and knows what is held."""

    def __init__(self, standing: Standing, notice: str | None = None) -> None:
        self.grant, self.needs, self.held = Grant(standing, notice), [], 0

    @contextmanager
    def reserved(self, need: Need) -> Iterator[Grant]:
        self.needs.append(need)
        self.held += 1
        try:
            yield self.grant
        finally:
            self.held -= 1


class Ledger:
    def __init__(self) -> None:
        self.rows: list = []

    def record(self, entries) -> None:
        self.rows += entries


def metered(scripted, quota: Quota, ledger: Ledger | None = None, **more: object) -> Metered:
    told = {"usual": scripted("usual"), "thrifty": scripted("quick"), "spent": OutOfTokens()} | more
    return Metered(quota=quota, ledger=ledger or Ledger(), **told)


@pytest.mark.parametrize(
    ("standing", "who"), [(Standing.FINE, "usual"), (Standing.WARNED, "usual"), (Standing.SAVING, "quick")]
)
def test_the_standing_chooses_who_writes_and_is_told(prompt, facts, scripted, standing, who) -> None:
    quota = Quota(standing, "so much is used")
    answer = metered(scripted, quota).answer(prompt, facts)
    assert (answer.reply.text, answer.notice) == (who, "so much is used")
    assert quota.held == 0
    assert 0 < quota.needs[0].least < quota.needs[0].most


@pytest.mark.parametrize("standing", [Standing.SPENT, Standing.CROWDED])
def test_when_there_is_nothing_left_only_what_is_remembered_is_told(prompt, facts, scripted, standing) -> None:
    ledger = Ledger()
    remembered = replace(scripted("remembered").answer(prompt, facts), cached=True)

    class Memory:
        def answer(self, asked, given) -> object:
            return remembered

    answer = metered(scripted, Quota(standing, "all used"), ledger, spent=Memory()).answer(prompt, facts)
    assert (answer.reply.text, answer.notice) == ("remembered", "all used")
    (row,) = ledger.rows
    assert (row.cached, row.attempt.outcome) == (True, "answered")
    with pytest.raises(QuotaSpent, match="all used"):
        metered(scripted, Quota(standing, "all used")).answer(prompt, facts)


def test_a_fresh_answer_is_billed_elsewhere(prompt, facts, scripted) -> None:
    ledger = Ledger()
    metered(scripted, Quota(Standing.FINE), ledger).answer(prompt, facts)
    assert ledger.rows == []


def test_what_was_held_is_let_go_when_the_model_fails(prompt, facts, scripted, failing) -> None:
    quota = Quota(Standing.FINE)
    with pytest.raises(ModelFailed):
        metered(scripted, quota, usual=failing).answer(prompt, facts)
    assert quota.held == 0


def test_who_asks_too_fast_is_told_so_and_holds_nothing(prompt, facts, scripted) -> None:
    quota = Quota(Standing.FINE)
    with pytest.raises(QuotaSpent, match="within a minute"):
        metered(scripted, quota, may_ask=lambda: False).answer(prompt, facts)
    assert quota.needs == []
