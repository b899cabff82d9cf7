"""A target that is missed at this rate, and how many posts would close the gap by the campaign's own numbers."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist, mean, stdev

from core.strategy.changes import Gain
from core.strategy.targets import COUNT, KpiProgress

FEW = 5
"""Published posts below which the mean of a campaign says nothing."""
MOST = 4
"""Posts to add in one go: the next look says whether they were enough."""
COUNTED = {"leads": "conversions", "clicks": "clicks", "reach": "views"}
"""Targets that posts add up to, and the count that each is made of."""
_REACH = NormalDist().inv_cdf(0.95)


@dataclass(frozen=True)
class Gap:
    """How many posts to add, and what each is expected to bring."""

    posts: int
    gain: Gain
    sentence: str


def gap(kpi: KpiProgress, brought: Sequence[int]) -> Gap | None:
    """What is missing at the end at this rate, in posts that bring what the campaign's posts brought so far.

    ``brought`` holds one count a published post. None where the target is met at this rate, where there are too few
    posts to go by, or where what they bring may as well be nothing. The interval is that of the mean (normal
    approximation).

    >>> kpi = KpiProgress("leads", "Leads", "count", 40, 15, 20, "Behind.", "", 30)
    >>> gap(kpi, [3, 2, 4, 3, 3]).posts
    4
    """
    if kpi.unit != COUNT or kpi.projected is None or kpi.projected >= kpi.target or len(brought) < FEW:
        return None
    a_post = mean(brought)
    reach = _REACH * stdev(brought) / math.sqrt(len(brought))
    if a_post <= reach:
        return None
    gain = Gain(a_post, a_post - reach, a_post + reach, len(brought), len(brought), kpi.label.lower())
    posts = min(MOST, math.ceil((kpi.target - kpi.projected) / a_post))
    return Gap(posts, gain, f"{kpi.label}: {kpi.sentence}")
