"""The simulated audience: a post's totals so far, as a function of seed, account, post and age alone.

A late, doubled or missed collection therefore gives the same numbers, and totals never fall with age.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.world.accounts import AccountEffects, truth
from core.world.accrual import spent
from core.world.chance import Floats
from core.world.cohort import Cohort, prepare
from core.world.traits import PostTraits

__all__ = [
    "AccountEffects",
    "PostTraits",
    "Readings",
    "Totals",
    "followers",
    "prepare",
    "totals",
    "totals_many",
    "truth",
]

Counts = NDArray[np.int64]
_HOUR = timedelta(hours=1)
_CHUNK = 1 << 14


@dataclass(frozen=True)
class Totals:
    """Counts since publishing.

    Args:
        views: the channel's stated denominator: views, impressions or reach; delivered for e-mail and SMS.
        watch_seconds: seconds watched by all viewers; 0 unless a video.
        conversions: leads won from clicks.
    """

    views: int = 0
    likes: int = 0
    comments: int = 0
    shares: int = 0
    saves: int = 0
    clicks: int = 0
    watch_seconds: int = 0
    conversions: int = 0


class Readings(NamedTuple):
    """Totals as arrays, one entry per reading."""

    views: Counts
    likes: Counts
    comments: Counts
    shares: Counts
    saves: Counts
    clicks: Counts
    watch_seconds: Counts
    conversions: Counts


def totals(seed: str, account: str, post: str, traits: PostTraits, age: timedelta) -> Totals:
    """Read one post's totals at an age; nothing at or before publishing.

    For many readings use ``prepare`` and ``totals_many``: the same maths, thousands of times faster.
    """
    readings = totals_many(prepare(seed, [(account, post, traits)]), np.zeros(1, np.intp), np.array([age / _HOUR]))
    return Totals(*(int(counts[0]) for counts in readings))


def totals_many(cohort: Cohort, which: NDArray[np.intp], hours: Floats) -> Readings:
    """Read many totals at once.

    Args:
        cohort: posts made by ``prepare``.
        which: for each reading, the post's index in the cohort.
        hours: for each reading, the post's age in hours.
    """
    out = np.empty((8, len(hours)), dtype=np.int64)
    for start in range(0, len(hours), _CHUNK):
        part = slice(start, start + _CHUNK)
        _read(cohort, which[part], hours[part], out[:, part])
    return Readings(*out)


def _read(cohort: Cohort, at: NDArray[np.intp], hours: Floats, out: Counts) -> None:
    """Fill one chunk that fits the processor's cache.

    Each interaction is dealt to its kind in a fixed order per post, so every kind only grows and together they stay
    within views.
    """
    lives = -np.log(2.0) * spent(hours, cohort.half_life[at])
    dither = cohort.dither
    views = np.floor(-np.expm1(lives * cohort.delivery[at]) * cohort.views[at] + dither[0, at])
    rest = np.minimum(np.floor(-np.expm1(lives) * cohort.actions[at] + dither[1, at]), views)
    out[0] = views
    for kind in range(4):
        dealt = np.floor(rest * cohort.splits[kind, at] + dither[2 + kind, at])
        out[1 + kind] = dealt
        rest -= dealt
    out[5] = rest
    out[6] = views * cohort.seconds[at]
    out[7] = np.floor(rest * cohort.conversion[at] + dither[6, at])


def followers(seed: str, account: str, channel: str, start: int, age: timedelta) -> int:
    """Give the audience size after a time, from ``start`` at age nought; a negative age counts as none.

    Slow compound growth of about a quarter of a percent a week (an assumption), differing by account.

    >>> followers("seed", "bakery", "instagram", 1000, timedelta(0))
    1000
    """
    weeks = max(age, timedelta(0)) / timedelta(weeks=1)
    return int(start * (1.0 + truth(seed, account, channel).growth) ** weeks)
