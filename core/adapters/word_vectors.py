"""WordLlama's word vectors, read straight from its installed files: no network, and nothing of it is imported.

Its own ``load()`` looks for the tokenizer on the network, and importing it brings in what we never call. What we need
is two files: a table of 32,000 word pieces by 256 numbers, which is mapped and never read whole, and the pieces' names.
"""

import json
import struct
from collections.abc import Sequence
from functools import cached_property, lru_cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.ports import Vectors

WEIGHTS, PIECES = "weights/l2_supercat_256.safetensors", "tokenizers/l2_supercat_tokenizer_config.json"
LONGEST = 20_000
"""Characters of a text that are looked at: what it is about is said by then."""
LONGEST_WORD = 60
"""Longer runs without a blank are no words; they are cut, for the time to split one grows with its square."""
_START = "\N{LOWER ONE EIGHTH BLOCK}"
_NEVER = 1 << 30


class WordVectors:
    """A text is the mean of its word pieces' vectors: 256 numbers, 2 MB of names, about 0.1 ms a text."""

    identity = "wordllama-256"

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or _installed()
        self._split = lru_cache(maxsize=20_000)(self._pieces_of)
        self._kept = lru_cache(maxsize=8_192)(self._mean)  # about 9 MB when full; sandboxes share their texts

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row a text; a text without words is a row of zeros."""
        rows = np.zeros((len(texts), self._table.shape[1]), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            row[:] = self._kept(text[:LONGEST])
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        rows /= np.where(lengths > 0, lengths, 1)
        return rows

    def _mean(self, text: str) -> NDArray[np.float16]:
        pieces = self.pieces(text)
        mean: NDArray[np.float32] = self._table[pieces].sum(axis=0, dtype=np.float32) / max(len(pieces), 1)
        return mean.astype(np.float16)

    def pieces(self, text: str) -> list[int]:
        """The numbers of a text's word pieces; blanks of every kind are one blank."""
        words = text.replace(_START, " ").split()
        cut = (word[at : at + LONGEST_WORD] for word in words for at in range(0, len(word), LONGEST_WORD))
        return [piece for word in cut for piece in self._split(_START + word)]

    def _pieces_of(self, word: str) -> tuple[int, ...]:
        """Byte-pair encoding (Sennrich et al. 2016): join the neighbours whose joint name is the commonest, again.

        In this vocabulary a commoner name has a lower number; letters without a name are spelled in UTF-8 bytes.
        """
        names, parts = self._names, []
        for letter in word:
            parts += [letter] if letter in names else [f"<0x{byte:02X}>" for byte in letter.encode(errors="replace")]
        while len(parts) > 1:
            joint = [names.get(a + b, _NEVER) for a, b in pairwise(parts)]
            if (best := min(joint)) == _NEVER:
                break
            at = joint.index(best)
            parts[at : at + 2] = [parts[at] + parts[at + 1]]
        return tuple(names[part] for part in parts)

    @cached_property
    def _names(self) -> dict[str, int]:
        told = json.loads((self._folder / PIECES).read_text(encoding="utf-8"))
        names: dict[str, int] = told["model"]["vocab"]
        return names

    @cached_property
    def _table(self) -> NDArray[np.float16]:
        """The safetensors format: the header's length, a JSON header, and then the numbers."""
        path = self._folder / WEIGHTS
        with path.open("rb") as file:
            (size,) = struct.unpack("<Q", file.read(8))
            header = json.loads(file.read(size))
        (name,) = (name for name in header if name != "__metadata__")
        shape, begins = tuple(header[name]["shape"]), header[name]["data_offsets"][0]
        return np.asarray(np.memmap(path, dtype="<f2", mode="r", offset=8 + size + begins, shape=shape))


def _installed() -> Path:
    spec = find_spec("wordllama")
    assert spec is not None, "wordllama is not installed: requirements.txt has it"
    assert spec.submodule_search_locations
    return Path(next(iter(spec.submodule_search_locations)))
