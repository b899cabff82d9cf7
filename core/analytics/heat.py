"""Hour by weekday: how posts do at each time, with how many posts that rests on."""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist, stdev

from core.analytics.effects import ENOUGH, Outcome

PRIOR_POSTS = 5.0
"""Each cell is drawn toward 1 as if it held five more posts of the usual engagement."""
_REACH = NormalDist().inv_cdf(0.9)


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


def heat(outcomes: Sequence[Outcome]) -> Heat:
    """Draw up the table; it is withheld below 50 posts. Hours without a post have no cell.

    >>> heat([]).withheld
    'Times are shown from 50 posts on; there are 0 so far.'
    """
    if len(outcomes) < ENOUGH:
        return Heat(len(outcomes), (), f"Times are shown from {ENOUGH} posts on; there are {len(outcomes)} so far.")
    spread = stdev(outcome.relative for outcome in outcomes)
    times: dict[tuple[int, int], list[float]] = defaultdict(list)
    for outcome in outcomes:
        times[outcome.at.weekday(), outcome.at.hour].append(outcome.relative)
    return Heat(len(outcomes), tuple(_cell(time, logs, spread) for time, logs in sorted(times.items())))


def _cell(time: tuple[int, int], logs: Sequence[float], spread: float) -> Cell:
    weight = len(logs) + PRIOR_POSTS
    mean, reach = math.fsum(logs) / weight, _REACH * spread / math.sqrt(weight)
    return Cell(*time, len(logs), math.exp(mean), math.exp(mean - reach), math.exp(mean + reach))
