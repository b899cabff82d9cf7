"""How much each part of a post adds to its percentile: Shapley values, which add up exactly."""

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
MOST = 12
"""Parts beyond which the table of all their unions would no longer be small."""


def percentile(score: Floats | float) -> Floats:
    """The share of a standard normal below a score, 0-100 (Abramowitz and Stegun, 7.1.26; error below 2e-5)."""
    z = np.asarray(score, float) / math.sqrt(2.0)
    t = 1.0 / (1.0 + 0.3275911 * np.abs(z))
    series = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t
    return 50.0 * (1.0 + np.sign(z) * (1.0 - series * np.exp(-z * z)))


def shares(parts: Floats) -> Floats:
    """Percentile points of each part of a sum of scores; they add up to ``percentile(sum) - 50``.

    The average, over all orders in which the parts could be told, of what each adds (Shapley, 1953).

    >>> shares(np.array([0.5, -0.5])).round(1).tolist()
    [19.1, -19.1]
    """
    inside, weights = _unions(len(parts))
    reached = percentile(inside @ parts)
    return np.asarray(weights @ reached)


@cache
def _unions(many: int) -> tuple[Floats, Floats]:
    """Every union of parts, and the weight with which its percentile counts for and against each part."""
    if many > MOST:
        raise ValueError(f"at most {MOST} parts")
    inside = (np.arange(2**many)[:, None] >> np.arange(many)) & 1
    sizes = inside.sum(axis=1)
    orders = np.array([math.factorial(size) * math.factorial(max(many - size - 1, 0)) for size in range(many + 1)])
    orders = orders / math.factorial(many)
    with_it, without = orders[np.maximum(sizes - 1, 0)], orders[sizes]
    weights = np.where(inside.T == 1, with_it, -without)
    return inside.astype(float), weights
