"""The understudy as a model: no key, no network, the same bytes for the same facts."""

import hashlib
import random
import time
from decimal import Decimal

from pydantic import BaseModel

from core.ai.model import Answer, Usage
from core.ai.prompt import Prompt, R
from core.vocab import Engine


def understudy(prompt: Prompt[R], facts: BaseModel) -> R:
    """The reply alone, for a caller who shows nobody how it came about."""
    return prompt.offline(facts, random.Random(_seed(prompt, facts)))  # noqa: S311 - variety, not secrecy


def _seed(prompt: Prompt[R], facts: BaseModel) -> str:
    return hashlib.sha256(f"{prompt.id}\n{facts.model_dump_json()}".encode()).hexdigest()


class Offline:
    """Answers every prompt with its understudy, seeded by the facts alone."""

    def answer(self, prompt: Prompt[R], facts: BaseModel) -> Answer[R]:
        began = time.perf_counter()
        seed = _seed(prompt, facts)
        reply = prompt.offline(facts, random.Random(seed))  # noqa: S311 - variety, not secrecy
        return Answer(
            reply=reply,
            engine=Engine.OFFLINE,
            model="offline",
            prompt_id=prompt.id,
            prompt_version=prompt.wording.version,
            prompt_hash=prompt.wording.hash,
            usage=Usage(0, 0),
            cost=Decimal(0),
            latency_ms=round((time.perf_counter() - began) * 1000),
            asked=prompt.rendered(facts, f"[{seed[:12]}]").text,
        )
