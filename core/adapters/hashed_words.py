"""Word counts as vectors, for machines that the word vectors have no build for: alike means worded alike."""

import re
import zlib
from collections.abc import Iterator, Sequence

import numpy as np

from core.ports import Vectors

WIDTH = 1024
"""Buckets; a post has a hundred features, so that few of them meet in one."""
LONGEST = 20_000


class HashedWords:
    """Words and runs of four letters, hashed with a sign (Weinberger et al. 2009), so that meetings cancel out."""

    identity = f"hashed-{WIDTH}"

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row a text; a text without words is a row of zeros."""
        rows = np.zeros((len(texts), WIDTH), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for feature in _features(text[:LONGEST].casefold()):
                number = zlib.crc32(feature.encode(errors="replace"))
                row[number % WIDTH] += 1 if number & (1 << 31) else -1
        rows = np.sign(rows) * np.log1p(np.abs(rows))
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        rows /= np.where(lengths > 0, lengths, 1)
        return rows


def _features(text: str) -> Iterator[str]:
    for word in re.findall(r"\w+", text):
        yield word
        yield from (f"{word[at : at + 4]}~" for at in range(len(word) - 3))
