import pytest

from core.ai.metered import Entry, Metered
from core.ai.model import Attempt, Usage, WireError
from core.errors import ModelFailed, QuotaSpent


class Ledger:
    def __init__(self) -> None:
        self.rows: list[Entry] = []

    def record(self, entry: Entry) -> None:
        self.rows.append(entry)


def test_an_answer_is_one_row(prompt, facts, scripted) -> None:
    ledger = Ledger()
    Metered(scripted(), ledger, lambda: 100).answer(prompt, facts)
    (row,) = ledger.rows
    assert (row.prompt_id, row.prompt_hash, row.attempt.usage.total, row.attempt.cost) == (
        "line",
        prompt.wording.hash,
        15,
        None,
    )


def test_nothing_is_asked_when_nothing_is_left(prompt, facts, scripted) -> None:
    inner, ledger = scripted(), Ledger()
    with pytest.raises(QuotaSpent, match="allowance"):
        Metered(inner, ledger, lambda: 0).answer(prompt, facts)
    assert (inner.asked, ledger.rows) == (0, [])


def test_failed_attempts_are_billed_each(prompt, facts, scripted) -> None:
    attempts = tuple(Attempt(name, "m", Usage(1, 1), 1, None) for name in ("answered", "answered"))
    failure = ModelFailed("twice wrong")
    failure.__cause__ = WireError(attempts)
    ledger = Ledger()
    with pytest.raises(ModelFailed):
        Metered(scripted(failure=failure), ledger, lambda: 9).answer(prompt, facts)
    assert [row.attempt for row in ledger.rows] == list(attempts)


def test_a_failure_without_a_wire_call_costs_nothing(prompt, facts, failing) -> None:
    ledger = Ledger()
    with pytest.raises(ModelFailed):
        Metered(failing, ledger, lambda: 9).answer(prompt, facts)
    assert ledger.rows == []
