"""Messages as words, and as the numbers that two messages are compared by."""

import math
import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]

BUCKETS = 1 << 14
"""Hashed features: words, pairs of words, and runs of three and four letters, which forgive typing slips."""


def plain(text: str) -> str:
    r"""Lower-case words of a message, compatibility forms folded, accents and invisible characters dropped.

    >>> plain("Wha\u200bt are  your HOURS?!")
    'what are your hours'
    """
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    hides = not folded.isascii()
    seen = "".join(c for c in folded if unicodedata.category(c) not in {"Mn", "Cf"}) if hides else folded
    return " ".join(re.findall(r"[^\W_]+", seen.replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "")))


def _grams(text: str) -> Counter[int]:
    words = plain(text).split()
    spelled = [f"w:{w}" for w in words] + [f"b:{a} {b}" for a, b in pairwise(words)]
    padded = [f" {w} " for w in words]
    letters = [f"c:{p[i : i + n]}" for p in padded for n in (3, 4) for i in range(len(p) - n + 1)]
    return Counter(zlib.crc32(g.encode()) % BUCKETS for g in [*spelled, *letters])


def vector(text: str, idf: Vector) -> dict[int, float]:
    """Unit-length TF-IDF by bucket, sublinear in term frequency (Salton and Buckley 1988); empty without words."""
    weights = {bucket: (1 + math.log(times)) * float(idf[bucket]) for bucket, times in _grams(text).items()}
    length = math.hypot(*weights.values())
    return {bucket: weight / length for bucket, weight in weights.items()}


def inverse_frequency(texts: Sequence[str]) -> Vector:
    """Smoothed inverse document frequency; a word never seen weighs as much as one seen once."""
    df = np.zeros(BUCKETS)
    for text in texts:
        df[list(_grams(text))] += 1
    return np.asarray(np.log((1 + len(texts)) / (1 + np.maximum(df, 1))) + 1)
