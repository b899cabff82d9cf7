"""The meter: one ledger row per attempt, and a stop when the month's allowance is used."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from pydantic import BaseModel

from core.ai.model import Answer, Attempt, Model, WireError
from core.ai.prompt import Prompt, R
from core.ai.schema import schema_hash
from core.errors import ModelFailed, QuotaSpent
from core.vocab import Engine


@dataclass(frozen=True)
class Entry:
    """One row of the AI ledger."""

    engine: Engine
    prompt_id: str
    prompt_version: int
    prompt_hash: str
    schema_hash: str
    attempt: Attempt


class LedgerPort(Protocol):
    def record(self, entry: Entry) -> None:
        """Write the row in a transaction of its own: tokens are spent even when the work rolls back."""
        ...


@dataclass(frozen=True)
class Metered:
    """Bills ``inner``; ``allowance`` gives the tokens left this month for this business."""

    inner: Model
    ledger: LedgerPort
    allowance: Callable[[], int]

    def answer(self, prompt: Prompt[R], facts: BaseModel) -> Answer[R]:
        """Answer and bill.

        Raises:
            QuotaSpent: no tokens are left this month; nothing was asked.
            ModelFailed: as the inner model, with its attempts billed.
        """
        if self.allowance() <= 0:
            raise QuotaSpent("This month's AI allowance is used up. Raise it in Settings, or wait for the 1st.")
        try:
            answer = self.inner.answer(prompt, facts)
        except ModelFailed as failure:
            if isinstance(failure.__cause__, WireError):
                self._bill(Engine.MODEL, prompt, failure.__cause__.attempts)
            raise
        whole = Attempt("answered", answer.model, answer.usage, answer.latency_ms, answer.cost)
        self._bill(answer.engine, prompt, answer.attempts or (whole,))
        return answer

    def _bill(self, engine: Engine, prompt: Prompt[R], attempts: tuple[Attempt, ...]) -> None:
        wording, shape = prompt.wording, schema_hash(prompt.reply)
        for attempt in attempts:
            self.ledger.record(Entry(engine, prompt.id, wording.version, wording.hash, shape, attempt))
