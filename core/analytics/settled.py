"""Published posts whose numbers have settled, each measured against its own account."""

import math
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

import numpy as np

from core.analytics.effects import Outcome
from core.analytics.figures import Figures

SETTLED_AFTER = timedelta(days=2)
"""Age at which about nine tenths of a post's engagement has arrived on most channels."""
AROUND = 51
"""Posts of an account, around each one, that say what is usual at that time."""
DELIVERED = "delivered"
FEW = 8
"""Posts an account needs before its median says what is usual."""


def outcomes(posts: Sequence[Figures], zone: ZoneInfo, now: datetime) -> list[Outcome]:
    """The settled posts' outcomes, without the posts."""
    return [outcome for _, outcome in settled(posts, zone, now)]


def settled(posts: Sequence[Figures], zone: ZoneInfo, now: datetime) -> list[tuple[Figures, Outcome]]:
    """Give each settled post the log of its engagement over the median of its account's posts of that time there.

    Engagement is the count: most of what makes a post do well works through how many it reaches, which a rate divides
    out (the shares of kind, hour and weekday were measured on counts too). Letters and texts go to a list, whose length
    is no merit: theirs is the rate per delivered. The two are never compared with each other. Accounts with fewer than
    8 posts say nothing about what is usual and are left out.
    """
    groups: dict[tuple[str, str, bool], list[Figures]] = defaultdict(list)
    for post in posts:
        if post.published_at is not None and post.published_at <= now - SETTLED_AFTER:
            groups[post.channel, post.account, _is_rated(post)].append(post)
    found: list[tuple[Figures, Outcome]] = []
    for group in groups.values():
        if len(group) >= FEW:
            ordered = sorted(group, key=lambda post: (post.published_at or now, post.id))
            logs = [math.log(max(post.engagements, 0.5) / _audience(post)) for post in ordered]
            found += [
                (post, Outcome(post.type, post.published_at.astimezone(zone), log - usual))
                for post, log, usual in zip(ordered, logs, usuals(logs), strict=True)
                if post.published_at is not None
            ]
    return found


def _is_rated(post: Figures) -> bool:
    return post.denominator == DELIVERED and post.views is not None


def _audience(post: Figures) -> int:
    return post.views if post.views is not None and _is_rated(post) else 1


def usuals(logs: Sequence[float]) -> list[float]:
    """What was usual around each post, oldest first: the median of the 51 nearest, so that growth is no merit.

    >>> usuals([0.0] * 40 + [9.0] * 40)[::79]
    [0.0, 9.0]
    """
    if len(logs) <= AROUND:
        return [median(logs)] * len(logs)
    rolling = np.median(np.lib.stride_tricks.sliding_window_view(np.array(logs), AROUND), axis=1)
    last = len(rolling) - 1
    return [float(rolling[min(max(0, at - AROUND // 2), last)]) for at in range(len(logs))]
