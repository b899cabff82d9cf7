"""Vectors from any endpoint that speaks OpenAI's embeddings: one call, one deadline, one row in the bill."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx2
import numpy as np

from core.adapters.fault import Fault
from core.adapters.json_call import posted
from core.adapters.prices import price, table
from core.ai.model import Attempt, Usage, estimated_tokens
from core.errors import ModelFailed
from core.ports import Vectors

LONGEST = 6_000
"""Characters of a text that are sent: below 8,192 tokens in any script we know of."""
WIDTH = 256
"""Numbers a vector, where the model can be asked for fewer (OpenAI's ``text-embedding-3``, MTEB 62.0 of 64.6)."""

ODD = "What answered gave no vectors. Check the address and the model of the embeddings."


@dataclass(frozen=True)
class OpenAIEmbedder:
    """An endpoint, its key and its model.

    Attributes:
        record: told of every call as it ends, well or badly.
        transport: stands in for the network in tests.
    """

    model: str
    base_url: str = "https://api.openai.com/v1"
    api_key: str = field(default="", repr=False)
    record: Callable[[Attempt], None] = lambda _attempt: None
    transport: httpx2.BaseTransport | None = None

    @property
    def identity(self) -> str:
        return f"{self.base_url} {self.model}"

    def embed(self, texts: Sequence[str], *, seconds: float = 20.0) -> Vectors:
        """One row a text, all in one call and within so many seconds; texts without words are refused by endpoints.

        Raises:
            ModelFailed: the endpoint refused, was late, or answered something else. The call is billed all the same.
        """
        sent, usage, outcome = time.monotonic(), Usage(0, 0, estimated=True), "answered"
        try:
            body = self._post([text[:LONGEST] for text in texts], seconds)
            usage = _usage(body, texts)
            return _rows(body, len(texts))
        except Fault as fault:
            outcome = fault.outcome
            raise ModelFailed(fault.words) from fault
        finally:
            spent, cost = round((time.monotonic() - sent) * 1000), price(self.base_url, self.model, usage)
            self.record(Attempt(outcome, self.model, usage, spent, cost, asked=self.model, prices=table()))

    def _post(self, texts: list[str], seconds: float) -> Any:
        asked: dict[str, Any] = {"model": self.model, "input": texts, "encoding_format": "float"}
        if self.model.startswith("text-embedding-3"):
            asked["dimensions"] = WIDTH
        return posted(
            f"{self.base_url}/embeddings",
            asked,
            api_key=self.api_key,
            seconds=seconds,
            transport=self.transport,
            odd=ODD,
        )


def _rows(body: Any, count: int) -> Vectors:
    """The vectors in the order of their texts, each of length 1: some servers answer out of order, or unscaled."""
    try:
        told = {int(one["index"]): one["embedding"] for one in body["data"]}
        rows = np.array([told[place] for place in range(count)], dtype=np.float32)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    except (LookupError, TypeError, ValueError) as odd:
        raise _odd() from odd
    if not (np.isfinite(lengths).all() and (lengths > 0).all()):
        raise _odd()
    rows /= lengths
    return rows


def _odd() -> Fault:
    return Fault("not an answer", ODD)


def _usage(body: Any, texts: Sequence[str]) -> Usage:
    told = body.get("usage") if isinstance(body, dict) else None
    if isinstance(told, dict) and isinstance(told.get("prompt_tokens"), int):
        return Usage(told["prompt_tokens"], 0)
    return Usage(sum(map(estimated_tokens, texts)), 0, estimated=True)
