"""Which FAQ a message asks, and whether it may be answered alone: learnt from the phrasings on this machine."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from core.backends import offline_embedder
from core.messaging.background import Background, background
from core.messaging.evidence import Taught, evidence, teach
from core.messaging.heads import Owners
from core.messaging.words import Vector, plain, spelled

FEWEST_PHRASINGS = 5
"""Below this an FAQ only ever suggests: from 1 to 5 phrasings, coverage grows three- to six-fold."""
OUT_OF_SCOPE_SHARE = 0.6
"""Share of real messages to small businesses that no FAQ covers: 42-72% (HINT3, Arora et al. 2020)."""
IN_SCOPE = 0.12
"""Confidence from which a message is about what the FAQs are about: on CLINC150, left out of the fit, 87% of the
questions are kept with the right FAQ, and 87% of those that no FAQ covers are turned away."""
FEWEST_FAQS = 4
"""Below this, leaving one out says too little about foreign messages: only a stored phrasing is answered."""
CAUTION = 6
"""The threshold is ``precision ** CAUTION``: where sources left out of the fit kept the precision of the default."""
FOLDS = 4
MOST_TRIED = 600
"""Phrasings tried against the others; more would not change the threshold."""
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Match:
    """The closest FAQ (``None`` when there is none) and the estimated chance, 0-1, that it is right."""

    key: str | None
    confidence: float


@dataclass(frozen=True, eq=False, repr=False)
class FaqMatcher:
    """What :func:`learn` made of the phrasings. Built once, asked many times; never changes.

    Attributes:
        keys: the FAQs, in alphabetical order.
        threshold: the confidence, 0-1, from which an FAQ may answer by itself; infinite when
            the examples are too few.
    """

    keys: tuple[str, ...]
    threshold: float
    _able: frozenset[str]
    _exact: Mapping[str, str]
    _taught: Taught | None
    _shift: float

    def best(self, text: str) -> Match:
        """The closest FAQ and the chance, 0-1, that it is what the message asks."""
        return self._kept(text)

    @cached_property
    def _kept(self) -> Callable[[str], Match]:
        """Screens ask about the same messages again and again; the answer never changes."""
        return lru_cache(maxsize=1000)(self._found)

    def _found(self, text: str) -> Match:
        words = plain(text)
        if stored := self._exact.get(words):
            return Match(stored, 1.0)
        if self._taught is None or not words:
            return Match(None, 0.0)
        tops, rows = evidence(self._taught, [text], _meanings([text]), spelled([text]))
        return Match(self.keys[tops[0]], float(_chance(self._taught.background.log_odds(rows) + self._shift)[0]))

    def auto(self, text: str) -> str | None:
        """The FAQ that may answer by itself, or ``None``: silence beats a wrong answer."""
        return self.sure(text, self.best(text))

    def sure(self, text: str, found: Match) -> str | None:
        """What ``auto`` says of a text whose closest FAQ is known."""
        sure = plain(text) in self._exact or found.confidence >= self.threshold
        return found.key if sure and found.key in self._able else None


def learn(
    examples: Mapping[str, Sequence[str]], *, precision: float = 0.98, known: Background | None = None
) -> FaqMatcher:
    """A matcher for these FAQs (key -> phrasings), as cautious as ``precision`` (right / answered) asks.

    Empty phrasings are ignored, and one that stands under two FAQs is never an exact match for either. The
    confidence is cross-validated on the phrasings alone, of which some FAQs are left out as a whole to imitate what
    nobody foresaw; real messages are rougher, so on them the precision reached is lower than the one asked for.

    Args:
        examples: each FAQ's phrasings.
        precision: the caution, a fraction.
        known: other coefficients than those shipped, to measure with.

    >>> learn({"hours": ["When are you open?"]}).best("when are you open").key
    'hours'
    >>> learn({"hours": ["When are you open?"]}).auto("when are you open") is None
    True

    Raises:
        ValueError: ``precision`` is not between 0 and 1.
    """
    if not 0 < precision <= 1:
        raise ValueError("precision is a fraction above 0, at most 1")
    said = {k: [p for p in dict.fromkeys(examples[k]) if plain(p)] for k in sorted(examples)}
    said = {k: phrasings for k, phrasings in said.items() if phrasings}
    keys, texts = tuple(said), [p for phrasings in said.values() for p in phrasings]
    owners = np.repeat(np.arange(len(keys)), [len(phrasings) for phrasings in said.values()])
    taught, threshold, shift = None, math.inf, 0.0
    if keys:
        meanings, spellings = _meanings(texts), spelled(texts)
        about = known or background(offline_embedder().identity)
        taught = teach(texts, owners, meanings, spellings, about)
        if len(keys) >= FEWEST_FAQS:
            shift = _shift(*_tried(texts, owners, meanings, spellings, about))
            threshold = precision**CAUTION
    return FaqMatcher(
        keys=keys,
        threshold=threshold,
        _able=frozenset(k for k in keys if len(said[k]) >= FEWEST_PHRASINGS),
        _exact=_exact(said),
        _taught=taught,
        _shift=shift,
    )


def _exact(said: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The phrasings that stand under one FAQ only."""
    owners: dict[str, set[str]] = {}
    for key, phrasings in said.items():
        for phrasing in phrasings:
            owners.setdefault(plain(phrasing), set()).add(key)
    return {words: next(iter(ks)) for words, ks in owners.items() if len(ks) == 1}


