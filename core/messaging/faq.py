"""Which FAQ a message asks: a word and letter matcher whose threshold is learnt from the phrasings alone."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain

import numpy as np

from core.messaging.words import Vector, inverse_frequency, plain, vector

FEWEST_PHRASINGS = 5
"""Below this an FAQ only ever suggests: from 1 to 5 phrasings, coverage grows three- to six-fold."""
OUT_OF_SCOPE_SHARE = 0.6
"""Share of real messages to small businesses that no FAQ covers: 42-72% (HINT3, Arora et al. 2020)."""
FEWEST_FAQS = 4
"""Below this, leaving one out says too little about foreign messages: only a stored phrasing is answered."""
_RIDGE = 0.02
Bounds = tuple[tuple[int, int], ...]
"""Of each FAQ the place of its first phrasing, and the place after its last."""
_UNTAUGHT = np.array([-10.0, 10.0, 5.0])
"""Coefficients where there is too little to learn from: a perfect match says .99, half a match .01."""


@dataclass(frozen=True)
class Match:
    """The closest FAQ (``None`` when there is none) and the estimated chance, 0-1, that it is right."""

    key: str | None
    confidence: float


def _score(sims: Vector, length: float) -> float:
    """Half the nearest phrasing's cosine, half the centroid's; nothing where there are no phrasings."""
    if not len(sims):
        return 0.0
    return 0.5 * float(np.maximum.reduce(sims)) + 0.5 * min(float(np.add.reduce(sims)) / length, 1.0)


def _scores(sims: Vector, bounds: Bounds, lengths: Vector) -> Vector:
    """The score of each FAQ, whose phrasings stand next to each other."""
    return np.array([_score(sims[a:b], length) for (a, b), length in zip(bounds, lengths, strict=True)])


def _evidence(scores: Vector) -> Vector:
    """What confidence rests on: an intercept, the best score and its lead over the second."""
    ranked = np.sort(scores)[::-1]
    second = ranked[1] if len(ranked) > 1 else 0.0
    return np.array([1.0, ranked[0], ranked[0] - second])


def _logistic(rows: Vector, right: Vector, weights: Vector) -> Vector:
    """Ridge logistic regression by Newton's method (Bishop 2006, 4.3.3)."""
    beta = np.zeros(rows.shape[1])
    ridge = _RIDGE * np.diag([0.0] + [1.0] * (rows.shape[1] - 1)) + 1e-9 * np.eye(rows.shape[1])
    for _ in range(50):
        chance = _chance(rows @ beta)
        slope = rows.T @ (weights * (chance - right)) + ridge @ beta
        curve = (rows * (weights * chance * (1 - chance))[:, None]).T @ rows + ridge
        step = np.linalg.solve(curve, slope)
        beta -= step
        if float(np.abs(step).max()) < 1e-8:
            break
    return beta


def _chance(logits: Vector) -> Vector:
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -30, 30))))


def _cross_validated(sims: Vector, bounds: Bounds, lengths: Vector) -> tuple[Vector, Vector, Vector]:
    """Evidence, rightness and weight of each phrasing, left out twice.

    Once alone (a known question in new words) and once with its whole FAQ (a question nobody foresaw), the
    two weighted so that ``OUT_OF_SCOPE_SHARE`` of the imagined messages are out of scope.
    """
    rows, right, weights = [], [], []
    for own, held in ((own, held) for own, (a, b) in enumerate(bounds) for held in range(a, b)):
        known = _scores(sims[held], bounds, lengths)
        known[own] = _without(sims[held], held, bounds[own], lengths[own])
        rows.append(_evidence(known))
        right.append(float(known.argmax() == own and known[own] > 0))
        weights.append(2 * (1 - OUT_OF_SCOPE_SHARE))
        rows.append(_evidence(np.delete(known, own)) if len(known) > 1 else np.array([1.0, 0.0, 0.0]))
        right.append(0.0)
        weights.append(2 * OUT_OF_SCOPE_SHARE)
    return np.array(rows), np.array(right), np.array(weights)


def _without(sims: Vector, held: int, bounds: tuple[int, int], length: float) -> float:
    """The score of a phrasing's own FAQ as if the phrasing were not known; the centroid is shorter by it."""
    mine = sims[slice(*bounds)]
    rest = math.sqrt(max(length**2 - 2 * float(np.add.reduce(mine)) + 1, 1e-12))
    return _score(np.delete(mine, held - bounds[0]), rest)


