"""Any endpoint that speaks OpenAI's chat completions: strict schemas, one deadline, own retries, one repair."""

import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Any

import httpx2
from pydantic import BaseModel, ValidationError

from core.adapters.fault import LATE, Fault
from core.adapters.prices import price, table
from core.adapters.shaping import Message, in_words, messages, shape_of, unfenced
from core.adapters.wire import Declined, Said, Wire
from core.ai.backoff import pause
from core.ai.endpoint import Reach
from core.ai.ladder import Footing, Ladder
from core.ai.model import BLIND, MOST_OUT, PICTURE_IN, Answer, Attempt, Usage, WireError, estimated_tokens, summed
from core.ai.pool import Pool
from core.ai.prompt import Prompt, R
from core.ai.schema import strict_schema
from core.ai.wording import Tier
from core.errors import ModelFailed
from core.vocab import Engine

TRIES = 4
"""Calls for one reply, the first included."""
UNSEEING = {"http 404", "http 415", "http 500", "http 501"}
"""How some servers refuse a picture (OpenRouter 404, llama.cpp 500); the words must name it as well."""
SHORTEST = 0.25
"""Seconds that another try needs: one that is sure to be late would be paid for and never read."""


@dataclass(frozen=True)
class OpenAICompatible:
    """A model behind an URL.

    Attributes:
        models: the model's name for each tier.
        deadline: seconds for one answer: waiting for a place, every try and the repair included.
        ladder: what each endpoint and model was found to take; shared by the whole process.
        pool: how many questions are under way at once; shared by the whole process.
        price: dollars for an address's, a model's usage, or ``None`` when the price is unknown.
        reach: where the endpoint may lie, whatever its name resolves to.
        connect: makes what carries one call, where that is not the plain network.
        sleep: waits so many seconds.
    """

    models: Mapping[Tier, str]
    base_url: str = "https://api.openai.com/v1"
    api_key: str = field(default="", repr=False)
    deadline: float = 40.0
    ladder: Ladder = field(default_factory=Ladder)
    pool: Pool = field(default_factory=Pool)
    price: Callable[[str, str, Usage], Decimal | None] = price
    reach: Reach = "anywhere"
    connect: Callable[[], httpx2.BaseTransport] | None = None
    sleep: Callable[[float], None] = time.sleep

    def answer(self, prompt: Prompt[R], facts: BaseModel) -> Answer[R]:
        """Ask, again where that may help, and once more with the validation errors when the reply does not fit.

        Raises:
            ModelFailed: the endpoint refused, failed, was late or answered the wrong shape twice; its cause
                is a ``WireError`` with every attempt.
        """
        asking = _Asking(self, prompt, facts)
        try:
            with self.pool.slot(asking.left):
                return asking.answer()
        except TimeoutError:
            words = "Too many texts are being written at once. Try again in a minute."
            raise ModelFailed(words) from WireError((), is_down=False)


