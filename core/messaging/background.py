"""What holds for messages to any business: rarity of words, and how far the evidence for an FAQ can be trusted.

Fitted on public data by ``data/fit/triage.py``, which names its sources; coefficients only.
"""

import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FILE = Path(__file__).parents[2] / "data" / "triage.npz"
BUCKETS = 1 << 14


@dataclass(frozen=True, eq=False, repr=False)
class Background:
    """Coefficients for one embedder's evidence.

    Attributes:
        rarity: by hashed word, how much a word tells: the logarithm of one in how many texts has it.
        middle: each piece of evidence's mean; with ``spread`` its scale.
        spread: each piece of evidence's standard deviation.
        trust: logistic coefficients, an intercept first: the chance that the closest FAQ is right.
    """

    rarity: NDArray[np.float32]
    middle: NDArray[np.float64]
    spread: NDArray[np.float64]
    trust: NDArray[np.float64]

    def weigh(self, words: list[str]) -> NDArray[np.float32]:
        """How much each word tells; the weights add up to 1."""
        told = self.rarity[[zlib.crc32(word.encode()) % BUCKETS for word in words]]
        return np.asarray(told / (told.sum() or 1))

    def log_odds(self, evidence: NDArray[np.float64]) -> NDArray[np.float64]:
        """Of the chance that the closest FAQ is what is asked; a row of evidence each."""
        scaled = np.clip((evidence - self.middle) / self.spread, -4, 4)
        return np.asarray(self.trust[0] + scaled @ self.trust[1:])


@cache
def coefficients() -> dict[str, NDArray[np.float16]]:
    """All that was fitted, by name; 0.2 MB."""
    with np.load(FILE) as kept:
        return {name: kept[name] for name in kept}


@cache
def background(embedder: str) -> Background:
    """The coefficients for an embedder; those of hashed words for one that is not known."""
    kept = coefficients()
    kind = embedder if f"{embedder}/trust" in kept else "hashed-1024"
    parts = (kept[f"{kind}/{name}"].astype(np.float64) for name in ("middle", "spread", "trust"))
    return Background(kept["rarity"].astype(np.float32), *parts)
