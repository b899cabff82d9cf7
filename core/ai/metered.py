"""The meter: tokens are held back before a question, and let go when it is settled."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Protocol

from pydantic import BaseModel

from core.ai.allowance import Need, Standing, need_of
from core.ai.billed import LedgerPort, entries
from core.ai.model import Answer, Model
from core.ai.prompt import Prompt, R
from core.errors import QuotaSpent


@dataclass(frozen=True)
class Grant:
    """What the month allows for one question, and what to tell a person about it."""

    standing: Standing
    notice: str | None = None


class Quota(Protocol):
    def reserved(self, need: Need) -> AbstractContextManager[Grant]:
        """Hold tokens back for as long as the context lasts; nothing is held when they are spent."""
        ...


class OutOfTokens:
    """Stands where a model would, when there is nothing left to ask it with."""

    def answer(self, prompt: Prompt[R], facts: BaseModel) -> Answer[R]:
        del prompt, facts
        raise QuotaSpent("This month's AI allowance is used up.")


@dataclass(frozen=True)
class Metered:
    """Chooses who answers by what is left of the month.

    Attributes:
        usual: while there is plenty.
        thrifty: the same with the quick model for everything.
        spent: when nothing is left; it may still remember.
        may_ask: whether this person has not asked too often within a minute.
    """

    usual: Model
    thrifty: Model
    spent: Model
    quota: Quota
    ledger: LedgerPort
    may_ask: Callable[[], bool] = lambda: True

    def answer(self, prompt: Prompt[R], facts: BaseModel) -> Answer[R]:
        """Answer within the allowance.

        Raises:
            QuotaSpent: no tokens are left this month, or this person asks too fast; nothing was asked.
            ModelFailed: as the inner model.
        """
        if not self.may_ask():
            raise QuotaSpent("You asked for very many texts within a minute. Wait a moment, then go on.")
        with self.quota.reserved(need_of(prompt, facts)) as grant:
            answer = self._by(grant, prompt, facts)
        if answer.cached:
            self.ledger.record(entries(prompt, answer))
        return replace(answer, notice=grant.notice)

    def _by(self, grant: Grant, prompt: Prompt[R], facts: BaseModel) -> Answer[R]:
        match grant.standing:
            case Standing.FINE | Standing.WARNED:
                return self.usual.answer(prompt, facts)
            case Standing.SAVING:
                return self.thrifty.answer(prompt, facts)
            case Standing.SPENT | Standing.CROWDED:
                try:
                    return self.spent.answer(prompt, facts)
                except QuotaSpent:
                    raise QuotaSpent(grant.notice or "") from None
