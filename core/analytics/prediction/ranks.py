"""Outcomes on a normal scale: their ranks, as the quantiles of a standard normal."""

from collections.abc import Sequence
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_NORMAL = NormalDist()


def ranks(values: Sequence[float] | Floats) -> Floats:
    """Ranks from 1, equal values sharing their average.

    >>> ranks([3.0, 1.0, 3.0]).tolist()
    [2.5, 1.0, 2.5]
    """
    _, place, times = np.unique(np.asarray(values, float), return_inverse=True, return_counts=True)
    last = np.cumsum(times)
    shared: Floats = ((2 * last - times + 1) / 2.0)[place]
    return shared


def normal_scores(values: Sequence[float] | Floats) -> Floats:
    """The standard normal's quantile at ``(rank - 1/2) / n``.

    >>> normal_scores([10.0, 30.0, 20.0]).round(2).tolist()
    [-0.97, 0.97, 0.0]
    """
    shares = (ranks(values) - 0.5) / max(len(values), 1)
    return np.array([_NORMAL.inv_cdf(share) for share in shares])
