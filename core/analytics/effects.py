"""What goes with more engagement: effects with an interval, a sample size and a q-value, or silence."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.analytics.omnibus import SURE, omnibus
from core.vocab import PostType

ENOUGH = 50
"""Posts below which nothing is said."""
FEW = 15
"""Posts a kind, a day or a band must have to be looked at."""
Q_LEVEL = 0.1
"""Share of false discoveries that is put up with (Benjamini and Hochberg, 1995)."""
WIDTH = 0.9
LIKELY = {"type": 3.0, "hour": 1.0, "weekday": 1.0}
"""How much more readily a kind of post is believed: on real accounts kinds explain 12% of engagement, hour bands 3.7%
and weekdays 1.1%. Weights that are set before a number is seen keep the promise on false discoveries (Genovese, Roeder
and Wasserman, 2006)."""
BANDS = ((0, 6), (6, 11), (11, 14), (14, 17), (17, 21), (21, 24))
"""Hours of the day, local, from and before."""

Floats = NDArray[np.float64]
_DAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
_NORMAL = NormalDist()


class Outcome(NamedTuple):
    """One settled post: its kind, its local moment and its log engagement relative to its account's median."""

    type: PostType
    at: datetime
    relative: float


class Level(NamedTuple):
    """One thing that was looked at: a kind of post, a weekday or a band of hours, with the words for it."""

    factor: str
    words: str
    against: str


@dataclass(frozen=True)
class Effect:
    """One finding.

    Args:
        ratio: engagement against all other posts, type, weekday and hour being compared together; 1 is no difference.
        low, high: its 90% interval.
        samples: posts of this level; total: posts looked at.
        q_value: smallest false discovery rate at which it is still told, over all that was looked at.
    """

    level: Level
    ratio: float
    low: float
    high: float
    samples: int
    total: int
    q_value: float

    @property
    def text(self) -> str:
        return f"{self.level.words} do {self.ratio:.1f} times as well as {self.level.against}."

    @property
    def evidence(self) -> str:
        return (
            f"{self.samples} of {self.total} posts, 90% interval {self.low:.1f} to {self.high:.1f}, "
            f"q = {max(self.q_value, 0.001):.3f}; against your own median, type, weekday and hour compared together"
        )


def effects(outcomes: Sequence[Outcome]) -> list[Effect]:
    """Find what stands out, strongest evidence first; nothing from fewer than 50 posts.

    An additive model of the log of relative engagement over type, weekday and band of hours, by least squares with
    HC2 standard errors (MacKinnon and White, 1985), so that a kind of post that always goes out at one hour does not
    lend that hour its merit. Each level is compared with the average of all others. Nothing is told unless everything
    together stands out too: where there is nothing to find, 97 of 100 accounts hear nothing.
    """
    if len(outcomes) < ENOUGH:
        return []
    factors = [_without_rare(column) for column in zip(*map(levels, outcomes), strict=True)]
    index, design = _design(factors)
    relative = np.array([outcome.relative for outcome in outcomes])
    fitted, spread = _least_squares(design, relative)
    tellable = np.linalg.pinv(design) @ design
    found, contrasts = [], []
    for counts in map(Counter, factors):
        for level in counts:
            contrast = _contrast(level, counts, index)
            if contrast is None or not np.allclose(contrast @ tellable, contrast, atol=1e-6):
                continue  # too rare, or the posts do not tell it apart from another level
            if (variance := contrast @ spread @ contrast) > 0:
                found.append((level, counts[level], float(contrast @ fitted), math.sqrt(variance)))
                contrasts.append(contrast)
    told = _told(found, len(outcomes), len(outcomes) - int(np.linalg.matrix_rank(design)))
    looked = Counter(level.factor for level, *_ in found)
    weights = np.array([LIKELY[level.factor] / looked[level.factor] for level, *_ in found])
    return told if told and omnibus(design, np.array(contrasts), weights, relative) <= SURE else []


def levels(outcome: Outcome) -> tuple[Level, Level, Level]:
    """What a post belongs to: its kind, its weekday and its band of hours, as an effect names them.

    >>> [level.words for level in levels(Outcome(PostType.VIDEO, datetime(2026, 3, 3, 12), 0.0))]
    ['Video posts', 'Posts on Tuesdays', 'Posts between 11:00 and 14:00']
    """
    return _type(outcome), _day(outcome), _band(outcome)