class _Asking:
    """One question under way: its messages so far, its attempts, and the moment it has to end."""

    def __init__(self, to: OpenAICompatible, prompt: Prompt[Any], facts: BaseModel) -> None:
        self.to, self.prompt = to, prompt
        self.began = time.monotonic()
        self.rendered = prompt.rendered(facts, f"[{secrets.token_hex(8)}]")
        self.model = self.served = to.models[prompt.wording.tier]
        self.schema = strict_schema(prompt.reply)
        self.wire = Wire(to.base_url, to.api_key, to.reach, to.connect)
        self.attempts: list[Attempt] = []
        self.repairs: list[Message] = []
        self.chance = Random()  # noqa: S311 - spreads the returns of many, nothing secret

    @property
    def left(self) -> float:
        """Seconds until the deadline."""
        return self.began + self.to.deadline - time.monotonic()

    def answer(self) -> Answer[Any]:
        while True:
            footing, sent, said = self._said()
            try:
                reply = self.prompt.read(unfenced(said.text), said.text if said.is_cut else "")
            except ValidationError as misfit:
                self._attempted("cut off" if said.is_cut else "wrong shape", sent, footing, said.usage, said.text)
                self._repair(said, misfit)
                continue
            self._attempted("cut off" if said.is_cut else "answered", sent, footing, said.usage, said.text)
            return self._answer(reply, footing)

    def _said(self) -> tuple[Footing, float, Said]:
        """One reply, whatever its shape; the tries before it, and the steps down, are attempts of their own."""
        tries = 0
        while True:
            footing, sent = self.to.ladder.footing(self._endpoint), time.monotonic()
            if self.rendered.picture and not footing.sees:
                raise ModelFailed(BLIND) from self._wire(is_down=False)
            try:
                said = self.wire.post(self.left, model=self.model, **self._request(footing))
            except Fault as fault:
                tries += self._missed(fault, footing, sent)
                self._wait_or_fail(fault, tries)
                continue
            self.served = said.model or self.model
            return footing, sent, said

    def _missed(self, fault: Fault, footing: Footing, sent: float) -> int:
        """Write a miss down; how many tries it uses up: none when a softer way is next."""
        shown = bool(self.rendered.picture)
        refused = fault.outcome in ({"http 400", "http 422"} | (UNSEEING if shown else set()))
        if refused and self.to.ladder.stepped_down(self._endpoint, footing, fault.says, shown=shown):
            self._attempted("level refused", sent, footing, Usage(0, 0))
            return 0
        unknown = None if fault.begun else Usage(0, 0)
        self._attempted(fault.outcome, sent, footing, fault.usage if isinstance(fault, Declined) else unknown)
        return 1

    def _wait_or_fail(self, fault: Fault, tries: int) -> None:
        if self.attempts[-1].outcome == "level refused":
            return
        wait = pause(tries, fault.after, self.chance) if fault.again else 0.0
        if not fault.again or tries >= TRIES or wait + SHORTEST >= self.left:
            raise ModelFailed(fault.words) from self._wire(is_down=fault.down)
        self.to.sleep(wait)
        if self.left < SHORTEST:
            raise ModelFailed(LATE.words) from self._wire(is_down=True)

    def _request(self, footing: Footing) -> dict[str, Any]:
        shape = shape_of(footing, self.prompt.reply.__name__, self.schema, most=MOST_OUT)
        return shape | {"messages": [*messages(self.rendered, footing.level, self.schema), *self.repairs]}

    @property
    def _endpoint(self) -> str:
        return f"{self.to.base_url} {self.model}"

    def _repair(self, said: Said, misfit: ValidationError) -> None:
        if self.repairs:
            words = "The model's answer did not have the right shape, even when asked again."
            raise ModelFailed(words) from self._wire(is_down=False)
        errors = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'answer'}: {e['msg']}" for e in misfit.errors()[:8])
        shorter = " It was cut off: be much shorter." if said.is_cut else ""
        again = f"That did not fit: {errors}.{shorter} {in_words(self.schema)}"  # said, for those who ignore it
        self.repairs = [{"role": "assistant", "content": said.text[:8000]}, {"role": "user", "content": again}]

    def _attempted(self, outcome: str, sent: float, footing: Footing, usage: Usage | None, text: str = "") -> None:
        spent = round((time.monotonic() - sent) * 1000)
        asked = self.rendered.text + in_words(self.schema) + "".join(turn["content"] for turn in self.repairs)
        seen = PICTURE_IN if self.rendered.picture else 0
        used = usage or Usage(estimated_tokens(asked) + seen, estimated_tokens(text), estimated=True)
        cost = self.to.price(self.to.base_url, self.served, used)
        self.attempts.append(Attempt(outcome, self.served, used, spent, cost, footing.level, self.model, table()))

    def _wire(self, *, is_down: bool) -> WireError:
        return WireError(tuple(self.attempts), is_down=is_down)

    def _answer(self, reply: BaseModel, footing: Footing) -> Answer[Any]:
        costs = [attempt.cost for attempt in self.attempts]
        wording = self.prompt.wording
        return Answer(
            reply=reply,
            engine=Engine.MODEL,
            model=self.served,
            prompt_id=self.prompt.id,
            prompt_version=wording.version,
            prompt_hash=wording.hash,
            usage=summed(attempt.usage for attempt in self.attempts),
            cost=None if None in costs else sum((c for c in costs if c is not None), Decimal(0)),
            latency_ms=round((time.monotonic() - self.began) * 1000),
            asked=self.rendered.text,
            level=footing.level,
            attempts=tuple(self.attempts),
        )
