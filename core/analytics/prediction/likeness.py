"""How alike the texts of one account are: rare words count more, words seen once tell nothing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.analytics.prediction.columns import Floats
from core.analytics.prediction.text import terms

MOST = 2_000
"""Terms kept, the most frequent ones."""


@dataclass(frozen=True)
class Texts:
    """Posts x terms, each row of length 1 (or empty), and the terms with their place and weight."""

    rows: Floats
    known: dict[str, tuple[int, float]]

    def row(self, text: str) -> tuple[list[int], Floats, list[str]]:
        """A new text's terms that are known: their places, their values, and the terms themselves."""
        found = sorted(term for term in terms(text) if term in self.known)
        weights = np.array([self.known[term][1] for term in found])
        length = float(np.sqrt(weights @ weights)) if found else 1.0
        return [self.known[term][0] for term in found], weights / length, found

    def alike(self, text: str) -> Floats:
        """The cosine between a new text and each post's."""
        places, values, _ = self.row(text)
        return np.asarray(self.rows[:, places] @ values) if places else np.zeros(len(self.rows))


def texts(of: Sequence[str]) -> Texts:
    """Read the texts of an account's posts (tf-idf with each term counted once a post)."""
    said = [terms(text) for text in of]
    seen = Counter(term for one in said for term in one)
    kept = [term for term, times in sorted(seen.items(), key=lambda item: (-item[1], item[0])) if times > 1][:MOST]
    rarity = {term: float(np.log((len(of) + 1) / (seen[term] + 1)) + 0.2) for term in kept}
    known = {term: (place, rarity[term]) for place, term in enumerate(kept)}
    rows = np.zeros((len(of), len(kept)), np.float32)
    for row, one in zip(rows, said, strict=True):
        for term in one & known.keys():
            row[known[term][0]] = known[term][1]
    lengths = np.sqrt((rows**2).sum(axis=1, keepdims=True))
    return Texts(rows / np.maximum(lengths, 1e-9), known)
