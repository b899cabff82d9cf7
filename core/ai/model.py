"""The one-method model, and what it answers with."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, Protocol

from pydantic import BaseModel

from core.ai.prompt import Prompt, R
from core.vocab import Engine


@dataclass(frozen=True)
class Usage:
    """Tokens of one answer; ``estimated`` when the endpoint did not count them itself.

    ``cached`` is the part of ``tokens_in`` that the endpoint remembered, ``reasoning`` the part of ``tokens_out``
    that nobody gets to read.
    """

    tokens_in: int
    tokens_out: int
    estimated: bool = False
    cached: int = 0
    reasoning: int = 0

    @property
    def total(self) -> int:
        return self.tokens_in + self.tokens_out


@dataclass(frozen=True)
class Attempt:
    """One wire call: how it ended, what it took, and whether a price is known.

    ``model`` served, ``asked`` was asked for. ``cost`` is in US dollars by the table ``prices``; ``None`` means
    unpriced, which is not the same as free. ``level`` says how firmly the endpoint was asked to keep to the schema.
    """

    outcome: str
    model: str
    usage: Usage
    latency_ms: int
    cost: Decimal | None
    level: str = ""
    asked: str = ""
    prices: str = ""


@dataclass(frozen=True)
class Answer(Generic[R]):
    """A reply of the right shape, with everything the "why this?" panel shows."""

    reply: R
    engine: Engine
    model: str
    prompt_id: str
    prompt_version: int
    prompt_hash: str
    usage: Usage
    cost: Decimal | None
    latency_ms: int
    asked: str
    fallback_reason: str | None = None
    cached: bool = False
    attempts: tuple[Attempt, ...] = ()


class Model(Protocol):
    def answer(self, prompt: Prompt[R], facts: BaseModel) -> Answer[R]:
        """Fill the prompt's reply from the facts.

        Raises:
            ModelFailed: no valid reply, even when asked again.
            QuotaSpent: this month's allowance is used up.
        """
        ...


class WireError(Exception):
    """What lies behind a ``ModelFailed`` (as its cause): the attempts made, so that each is billed."""

    def __init__(self, attempts: tuple[Attempt, ...]) -> None:
        super().__init__(", ".join(attempt.outcome for attempt in attempts))
        self.attempts = attempts


def estimated_tokens(text: str) -> int:
    """Guess the tokens of a text: 1.3 per word or mark, for endpoints that do not count.

    >>> estimated_tokens("Fresh bread, today.")
    7
    """
    return -(-len(re.findall(r"\w+|[^\w\s]", text)) * 13 // 10)
