import pytest

from core.ai.billed import Billed, Entry
from core.ai.model import Attempt, Usage, WireError
from core.errors import ModelFailed


class Ledger:
    def __init__(self) -> None:
        self.rows: list[Entry] = []

    def record(self, entries) -> None:
        self.rows += entries


def test_an_answer_is_one_row(prompt, facts, scripted) -> None:
    ledger = Ledger()
    Billed(scripted(), ledger).answer(prompt, facts)
    (row,) = ledger.rows
    assert (row.prompt_id, row.prompt_hash) == ("line", prompt.wording.hash)
    assert (row.attempt.usage.total, row.attempt.cost, row.cached) == (15, None, False)
    assert len(row.schema_hash) == 16


def failed(attempts: tuple[Attempt, ...]) -> ModelFailed:
    failure = ModelFailed("twice wrong")
    failure.__cause__ = WireError(attempts)
    return failure


def test_failed_attempts_are_billed_each(prompt, facts, scripted) -> None:
    attempts = tuple(Attempt(name, "m", Usage(1, 1), 1, None) for name in ("http 429", "wrong shape"))
    ledger = Ledger()
    with pytest.raises(ModelFailed):
        Billed(scripted(failure=failed(attempts)), ledger).answer(prompt, facts)
    assert [row.attempt for row in ledger.rows] == list(attempts)


def test_a_failure_without_a_wire_call_costs_nothing(prompt, facts, scripted, failing) -> None:
    ledger = Ledger()
    for inner in (failing, scripted(failure=failed(()))):
        with pytest.raises(ModelFailed):
            Billed(inner, ledger).answer(prompt, facts)
    assert ledger.rows == []
