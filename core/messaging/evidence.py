"""What speaks for the closest FAQ: how near its phrasings are, what two heads say, and which words stay unexplained."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from core.backends import offline_embedder
from core.messaging.background import Background
from core.messaging.heads import Owners, fit, shares
from core.messaging.words import Vector, plain

NAMES = (
    "nearest meaning", "mean meaning", "lead in meaning", "nearest spelling", "mean spelling", "lead in spelling",
    "meaning's head", "spelling's head", "heads agree", "words explained", "worst word", "phrasing covered",
    "words in common", "words known at all", "new negation", "length", "is a question",
)  # fmt: skip
"""The pieces of evidence, in order."""
MOST_WORDS = 120
"""Words of a message that are explained one by one: its question is put by then."""
_NEGATION = frozenset(
    """no not nor never none nothing neither cant cannot dont didnt doesnt isnt wasnt wont wouldnt havent hasnt couldnt
    shouldnt aint unable without already still yet again stop stopped instead fail failed failing wrong problem issue
    error""".split()  # noqa: SIM905
)
"""Words that turn a question into its opposite or into a report; one that no phrasing has is a bad sign."""
_ASKING = frozenset(
    "what when where which who why how is are can could do does did will would should may".split()  # noqa: SIM905
)


@dataclass(frozen=True, eq=False, repr=False)
class Words:
    """One FAQ's words: their vectors, and each phrasing's as shares that add up to 1."""

    at: Mapping[str, int]
    vectors: Vector
    phrasings: Vector


@dataclass(frozen=True, eq=False, repr=False)
class Taught:
    """Phrasings with what was learnt of them; those of one FAQ stand next to each other.

    ``starts`` has the place of each FAQ's first phrasing.
    """

    texts: tuple[str, ...]
    starts: Owners
    meanings: Vector
    spellings: Vector
    by_meaning: Vector
    by_spelling: Vector
    mean_meanings: Vector
    mean_spellings: Vector
    vocabulary: frozenset[str]
    background: Background
    _words: dict[int, Words] = field(default_factory=dict)

    def words(self, faq: int) -> Words:
        """The words of one FAQ, looked up when first asked for."""
        if faq not in self._words:
            self._words[faq] = _words_of(self.phrasings(faq), self.background)
        return self._words[faq]

    def phrasings(self, faq: int) -> tuple[str, ...]:
        """What one FAQ was taught."""
        return self.texts[slice(*self.span(faq))]

    def span(self, faq: int) -> tuple[int, int]:
        """The place of an FAQ's first phrasing, and the place after its last."""
        ends = int(self.starts[faq + 1]) if faq + 1 < len(self.starts) else len(self.texts)
        return int(self.starts[faq]), ends


def teach(texts: Sequence[str], owners: Owners, meanings: Vector, spellings: Vector, known: Background) -> Taught:
    """Learn phrasings: ``owners`` says of each which FAQ's it is, in rising order from 0, none left out."""
    starts = np.flatnonzero(np.r_[True, owners[1:] != owners[:-1]])
    many = len(starts)
    return Taught(
        texts=tuple(texts),
        starts=starts,
        meanings=meanings,
        spellings=spellings,
        by_meaning=fit(meanings, owners, many),
        by_spelling=fit(spellings, owners, many),
        mean_meanings=_means(meanings, starts),
        mean_spellings=_means(spellings, starts),
        vocabulary=frozenset(word for text in texts for word in plain(text).split()),
        background=known,
    )


