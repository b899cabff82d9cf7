"""Messages as words, and as the numbers that two messages are compared by."""

import math
import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]

LETTERS = 512
"""Hashed features: words, pairs of words, and runs of three and four letters, which forgive typing slips."""
_WEIGHTS = {"w": 1.5, "b": 1.0, "c": 0.5}


def plain(text: str) -> str:
    r"""Lower-case words of a message, compatibility forms folded, accents and invisible characters dropped.

    >>> plain("Wha\u200bt are  your HOURS?!")
    'what are your hours'
    """
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    hides = not folded.isascii()
    seen = "".join(c for c in folded if unicodedata.category(c) not in {"Mn", "Cf"}) if hides else folded
    return " ".join(re.findall(r"[^\W_]+", seen.replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "")))


def grams(words: Sequence[str]) -> Iterator[str]:
    """Words, pairs of words, and runs of letters within each word; the first letter says which.

    >>> list(grams(["no", "tea"]))
    ['w:no', 'w:tea', 'b:no tea', 'c: no', 'c:no ', 'c: no ', 'c: te', 'c:tea', 'c:ea ', 'c: tea', 'c:tea ']
    """
    yield from (f"w:{word}" for word in words)
    yield from (f"b:{a} {b}" for a, b in pairwise(words))
    for padded in (f" {word} " for word in words):
        yield from (f"c:{padded[i : i + n]}" for n in (3, 4) for i in range(len(padded) - n + 1))


def spelled(texts: Sequence[str]) -> Vector:
    """How texts are spelled, one row of unit length a text (zeros without words): grams hashed with a sign."""
    return np.array([_spelled(plain(text)) for text in texts], dtype=np.float32).reshape(-1, LETTERS)


@lru_cache(maxsize=4096)  # 4 MB when full; sandboxes share their texts
def _spelled(words: str) -> NDArray[np.float16]:
    row = np.zeros(LETTERS)
    for gram, times in Counter(grams(words.split())).items():
        number, weight = zlib.crc32(gram.encode()), (1 + math.log(times)) * _WEIGHTS[gram[0]]
        row[number % LETTERS] += weight if number & (1 << 31) else -weight
    length = math.sqrt(float(row @ row))
    return (row / (length or 1)).astype(np.float16)
