"""The one-method model, and what it answers with."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, Protocol

from pydantic import BaseModel

from core.ai.prompt import Prompt, R
from core.vocab import Engine

MOST_OUT = 6000
"""Tokens of the longest reply that is asked for, what the model thinks to itself included."""
PICTURE_IN = 1500
"""Tokens of a picture to look at, where the endpoint does not count: 765 to 1,500 at 768 pixels a side at OpenAI."""
BLIND = "The AI model takes no pictures."
"""Why a question with a picture was not answered; a person reads it."""


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
    """A reply of the right shape, with everything the "why this?" panel shows.

    ``level`` says how firmly the shape was asked for ("" where nobody had to be asked), ``notice`` what a person
    should know about the month's allowance. ``together`` counts the texts of one question, of which this is one; the
    cost is then this one's share.
    """

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
    level: str = ""
    notice: str | None = None
    together: int = 1


class Model(Protocol):
    def answer(self, prompt: Prompt[R], facts: BaseModel) -> Answer[R]:
        """Fill the prompt's reply from the facts.

        Raises:
            ModelFailed: no valid reply, even when asked again.
            QuotaSpent: this month's allowance is used up.
        """
        ...


class WireError(Exception):
    """What lies behind a ``ModelFailed`` (as its cause): the attempts made, so that each is billed.

    ``is_down`` tells whether the endpoint itself is to blame, and so whether the next question would fare no better.
    """

    def __init__(self, attempts: tuple[Attempt, ...], *, is_down: bool = True) -> None:
        super().__init__(", ".join(attempt.outcome for attempt in attempts))
        self.attempts = attempts
        self.is_down = is_down


def summed(usages: Iterable[Usage]) -> Usage:
    """All of them as one; estimated as soon as one is.

    >>> summed([Usage(3, 1), Usage(2, 2, estimated=True)])
    Usage(tokens_in=5, tokens_out=3, estimated=True, cached=0, reasoning=0)
    """
    total = Usage(0, 0)
    for one in usages:
        total = Usage(
            total.tokens_in + one.tokens_in,
            total.tokens_out + one.tokens_out,
            total.estimated or one.estimated,
            total.cached + one.cached,
            total.reasoning + one.reasoning,
        )
    return total


_PIECE = re.compile(r"[\u0e00-\u0e7f\u2e80-\u9fff\uac00-\ud7af]|\w+|[^\w\s]")
"""A letter of a script without spaces between words (Thai, Chinese, Japanese, Korean), a word, or a mark."""


def estimated_tokens(text: str) -> int:
    """Guess the tokens of a text: 1.3 per word or mark, for reservations and for endpoints that do not count.

    >>> estimated_tokens("Fresh bread, today.")
    7
    """
    return -(-len(_PIECE.findall(text)) * 13 // 10)
