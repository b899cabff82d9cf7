"""Any endpoint that speaks OpenAI's chat completions: strict schemas, one deadline, one repair."""

import json
import re
import secrets
import time
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import httpx2
import openai
from pydantic import BaseModel, ValidationError

from core.adapters.deadline import within
from core.ai.model import Answer, Attempt, Usage, WireError, estimated_tokens
from core.ai.prompt import Prompt, R
from core.ai.schema import strict_schema
from core.ai.wording import Tier
from core.errors import ModelFailed
from core.vocab import Engine

LEVELS = ("json_schema", "json_object", "prompt")
"""How firmly a reply's shape can be asked for, the firmest first."""
_NAMES_THE_FEATURE = re.compile(r"response_format|json_schema|json_object|structured output", re.IGNORECASE)
Message = dict[str, str]


@dataclass(frozen=True)
class OpenAICompatible:
    """A model behind an URL.

    Attributes:
        models: the model's name for each tier.
        deadline: seconds for one answer, repair included.
        levels: what each endpoint and model was found to enforce; kept by the caller between answers.
        price: dollars for a model's usage, or ``None`` when the price is unknown.
        transport: stands in for the network in tests.
    """

    models: Mapping[Tier, str]
    base_url: str = "https://api.openai.com/v1"
    api_key: str = ""
    deadline: float = 40.0
    levels: MutableMapping[str, str] = field(default_factory=dict)
    price: Callable[[str, Usage], Decimal | None] = lambda _model, _usage: None
    transport: httpx2.BaseTransport | None = None

    def answer(self, prompt: Prompt[R], facts: BaseModel) -> Answer[R]:
        """Ask, and once more with the validation errors when the reply does not fit.

        Raises:
            ModelFailed: the endpoint refused, failed, was late or answered the wrong shape twice; its cause
                is a ``WireError`` with every attempt.
        """
        return _Asking(self, prompt, facts).answer()


