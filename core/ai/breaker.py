"""An endpoint that keeps failing is left alone for a while, so that nobody waits for it."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from pydantic import BaseModel

from core.ai.model import Answer, Model, WireError
from core.ai.prompt import Prompt, R
from core.ai.wording import Tier
from core.errors import ModelFailed

FAILURES = 5
REST, LONGEST = 30.0, 300.0
"""Seconds left alone after the first time and at the longest; it doubles in between."""


class Breaker:
    """Closed until so many failures in a row, then open for a rest, then open to one trial. ``now`` in seconds."""

    def __init__(self, failures: int = FAILURES, rest: float = REST) -> None:
        self._most, self._first = failures, rest
        self._failed, self._rest, self._until = 0, rest, 0.0
        self._trial = False
        self._lock = Lock()

    def admits(self, now: float) -> bool:
        """Whether to ask; after a rest, one caller alone may."""
        with self._lock:
            if self._failed < self._most:
                return True
            if now < self._until or self._trial:
                return False
            self._trial = True
            return True

    def heard(self, now: float, *, ok: bool | None) -> None:
        """What came of asking; None tells nothing about the endpoint."""
        with self._lock:
            was_trial, self._trial = self._trial, False
            if ok is None:
                return
            if ok:
                self._failed, self._rest = 0, self._first
                return
            self._failed += 1
            if self._failed >= self._most:
                self._rest = min(LONGEST, self._rest * 2) if was_trial else self._rest
                self._until = now + self._rest

    def wait(self, now: float) -> int:
        """Whole seconds until the next trial, at least 1."""
        return max(1, round(self._until - now))


@dataclass(frozen=True)
class Fused:
    """Asks ``inner`` while the breaker of the tier's model lets it."""

    inner: Model
    breaker: Callable[[Tier], Breaker]
    clock: Callable[[], float] = time.monotonic

    def answer(self, prompt: Prompt[R], facts: BaseModel) -> Answer[R]:
        """Answer as ``inner`` does.

        Raises:
            ModelFailed: as ``inner``, or at once because the endpoint has failed again and again.
        """
        breaker = self.breaker(prompt.wording.tier)
        if not breaker.admits(self.clock()):
            seconds = breaker.wait(self.clock())
            raise ModelFailed(f"The AI endpoint failed several times in a row; it is tried again in {seconds} s.")
        ok: bool | None = None
        try:
            answer = self.inner.answer(prompt, facts)
            ok = True
        except ModelFailed as failure:
            ok = spoke(failure)
            raise
        finally:
            breaker.heard(self.clock(), ok=ok)
        return answer


def spoke(failure: ModelFailed) -> bool | None:
    """Whether an endpoint that was asked in vain works all the same; None where it was not asked."""
    wire = failure.__cause__
    if not isinstance(wire, WireError) or not wire.attempts:
        return None
    return not wire.is_down