def _threshold(chances: Vector, right: Vector, weights: Vector, precision: float) -> float:
    """The lowest confidence, at least ``precision``, above which the left-out phrasings keep that precision.

    >>> _threshold(np.array([0.99, 0.97, 0.96]), np.array([1.0, 1.0, 0.0]), np.ones(3), 0.95)
    0.97
    >>> _threshold(np.array([0.99, 0.98]), np.array([0.0, 1.0]), np.ones(2), 0.95)
    inf
    """
    order = np.argsort(-chances, kind="stable")
    achieved = np.cumsum((weights * right)[order]) / np.cumsum(weights[order])
    good = np.flatnonzero(achieved >= precision)
    return max(precision, float(chances[order][good[-1]])) if len(good) else math.inf


@dataclass(frozen=True, eq=False, repr=False)
class FaqMatcher:
    """What :func:`learn` made of the phrasings. Built once, asked many times; never changes.

    ``_features`` has a row for each bucket that some phrasing uses (``_places`` says which), a column a phrasing.

    Attributes:
        keys: the FAQs, in alphabetical order.
        threshold: the confidence, 0-1, from which an FAQ may answer by itself; infinite when
            the examples are too few.
    """

    keys: tuple[str, ...]
    threshold: float
    _able: frozenset[str]
    _exact: Mapping[str, str]
    _idf: Vector
    _places: Mapping[int, int]
    _features: Vector
    _bounds: Bounds
    _lengths: Vector
    _beta: Vector

    def best(self, text: str) -> Match:
        """The closest FAQ and the chance, 0-1, that it is what the message asks."""
        if stored := self._exact.get(plain(text)):
            return Match(stored, 1.0)
        if not self.keys:
            return Match(None, 0.0)
        asked = {bucket: weight for bucket, weight in vector(text, self._idf).items() if bucket in self._places}
        present = self._features[[self._places[bucket] for bucket in asked]]
        scores = _scores(np.array(list(asked.values())) @ present, self._bounds, self._lengths)
        top = int(scores.argmax())
        if scores[top] <= 0:
            return Match(None, 0.0)
        return Match(self.keys[top], float(_chance(_evidence(scores) @ self._beta)))

    def auto(self, text: str) -> str | None:
        """The FAQ that may answer by itself, or ``None``: silence beats a wrong answer."""
        return self.sure(text, self.best(text))

    def sure(self, text: str, found: Match) -> str | None:
        """What ``auto`` says of a text whose closest FAQ is known."""
        sure = plain(text) in self._exact or found.confidence >= self.threshold
        return found.key if sure and found.key in self._able else None


def learn(examples: Mapping[str, Sequence[str]], *, precision: float = 0.98) -> FaqMatcher:
    """A matcher for these FAQs (key -> phrasings), as cautious as ``precision`` (right / answered) asks.

    Empty phrasings are ignored, and one that stands under two FAQs is never an exact match for either. The
    confidence and its threshold are cross-validated on the phrasings alone, so on real messages, which are
    rougher, the precision reached is lower than the one asked for.

    >>> learn({"hours": ["When are you open?"]}).best("when are you open").key
    'hours'
    >>> learn({"hours": ["When are you open?"]}).auto("when are you open") is None
    True

    Raises:
        ValueError: ``precision`` is not between 0 and 1.
    """
    if not 0 < precision <= 1:
        raise ValueError("precision is a fraction above 0, at most 1")
    known = {k: [p for p in dict.fromkeys(examples[k]) if plain(p)] for k in sorted(examples)}
    known = {k: phrasings for k, phrasings in known.items() if phrasings}
    keys = tuple(known)
    texts = [p for k in keys for p in known[k]]
    ends = tuple(accumulate(len(known[k]) for k in keys))
    bounds = tuple(zip((0, *ends), ends, strict=False))
    owners: dict[str, set[str]] = {}
    for k in keys:
        for phrasing in known[k]:
            owners.setdefault(plain(phrasing), set()).add(k)
    idf = inverse_frequency(texts)
    bags = [vector(text, idf) for text in texts]
    places = {bucket: place for place, bucket in enumerate(dict.fromkeys(chain.from_iterable(bags)))}
    features = np.zeros((len(places), len(texts)))
    for column, bag in enumerate(bags):
        features[[places[bucket] for bucket in bag], column] = list(bag.values())
    sims = features.T @ features
    lengths = np.array([math.sqrt(sims[a:b, a:b].sum()) for a, b in bounds])
    beta, threshold = _UNTAUGHT, math.inf
    if len(keys) >= FEWEST_FAQS:
        evidence, right, weights = _cross_validated(sims, bounds, lengths)
        beta = _logistic(evidence, right, weights)
        threshold = _threshold(_chance(evidence @ beta), right, weights, precision)
    return FaqMatcher(
        keys=keys,
        threshold=threshold,
        _able=frozenset(k for k in keys if len(known[k]) >= FEWEST_PHRASINGS),
        _exact={words: next(iter(ks)) for words, ks in owners.items() if len(ks) == 1},
        _idf=idf,
        _places=places,
        _features=features,
        _bounds=bounds,
        _lengths=lengths,
        _beta=beta,
    )
