"""The same question twice is asked once."""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from typing import Protocol

from pydantic import BaseModel

from core.ai.model import Answer, Model, Usage
from core.ai.prompt import Prompt, R
from core.ai.schema import schema_hash
from core.vocab import Engine


class CachePort(Protocol):
    def get(self, key: str) -> str | None: ...
    def set(self, key: str, value: str, ttl: timedelta) -> None: ...


@dataclass(frozen=True)
class Remembered:
    """Keeps validated answers of ``inner`` for ``ttl``.

    The cache is the business's own; ``identity`` names the endpoint and its models, so that changing
    either asks anew.
    """

    inner: Model
    cache: CachePort
    identity: str
    ttl: timedelta = timedelta(minutes=15)

    def answer(self, prompt: Prompt[R], facts: BaseModel) -> Answer[R]:
        key = self._key(prompt, facts)
        if (kept := self.cache.get(key)) is not None:
            return _loaded(kept, prompt)
        answer = self.inner.answer(prompt, facts)
        if answer.fallback_reason is None:
            self.cache.set(key, _dumped(answer), self.ttl)
        return answer

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
    )
    return replace(fresh, cached=True)
