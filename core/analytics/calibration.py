"""How well predictions did: each against what happened, and what that says of the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from statistics import median
from uuid import UUID

import numpy as np

from core.analytics.prediction.ranks import ranks
from core.vocab import Channel, Origin

ENOUGH = 20
"""Predictions below which nothing is said of how good they are."""
PROMISED = 0.8
"""The share of posts that should lie inside their interval."""


@dataclass(frozen=True)
class Foreseen:
    """One published post: what was to be expected from what was known before it went out, and what happened.

    ``predicted``, ``low``, ``high`` and ``happened`` are percentiles, 0-100, of ``history`` earlier posts of the same
    account and channel.
    """

    post_id: UUID
    title: str
    channel: Channel
    origin: Origin
    published_at: datetime
    predicted: float
    low: float
    high: float
    happened: float
    history: int

    @property
    def is_inside(self) -> bool:
        return self.low <= self.happened <= self.high


@dataclass(frozen=True)
class Calibration:
    """All that could be compared, oldest first.

    Args:
        rank: Spearman's rank correlation of predicted and happened, -1 to 1; None below 20 posts.
        inside: share of posts inside their 80% interval, 0-1; None below 20.
        off: median distance between predicted and happened, in percentile points; 25 would be no knowledge at all.
    """

    posts: tuple[Foreseen, ...]
    rank: float | None
    inside: float | None
    off: float | None

    def running(self) -> list[float]:
        """The share inside the interval after each post, all before it included; 0-1."""
        sums = accumulate(post.is_inside for post in self.posts)
        return [inside / many for many, inside in enumerate(sums, 1)]


def calibration(posts: Sequence[Foreseen]) -> Calibration:
    """Sum up; nothing but the posts themselves below 20 of them.

    >>> calibration([]).rank is None
    True
    """
    ordered = tuple(sorted(posts, key=lambda post: (post.published_at, post.post_id)))
    if len(ordered) < ENOUGH:
        return Calibration(ordered, None, None, None)
    return Calibration(
        ordered,
        _spearman([post.predicted for post in ordered], [post.happened for post in ordered]),
        sum(post.is_inside for post in ordered) / len(ordered),
        median(abs(post.predicted - post.happened) for post in ordered),
    )


def percentile_in(history: Sequence[float], outcome: float) -> float:
    """The share of a history that an outcome is above, 0-100; equal ones count half.

    >>> percentile_in([1.0, 2.0, 2.0, 3.0], 2.0)
    50.0
    """
    below = sum(past < outcome for past in history) + sum(past == outcome for past in history) / 2.0
    return 100.0 * below / len(history)


def _spearman(a: Sequence[float], b: Sequence[float]) -> float:
    first, second = ranks(a), ranks(b)
    if not first.std() or not second.std():
        return 0.0
    return float(np.corrcoef(first, second)[0, 1])
