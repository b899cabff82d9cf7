"""The same question twice is asked once, also when both come at the same moment."""

import hashlib
import json
from dataclasses import dataclass, field, replace
from datetime import timedelta
from decimal import Decimal
from typing import Protocol

from pydantic import BaseModel

from core.ai.flights import Flights
from core.ai.model import Answer, Model, Usage
from core.ai.prompt import Prompt, R
from core.ai.schema import schema_hash
from core.errors import ModelFailed
from core.vocab import Engine


class CachePort(Protocol):
    def get(self, key: str) -> str | None: ...
    def set(self, key: str, value: str, ttl: timedelta) -> None: ...


@dataclass(frozen=True)
class Remembered:
    """Keeps validated answers of ``inner`` for ``ttl``.

    The cache is the business's own; ``identity`` names the business, the endpoint and its models, so that changing
    any of them asks anew. ``flights`` are shared by the whole process.
    """

    inner: Model
    cache: CachePort
    identity: str
    flights: Flights = field(default_factory=Flights)
    ttl: timedelta = timedelta(hours=1)

    def answer(self, prompt: Prompt[R], facts: BaseModel) -> Answer[R]:
        """The remembered answer, marked ``cached``, or a fresh one.

        Raises:
            ModelFailed, QuotaSpent: as ``inner``; nothing is remembered.
        """
        key = self._key(prompt, facts)
        fresh: list[Answer[R]] = []

        def fly() -> str:
            if (kept := self.cache.get(key)) is not None:
                return kept
            answer = self.inner.answer(prompt, facts)
            fresh.append(answer)
            if answer.fallback_reason is None:
                self.cache.set(key, _dumped(answer), self.ttl)
            return _dumped(answer)

        try:
            told = self.flights.join(f"{self.identity}\n{key}", fly)
        except TimeoutError:
            raise ModelFailed("The same text is already being written, and takes too long.") from None
        return fresh[0] if fresh else _loaded(told, prompt)

    def _key(self, prompt: Prompt[R], facts: BaseModel) -> str:
        parts = (
            self.identity,
            prompt.id,
            prompt.wording.hash,
            schema_hash(prompt.reply),
            facts.model_dump_json(),
        )
        return "ai:" + hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _dumped(answer: Answer[R]) -> str:
    return json.dumps(
        {
            "reply": answer.reply.model_dump(mode="json"),
            "engine": answer.engine,
            "model": answer.model,
            "asked": answer.asked,
            "level": answer.level,
        }
    )


def _loaded(kept: str, prompt: Prompt[R]) -> Answer[R]:
    held = json.loads(kept)
    fresh = Answer(
        reply=prompt.reply.model_validate(held["reply"]),
        engine=Engine(held["engine"]),
        model=held["model"],
        prompt_id=prompt.id,
        prompt_version=prompt.wording.version,
        prompt_hash=prompt.wording.hash,
        usage=Usage(0, 0),
        cost=Decimal(0),
        latency_ms=0,
        asked=held["asked"],
        level=held.get("level", ""),
    )
    return replace(fresh, cached=True)