def q_values(p_values: Sequence[float]) -> list[float]:
    """Benjamini and Hochberg's adjusted p-values, in the order given.

    >>> [round(q, 3) for q in q_values([0.01, 0.04, 0.03])]
    [0.03, 0.04, 0.04]
    """
    order = sorted(range(len(p_values)), key=p_values.__getitem__)
    adjusted, lowest = [1.0] * len(p_values), 1.0
    for rank in range(len(order), 0, -1):
        lowest = min(lowest, p_values[order[rank - 1]] * len(order) / rank)
        adjusted[order[rank - 1]] = lowest
    return adjusted


def adaptive(q: Sequence[float], level: float = Q_LEVEL) -> list[float]:
    """The same once what stands out is not counted among what may be chance (two-stage: Benjamini and others, 2006).

    Told is then what is at most ``level``, and of that still no more than this share is expected to be false.

    >>> [round(one, 3) for one in adaptive([0.001, 0.001, 0.15, 0.9])]
    [0.001, 0.001, 0.083, 0.495]
    """
    sure = sum(one <= level / (1.0 + level) for one in q)
    share = (len(q) - sure) / len(q) if q else 1.0
    return [min(1.0, one * share * (1.0 + level)) for one in q]


def p_value(t: float, degrees: int) -> float:
    """Two-sided p of Student's t, by its normal approximation (Abramowitz and Stegun, 26.7.8).

    >>> round(p_value(2.021, 40), 3)
    0.05
    """
    z = abs(t) * (1.0 - 0.25 / degrees) / math.sqrt(1.0 + t * t / (2.0 * degrees))
    return 2.0 * (1.0 - _NORMAL.cdf(z))


def _told(found: Sequence[tuple[Level, int, float, float]], total: int, degrees: int) -> list[Effect]:
    z = _NORMAL.inv_cdf(0.5 + WIDTH / 2.0)
    reach = z * (1.0 + (z * z + 1.0) / (4.0 * degrees))
    weights = np.array([LIKELY[level.factor] for level, *_ in found]) if found else np.ones(1)
    weighed = [
        min(1.0, p_value(log_ratio / error, degrees) / weight)
        for (_, _, log_ratio, error), weight in zip(found, (weights / weights.mean()).tolist(), strict=False)
    ]
    adjusted = adaptive(q_values(weighed))
    told = [
        Effect(
            level,
            math.exp(log_ratio),
            math.exp(log_ratio - reach * error),
            math.exp(log_ratio + reach * error),
            samples,
            total,
            q,
        )
        for (level, samples, log_ratio, error), q in zip(found, adjusted, strict=True)
        if q <= Q_LEVEL
    ]
    return sorted(told, key=lambda effect: effect.q_value)


def _design(factors: Sequence[Sequence[Level]]) -> tuple[dict[Level, int], Floats]:
    """One column for the mean and one for every level but the first of each factor."""
    levels = [level for column in factors for level in list(dict.fromkeys(column))[1:]]
    index = {level: 1 + at for at, level in enumerate(levels)}
    design = np.zeros((len(factors[0]), 1 + len(index)))
    design[:, 0] = 1.0
    for column in factors:
        for row, level in enumerate(column):
            if level in index:
                design[row, index[level]] = 1.0
    return index, design


def _contrast(level: Level, counts: Counter[Level], index: dict[Level, int]) -> Floats | None:
    """One level less the average of the others; None where one of the two is too rare."""
    others = counts.total() - counts[level]
    if not level.words or others < FEW:
        return None
    contrast = np.zeros(1 + len(index))
    for other, many in counts.items():
        if other in index:
            contrast[index[other]] = 1.0 if other == level else -many / others
    return contrast


def _least_squares(design: Floats, outcome: Floats) -> tuple[Floats, Floats]:
    """Coefficients and their HC2 covariance."""
    inverse = np.linalg.pinv(design.T @ design)
    fitted = inverse @ design.T @ outcome
    leverage = ((design @ inverse) * design).sum(axis=1)
    errors = (outcome - design @ fitted) / np.sqrt(np.maximum(1.0 - leverage, 1e-6))
    scaled = design * errors[:, None]
    return fitted, inverse @ scaled.T @ scaled @ inverse


def _without_rare(column: Sequence[Level]) -> list[Level]:
    counts = Counter(column)
    return [level if counts[level] >= FEW else Level(level.factor, "", "") for level in column]


def _type(outcome: Outcome) -> Level:
    return Level("type", f"{outcome.type.capitalize()} posts", "your other posts")


def _day(outcome: Outcome) -> Level:
    return Level("weekday", f"Posts on {_DAYS[outcome.at.weekday()]}", "posts on other days")


def _band(outcome: Outcome) -> Level:
    first, last = next(band for band in BANDS if band[0] <= outcome.at.hour < band[1])
    return Level("hour", f"Posts between {first:02}:00 and {last:02}:00", "posts at other times")
