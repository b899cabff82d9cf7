"""Hour by weekday: how posts do at each time, with how many posts that rests on, and how sure it is."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from core.analytics.effects import ENOUGH, Outcome

HOUR, WEEKDAY, CELL = 0.04, 0.01, 0.1
"""What hours, weekdays and single hours of the week are taken to explain of the variance of log engagement. Hour bands
explain 3.7% and weekdays 1.1% within real accounts; that a page has hours of its own (a show, a weekly column) was set
among a dozen values on the pages of ``bench/timing.py``, whose own figure it therefore flatters a little."""
SMOOTH = 1.0
"""Hours over which neighbours are alike: at one hour's distance a tie of 0.61, at two of 0.14."""
_REACH = NormalDist().inv_cdf(0.9)
_HOURS, _CELLS = 24, 7 * 24
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Cell:
    """One hour of one weekday (Monday is 0), local time; ``ratio`` to the usual engagement, 80% interval."""

    weekday: int
    hour: int
    posts: int
    ratio: float
    low: float
    high: float


@dataclass(frozen=True)
class Heat:
    """The table, or the reason why it is withheld. ``posts`` are the settled ones that it rests on."""

    posts: int
    cells: tuple[Cell, ...]
    withheld: str = ""

    def best(self, share: float = 0.25) -> tuple[Cell, ...]:
        """The best times, as many as hold this share of the posts so far."""
        chosen, held = [], 0
        for cell in sorted(self.cells, key=lambda cell: -cell.ratio):
            if held >= share * self.posts:
                break
            chosen.append(cell)
            held += cell.posts
        return tuple(chosen)


def heat(outcomes: Sequence[Outcome]) -> Heat:
    """Draw up the table; it is withheld below 50 posts. Hours without a post have no cell.

    Kinds of post are compared like with like, and hours, weekdays and single hours of the week are drawn toward the
    usual together (random effects, best linear unbiased prediction: Robinson, 1991), so that an hour learns from its
    neighbours and a cell with one post says little.

    >>> heat([]).withheld
    'Times are shown from 50 posts on; there are 0 so far.'
    """
    if len(outcomes) < ENOUGH:
        return Heat(len(outcomes), (), f"Times are shown from {ENOUGH} posts on; there are {len(outcomes)} so far.")
    at = np.array([_HOURS * outcome.at.weekday() + outcome.at.hour for outcome in outcomes])
    mean, spread = _predicted(at, _kinds(outcomes), np.array([outcome.relative for outcome in outcomes]))
    posts = Counter(at.tolist())
    cells = [_cell(place, many, float(mean[place]), float(spread[place])) for place, many in sorted(posts.items())]
    return Heat(len(outcomes), tuple(cells))


def _cell(place: int, posts: int, mean: float, spread: float) -> Cell:
    reach = _REACH * spread
    return Cell(*divmod(place, _HOURS), posts, math.exp(mean), math.exp(mean - reach), math.exp(mean + reach))


def _kinds(outcomes: Sequence[Outcome]) -> Floats:
    """A column for each kind of post."""
    kinds = sorted({outcome.type for outcome in outcomes})
    return np.array([[float(outcome.type is kind) for kind in kinds] for outcome in outcomes])


def _predicted(at: NDArray[np.int64], kinds: Floats, relative: Floats) -> tuple[Floats, Floats]:
    """Mean and standard deviation of the log ratio of each of the week's 168 hours, given the posts.

    With V = noise + Z K Z', everything that needs V's inverse is worked out on 168 cells instead of all posts.
    """
    variance = max(float(relative.var()), 1e-12)
    tie, noise = variance * _ties(), variance * (1.0 - HOUR - WEEKDAY - CELL)
    counts = np.bincount(at, minlength=_CELLS).astype(float)
    shrink = tie @ np.linalg.inv(noise * np.eye(_CELLS) + counts[:, None] * tie)

    def solved(values: Floats) -> Floats:
        """Z' V^-1 of a column of the posts."""
        sums = np.zeros(_CELLS)
        np.add.at(sums, at, values)
        inside: Floats = (sums - counts * (shrink @ sums)) / noise
        return inside

    def weighed(one: Floats, other: Floats) -> float:
        """What two columns of the posts share once what is tied is counted once: one' V^-1 other."""
        sums = [np.bincount(at, weights=values, minlength=_CELLS) for values in (one, other)]
        return float(one @ other - sums[0] @ shrink @ sums[1]) / noise

    columns = kinds.T
    gram = np.array([[weighed(one, other) for other in columns] for one in columns])
    usual = np.linalg.lstsq(gram, np.array([weighed(one, relative) for one in columns]), rcond=None)[0]
    mean = tie @ solved(relative - kinds @ usual)
    known = tie @ ((counts[:, None] * (np.eye(_CELLS) - shrink * counts[None, :])) / noise) @ tie
    spread = np.sqrt(np.maximum(np.diag(tie) - np.diag(known), 0.0))
    return mean, spread


@cache
def _ties() -> Floats:
    """How alike the week's hours are before a post is seen: neighbours of an hour, and the hours of one weekday."""
    day, hour = np.divmod(np.arange(_CELLS), _HOURS)
    apart = np.abs(hour[:, None] - hour[None, :])
    near = np.exp(-0.5 * (np.minimum(apart, _HOURS - apart) / SMOOTH) ** 2)
    same = day[:, None] == day[None, :]
    ties: Floats = HOUR * near + WEEKDAY * same + CELL * same * near
    return ties