def evidence(
    taught: Taught, texts: Sequence[str], meanings: Vector, spellings: Vector
) -> tuple[Owners, NDArray[np.float64]]:
    """The closest FAQ of each text, by both heads together, and what speaks for it, in the order of ``NAMES``."""
    heads = [shares(meanings @ taught.by_meaning), shares(spellings @ taught.by_spelling)]
    tops = (heads[0] + heads[1]).argmax(axis=1)
    near = np.maximum.reduceat(meanings @ taught.meanings.T, taught.starts, axis=1)
    mean = meanings @ taught.mean_meanings.T
    spelled_mean = spellings @ taught.mean_spellings.T
    here = np.arange(len(texts)), tops
    rows = np.zeros((len(texts), len(NAMES)))
    rows[:, 0], rows[:, 1], rows[:, 2] = near[here], mean[here], _lead((near + mean) / 2, tops)
    rows[:, 3] = [_nearest(taught, top, spelling) for top, spelling in zip(tops, spellings, strict=True)]
    rows[:, 4], rows[:, 5] = spelled_mean[here], _lead(spelled_mean, tops)
    rows[:, 6], rows[:, 7] = (_log_odds(head[here]) for head in heads)
    rows[:, 8] = heads[0].argmax(axis=1) == heads[1].argmax(axis=1)
    for row, top, text in zip(rows, tops, texts, strict=True):
        row[9:] = _explained(taught, int(top), plain(text).split()[:MOST_WORDS])
    return tops, rows


def _explained(taught: Taught, faq: int, said: Sequence[str]) -> tuple[float, ...]:
    """How well the FAQ's words account for the message's, each word by its nearest, rare words weighing more."""
    words = list(dict.fromkeys(said))
    if not words:
        return (0.0,) * 8
    known, weights = taught.words(faq), taught.background.weigh(words)
    alike = word_vectors(words) @ known.vectors.T
    nearest = np.maximum.reduce(alike, axis=1)
    there = set(words)
    return (
        float(weights @ nearest),
        float((weights * (1 - nearest)).max()) * len(words) ** 0.5,
        float((known.phrasings @ np.maximum.reduce(alike, axis=0)).max()),
        float(sum(weight for word, weight in zip(words, weights, strict=True) if word in known.at)),
        float(sum(weight for word, weight in zip(words, weights, strict=True) if word in taught.vocabulary)),
        float(bool((there & _NEGATION) - known.at.keys())),
        float(np.log(len(words))),
        float(bool(there & _ASKING)),
    )


def _words_of(phrasings: Sequence[str], known: Background) -> Words:
    split = [list(dict.fromkeys(plain(phrasing).split())) for phrasing in phrasings]
    at = {word: place for place, word in enumerate(dict.fromkeys(word for words in split for word in words))}
    parts = np.zeros((len(phrasings), len(at)), dtype=np.float32)
    for row, words in zip(parts, split, strict=True):
        row[[at[word] for word in words]] = known.weigh(words)
    return Words(at, word_vectors(list(at)), parts)


def word_vectors(words: Sequence[str]) -> Vector:
    """The meaning of single words, a row each."""
    return np.array([_word(word) for word in words], dtype=np.float32)


@lru_cache(maxsize=8192)  # 5 MB when full
def _word(word: str) -> NDArray[np.float16]:
    return np.asarray(offline_embedder().embed([word])[0], dtype=np.float16)


def _means(rows: Vector, starts: Owners) -> Vector:
    """Each FAQ's mean phrasing, at unit length."""
    means = np.add.reduceat(rows, starts, axis=0)
    lengths = np.linalg.norm(means, axis=1, keepdims=True)
    return np.asarray(means / np.where(lengths > 0, lengths, 1))


def _lead(scores: Vector, tops: Owners) -> Vector:
    """How far the chosen FAQ is ahead of the next best; its whole score where there is no other."""
    here = np.arange(len(scores)), tops
    own = scores[here]
    if scores.shape[1] == 1:
        return np.asarray(own)
    others = scores.copy()
    others[here] = -np.inf
    return np.asarray(own - others.max(axis=1))


def _nearest(taught: Taught, faq: int, spelling: Vector) -> float:
    first, last = taught.span(faq)
    return float((taught.spellings[first:last] @ spelling).max())


def _log_odds(chances: Vector) -> Vector:
    kept = np.clip(chances, 1e-3, 1 - 1e-3)
    return np.asarray(np.log(kept / (1 - kept)))