def _tried(
    texts: Sequence[str], owners: Owners, meanings: Vector, spellings: Vector, about: Background
) -> tuple[Numbers, Numbers, Numbers]:
    """Log odds, rightness and weight of phrasings that were left out of the learning.

    In each fold a quarter of the FAQs is left out as a whole (questions nobody foresaw) and of the others a quarter
    of the phrasings (known questions in new words); the weights make ``OUT_OF_SCOPE_SHARE`` of them out of scope.
    """
    odds, rights, foreign = [], [], []
    for learnt, held in _folds(owners):
        kept, inside = np.unique(owners[learnt], return_inverse=True)
        taught = teach([texts[i] for i in learnt], inside, meanings[learnt], spellings[learnt], about)
        tops, rows = evidence(taught, [texts[i] for i in held], meanings[held], spellings[held])
        odds.append(about.log_odds(rows))
        rights.append(kept[tops] == owners[held])
        foreign.append(~np.isin(owners[held], kept))
    out = np.concatenate(foreign)
    shares = np.where(out, OUT_OF_SCOPE_SHARE / max(out.sum(), 1), (1 - OUT_OF_SCOPE_SHARE) / max((~out).sum(), 1))
    return np.concatenate(odds), np.concatenate(rights).astype(float), shares


def _folds(owners: Owners) -> Iterator[tuple[Owners, Owners]]:
    """What is learnt and what is held back; of very many phrasings one fold, thinned."""
    counts = np.bincount(owners)
    place = np.arange(len(owners)) - np.repeat(np.r_[0, np.cumsum(counts)[:-1]], counts)
    for fold in range(FOLDS if len(owners) <= MOST_TRIED * FOLDS else 1):
        away = owners % FOLDS == fold
        some = ~away & ((place + owners) % FOLDS == fold) & (counts[owners] > 1)
        held = np.flatnonzero(away | some)
        yield np.flatnonzero(~away & ~some), held[:: -(-len(held) // MOST_TRIED)]


def _shift(odds: Numbers, right: Numbers, weights: Numbers) -> float:
    """How much surer or less sure these FAQs allow to be than others: added to all log odds.

    Maximum a posteriori with a standard normal prior, by Newton's method, so that few phrasings move it little.
    """
    shift, weights = 0.0, weights / weights.sum() * len(odds)
    for _ in range(30):
        chances = _chance(odds + shift)
        slope = float((weights * (chances - right)).sum()) + shift
        shift -= slope / (float((weights * chances * (1 - chances)).sum()) + 1)
    return shift


def _chance(odds: Numbers) -> Numbers:
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))))


def _meanings(texts: Sequence[str]) -> Vector:
    return offline_embedder().embed(texts)
