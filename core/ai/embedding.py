"""Vectors for a business: by the embedder it chose, remembered, and else by the one that is always there."""

import base64
import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

import numpy as np

from core.ai.allowance import Need, Standing
from core.ai.metered import Quota
from core.ai.model import estimated_tokens
from core.ai.remembered import CachePort
from core.errors import ModelFailed, QuotaSpent
from core.ports import Embedder, Vectors

BATCH = 128
"""Texts a call: below OpenAI's 2,048 inputs, and with long posts below its 300,000 tokens a request."""


@dataclass(frozen=True)
class Embedded:
    """One row a text, and who made them; ``fallback_reason`` says why it was not the embedder that was chosen."""

    rows: Vectors
    identity: str
    fallback_reason: str | None = None


@dataclass(frozen=True)
class Embedding:
    """The embedder that was chosen, if any, and the offline one behind it.

    ``busy`` says that a write transaction is open.
    """

    chosen: Embedder | None
    offline: Embedder
    busy: Callable[[], bool] = lambda: False

    def embed(self, texts: Sequence[str], *, stay_here: bool = False) -> Embedded:
        """Vectors of all the texts, by one and the same embedder.

        Args:
            texts: in any language.
            stay_here: ask nobody: for what is looked at while a screen is drawn.

        Raises:
            RuntimeError: a bug in the caller, who must ask before writing.
        """
        if self.chosen is None or stay_here:
            return Embedded(self.offline.embed(texts), self.offline.identity)
        if self.busy():
            raise RuntimeError("vectors were asked for inside a write transaction: read, ask, then write")
        try:
            return Embedded(self.chosen.embed(texts), self.chosen.identity)
        except (ModelFailed, QuotaSpent) as refusal:
            return Embedded(self.offline.embed(texts), self.offline.identity, refusal.message)


class Distant(Protocol):
    """An embedder over a wire; it takes a batch, none of it empty, and as many seconds as are left."""

    @property
    def identity(self) -> str: ...

    def embed(self, texts: Sequence[str], *, seconds: float) -> Vectors: ...


@dataclass(frozen=True)
class Kept:
    """Keeps each text's vector of ``inner`` in the business's own cache, in half precision: 700 bytes at 256 numbers.

    A text's vector never changes, so ``ttl`` only bounds the room it takes. What was paid for is kept batch by batch:
    where the endpoint gives up half-way, the next time goes on from there.

    Attributes:
        quota: holds tokens back for each call.
        deadline: seconds for all batches together.
    """

    inner: Distant
    cache: CachePort
    quota: Quota
    deadline: float = 20.0
    ttl: timedelta = timedelta(days=30)

    @property
    def identity(self) -> str:
        return self.inner.identity

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row a text; only what is not known yet is asked for, and each text once. Empty texts are zeros.

        Raises:
            ModelFailed: as ``inner``, or the deadline passed.
            QuotaSpent: something is not known, and no tokens are left; nothing was asked.
        """
        keys = [self._key(text) for text in texts]
        known = {key: kept for key in dict.fromkeys(keys) if (kept := self.cache.get(key)) is not None}
        wanted = {key: text for key, text in zip(keys, texts, strict=True) if key not in known and text.strip()}
        known |= self._asked(list(wanted.items()))
        found = [np.frombuffer(base64.b64decode(known.get(key, "")), dtype=np.float16) for key in keys]
        rows = np.zeros((len(texts), max(map(len, found), default=0)), dtype=np.float32)
        for row, vector in zip(rows, found, strict=True):
            row[: len(vector)] = vector
        rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
        return rows

    def _asked(self, wanted: Sequence[tuple[str, str]]) -> dict[str, str]:
        ends, known = time.monotonic() + self.deadline, dict[str, str]()
        for start in range(0, len(wanted), BATCH):
            part = wanted[start : start + BATCH]
            tokens = sum(estimated_tokens(text) for _, text in part)
            with self.quota.reserved(Need(tokens, tokens)) as grant:
                if grant.standing in {Standing.SPENT, Standing.CROWDED}:
                    raise QuotaSpent(grant.notice or "")
                rows = self.inner.embed([text for _, text in part], seconds=ends - time.monotonic())
            for (key, _), row in zip(part, rows, strict=True):
                known[key] = base64.b64encode(row.astype(np.float16).tobytes()).decode()
                self.cache.set(key, known[key], self.ttl)
        return known

    def _key(self, text: str) -> str:
        return "vector:" + hashlib.sha256(f"{self.identity}\n{text}".encode(errors="replace")).hexdigest()