class _Asking:
    """One question under way: its messages so far, its attempts, and the moment it has to end."""

    def __init__(self, to: OpenAICompatible, prompt: Prompt[Any], facts: BaseModel) -> None:
        self.to, self.prompt = to, prompt
        self.rendered = prompt.rendered(facts, f"[{secrets.token_hex(8)}]")
        self.model = self.served = to.models[prompt.wording.tier]
        self.schema = strict_schema(prompt.reply)
        self.began = time.monotonic()
        self.attempts: list[Attempt] = []
        self.repairs: list[Message] = []

    def answer(self) -> Answer[Any]:
        while True:
            text = self._text()
            if text is None:
                continue
            try:
                reply = self.prompt.reply.model_validate_json(_unfenced(text))
            except ValidationError as fault:
                self._repair(text, fault)
                continue
            return self._answer(reply)

    def _text(self) -> str | None:
        """One wire call's text; ``None`` when the endpoint lacks a feature and a softer level is next."""
        sent = time.monotonic()
        try:
            raw = within(self.began + self.to.deadline - sent, self._call)
        except (TimeoutError, openai.APITimeoutError):
            raise self._failed("timeout", sent, "The AI endpoint took too long to answer.") from self._wire
        except openai.APIStatusError as refusal:
            if self._stepped_down(refusal):
                self._attempted("level refused", sent)
                return None
            raise self._failed(f"http {refusal.status_code}", sent, _plain(refusal.status_code)) from self._wire
        except openai.APIConnectionError:
            raise self._failed("unreachable", sent, "The AI endpoint cannot be reached.") from self._wire
        return self._read(raw, sent)

    def _call(self) -> str:
        with httpx2.Client(transport=self.to.transport, timeout=self.to.deadline) as http:
            client = openai.OpenAI(
                api_key=self.to.api_key or "none",
                base_url=self.to.base_url,
                max_retries=0,
                timeout=self.to.deadline,
                http_client=http,
            )
            return client.chat.completions.with_raw_response.create(
                model=self.model, messages=self._messages(), **self._format()
            ).http_response.text

    def _messages(self) -> Any:
        system = self.rendered.system
        if self.level != LEVELS[0]:
            system += f"\n\nAnswer with one JSON object of this schema and nothing else:\n{json.dumps(self.schema)}"
        return [{"role": "system", "content": system}, {"role": "user", "content": self.rendered.user}, *self.repairs]

    def _format(self) -> dict[str, Any]:
        if self.level == "json_schema":
            named = {"name": self.prompt.reply.__name__, "schema": self.schema, "strict": True}
            return {"response_format": {"type": "json_schema", "json_schema": named}}
        return {"response_format": {"type": "json_object"}} if self.level == "json_object" else {}

    @property
    def level(self) -> str:
        return self.to.levels.get(self._endpoint, LEVELS[0])

    @property
    def _endpoint(self) -> str:
        return f"{self.to.base_url} {self.model}"

    def _stepped_down(self, refusal: openai.APIStatusError) -> bool:
        at = LEVELS.index(self.level)
        if refusal.status_code not in {400, 422} or at == len(LEVELS) - 1:
            return False
        if not _NAMES_THE_FEATURE.search(f"{refusal.message} {refusal.response.text}"):
            return False
        self.to.levels[self._endpoint] = LEVELS[at + 1]
        return True

    def _read(self, raw: str, sent: float) -> str:
        try:
            body = json.loads(raw)
            choice = body["choices"][0]
            message = choice["message"]
        except (ValueError, KeyError, IndexError, TypeError):
            raise self._failed("not an answer", sent, "The AI endpoint answered with something else.") from self._wire
        usage = self._usage(body.get("usage"), message.get("content") or "")
        if message.get("refusal"):
            raise self._failed("refused", sent, "The model declined to write this.", usage) from self._wire
        self.served = body.get("model") or self.model
        self._attempted("cut off" if choice.get("finish_reason") == "length" else "answered", sent, usage)
        return message.get("content") or ""

    def _usage(self, counted: dict[str, Any] | None, text: str) -> Usage:
        if counted and "prompt_tokens" in counted:
            return Usage(counted["prompt_tokens"], counted.get("completion_tokens", 0))
        return Usage(estimated_tokens(self.rendered.text), estimated_tokens(text), estimated=True)

    def _repair(self, text: str, fault: ValidationError) -> None:
        if self.repairs:
            raise ModelFailed("The model's answer did not have the right shape, even when asked again.") from self._wire
        errors = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'answer'}: {e['msg']}" for e in fault.errors()[:8])
        again = f"That did not fit: {errors}. Send the whole JSON object again, corrected, and nothing else."
        self.repairs = [{"role": "assistant", "content": text[:8000]}, {"role": "user", "content": again}]

    def _attempted(self, outcome: str, sent: float, usage: Usage | None = None) -> None:
        used = usage or Usage(0, 0, estimated=True)
        spent = round((time.monotonic() - sent) * 1000)
        self.attempts.append(Attempt(outcome, self.served, used, spent, self.to.price(self.served, used), self.level))

    def _failed(self, outcome: str, sent: float, words: str, usage: Usage | None = None) -> ModelFailed:
        self._attempted(outcome, sent, usage)
        return ModelFailed(words)

    @property
    def _wire(self) -> WireError:
        return WireError(tuple(self.attempts))

    def _answer(self, reply: BaseModel) -> Answer[Any]:
        used = [attempt.usage for attempt in self.attempts]
        costs = [attempt.cost for attempt in self.attempts]
        wording = self.prompt.wording
        return Answer(
            reply=reply,
            engine=Engine.MODEL,
            model=self.served,
            prompt_id=self.prompt.id,
            prompt_version=wording.version,
            prompt_hash=wording.hash,
            usage=Usage(
                sum(u.tokens_in for u in used), sum(u.tokens_out for u in used), any(u.estimated for u in used)
            ),
            cost=None if None in costs else sum((c for c in costs if c is not None), Decimal(0)),
            latency_ms=round((time.monotonic() - self.began) * 1000),
            asked=self.rendered.text,
            attempts=tuple(self.attempts),
        )


def _unfenced(text: str) -> str:
    """The JSON object inside a text that may wrap it in a code fence or a sentence."""
    found = re.search(r"\{.*\}", text, re.DOTALL)
    return found.group() if found else text


def _plain(status: int) -> str:
    if status in {401, 403}:
        return "The AI endpoint refused the key. Check it in Settings."
    if status == 404:
        return "The AI endpoint does not know this model. Check its name in Settings."
    if status == 429:
        return "The AI endpoint is busy or its quota is used up."
    return f"The AI endpoint failed (status {status})."
