"""Pictures for a business: by the model it has, within its month, and else a refusal that says why."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from core.ai.allowance import Need, Standing
from core.ai.breaker import Breaker, spoke
from core.ai.metered import Quota
from core.ai.model import estimated_tokens
from core.errors import ModelFailed, QuotaSpent

LEAST, MOST = 300, 6_500
"""Tokens of the smallest and the largest picture (gpt-image-1: 272 at low, 6,208 at high quality)."""
DEADLINE = 90.0
"""Seconds for one picture; half a minute is usual."""


class Painter(Protocol):
    """A model over a wire that draws."""

    @property
    def model(self) -> str: ...

    def paint(self, words: str, size: tuple[int, int], *, seconds: float) -> bytes: ...


@dataclass(frozen=True)
class Picturing:
    """The painter that was chosen, if any, behind the month's allowance.

    Attributes:
        painter: None where nobody can be asked.
        quota: holds tokens back for as long as a picture is under way.
        may_ask: whether this person has not asked too often within a minute.
        busy: says that a write transaction is open.
        why: where there is no painter, the reason, in words for a person.
        breaker: the fuse of this endpoint and model; ``clock`` is its seconds.
    """

    painter: Painter | None
    quota: Quota
    may_ask: Callable[[], bool] = lambda: True
    busy: Callable[[], bool] = lambda: False
    why: str = ""
    breaker: Breaker = field(default_factory=Breaker)
    clock: Callable[[], float] = time.monotonic

    @property
    def model(self) -> str:
        """Who would draw; empty where nobody can be asked."""
        return self.painter.model if self.painter is not None else ""

    def paint(self, words: str, size: tuple[int, int]) -> bytes:
        """A picture of what the words say, as a file.

        Raises:
            ModelFailed: nobody can be asked, no picture came, or none came several times in a row and it rests.
            QuotaSpent: no tokens are left this month, or this person asks too fast; nothing was asked.
            RuntimeError: a bug in the caller, who must ask before writing.
        """
        if self.busy():
            raise RuntimeError("a picture was asked for inside a write transaction: read, ask, then write")
        if self.painter is None:
            raise ModelFailed(self.why)
        if not self.may_ask():
            raise QuotaSpent("You asked for very much within a minute. Wait a moment, then go on.")
        asked = estimated_tokens(words)
        with self.quota.reserved(Need(asked + LEAST, asked + MOST)) as grant:
            if grant.standing in {Standing.SPENT, Standing.CROWDED}:
                raise QuotaSpent(grant.notice or "")
            return self._fused(self.painter, words, size)

    def _fused(self, painter: Painter, words: str, size: tuple[int, int]) -> bytes:
        if not self.breaker.admits(self.clock()):
            seconds = self.breaker.wait(self.clock())
            raise ModelFailed(
                f"The model for pictures failed several times in a row; it is tried again in {seconds} s."
            )
        ok: bool | None = None
        try:
            picture = painter.paint(words, size, seconds=DEADLINE)
            ok = True
        except ModelFailed as failure:
            ok = spoke(failure)
            raise
        finally:
            self.breaker.heard(self.clock(), ok=ok)
        return picture
