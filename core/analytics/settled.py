"""Published posts whose numbers have settled, each measured against its own account."""

import math
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from core.analytics.effects import Outcome
from core.analytics.figures import Figures

SETTLED_AFTER = timedelta(days=2)
"""Age at which about nine tenths of a post's engagement has arrived on most channels."""
FEW = 8
"""Posts an account needs before its median says what is usual."""


def outcomes(posts: Sequence[Figures], zone: ZoneInfo, now: datetime) -> list[Outcome]:
    """Give each settled post the log of its engagement over the median of its account on that channel.

    The engagement rate where views are known, else the engagement count; the two are never compared with each other.
    Accounts with fewer than 8 posts say nothing about what is usual and are left out.
    """
    groups: dict[tuple[str, str, bool], list[Figures]] = defaultdict(list)
    for post in posts:
        if post.published_at is not None and post.published_at <= now - SETTLED_AFTER:
            groups[post.channel, post.account, post.views is not None].append(post)
    found = []
    for group in groups.values():
        if len(group) >= FEW:
            logs = [math.log(max(post.engagements, 0.5) / (post.views or 1)) for post in group]
            usual = median(logs)
            found += [
                Outcome(post.type, post.published_at.astimezone(zone), log - usual)
                for post, log in zip(group, logs, strict=True)
                if post.published_at is not None
            ]
    return found
