"""Whether anything stands out at all: one test of everything together, before any single line is told."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
SURE = 0.03
"""Chance of speaking at all where there is nothing to tell."""
DRAWS, CHUNK = 199, 100
"""Shufflings of the outcomes, and how many are looked at at a time."""


def omnibus(design: Floats, contrasts: Floats, weights: Floats, outcome: Floats) -> float:
    """P-value of "none of these contrasts is different from nought", by shuffling the outcomes (Fisher, 1935).

    The statistic is the weighted sum of the contrasts' squared t with HC2 standard errors: many small differences
    count as well as one large one. Studentised, so that unequal spreads do not pass for differences (Chung and Romano,
    2013); always the same shufflings, so that the same posts always say the same.

    Args:
        design: shape (posts, coefficients), with a column of ones.
        contrasts: shape (contrasts, coefficients), each tellable from the design.
        weights: of each contrast, set before a number is seen.
        outcome: one number a post.

    >>> kinds = np.repeat([0.0, 1.0], 30)
    >>> design, rest = np.column_stack([np.ones(60), kinds]), np.tile([-0.5, 0.5, 0.0], 20)
    >>> omnibus(design, np.array([[0.0, 1.0]]), np.ones(1), kinds + rest)
    0.005
    """
    inverse = np.linalg.pinv(design.T @ design)
    onto, reads = inverse @ design.T, contrasts @ inverse @ design.T
    room = np.maximum(1.0 - (design * onto.T).sum(axis=1), 1e-6)

    def statistic(outcomes: Floats) -> Floats:
        errors = (outcomes - design @ (onto @ outcomes)) ** 2 / room[:, None]
        squared: Floats = (reads @ outcomes) ** 2 / np.maximum(reads**2 @ errors, 1e-12)
        return weights @ squared

    chance, more, left = np.random.default_rng(0), 0, DRAWS
    found = float(statistic(outcome[:, None])[0])
    while left > 0:
        many = min(CHUNK, left)
        shuffled = chance.permuted(np.tile(outcome, (many, 1)), axis=1).T
        more, left = more + int((statistic(shuffled) >= found - 1e-9).sum()), left - many
    return (1 + more) / (DRAWS + 1)
