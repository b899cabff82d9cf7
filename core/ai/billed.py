"""The bill: one ledger row for every attempt, whatever becomes of the work."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from pydantic import BaseModel

from core.ai.model import Answer, Attempt, Model, WireError
from core.ai.prompt import Prompt, R
from core.ai.schema import schema_hash
from core.errors import ModelFailed
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
    cached: bool = False


class LedgerPort(Protocol):
    def record(self, entries: Sequence[Entry]) -> None:
        """Write the rows in a transaction of their own: tokens are spent even when the work rolls back."""
        ...


@dataclass(frozen=True)
class Billed:
    """Writes down every attempt of ``inner``, those that failed too."""

    inner: Model
    ledger: LedgerPort

    def answer(self, prompt: Prompt[R], facts: BaseModel) -> Answer[R]:
        """Answer as ``inner`` does, and bill it."""
        try:
            answer = self.inner.answer(prompt, facts)
        except ModelFailed as failure:
            if isinstance(failure.__cause__, WireError) and failure.__cause__.attempts:
                self.ledger.record([_entry(Engine.MODEL, prompt, one) for one in failure.__cause__.attempts])
            raise
        self.ledger.record(entries(prompt, answer))
        return answer


def entries(prompt: Prompt[R], answer: Answer[R]) -> list[Entry]:
    """The rows of an answer: its attempts, or itself where nobody had to be called."""
    whole = Attempt("answered", answer.model, answer.usage, answer.latency_ms, answer.cost, answer.level)
    return [_entry(answer.engine, prompt, one, cached=answer.cached) for one in answer.attempts or (whole,)]


def _entry(engine: Engine, prompt: Prompt[R], attempt: Attempt, *, cached: bool = False) -> Entry:
    wording = prompt.wording
    return Entry(engine, prompt.id, wording.version, wording.hash, schema_hash(prompt.reply), attempt, cached)
