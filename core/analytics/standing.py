"""Where an imported post without views stands within its own account's history."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlmodel import col

from core.analytics.figures import figures
from core.rows import Rows
from core.tables import Post
from core.vocab import Origin

History = tuple[str, str]
"""A channel and an account on it."""


def percentiles(values: Sequence[float]) -> list[float]:
    """Each value's percentile among all, 0-100; equal values share the middle of their ranks.

    >>> percentiles([3, 1, 1, 9])
    [62.5, 25.0, 25.0, 87.5]
    """
    ranked = sorted(values)
    return [50.0 * (bisect_left(ranked, value) + bisect_right(ranked, value)) / len(ranked) for value in values]


def unseen_posts(rows: Rows, histories: set[History]) -> dict[UUID, tuple[History, float]]:
    """Engagements of the imported posts without views on these channels and accounts."""
    found: dict[UUID, tuple[History, float]] = {}
    for channel, account in sorted(histories):
        own = (col(Post.channel) == channel, col(Post.account) == account, col(Post.origin) == Origin.IMPORTED)
        posts = figures(rows, *own)
        found |= {post.id: ((channel, account), post.engagements) for post in posts if post.views is None}
    return found


def standings(unseen: Mapping[UUID, tuple[History, float]]) -> dict[UUID, float]:
    """Where each post without views stands within its own account's history."""
    histories: dict[History, list[UUID]] = {}
    for post_id, (history, _) in unseen.items():
        histories.setdefault(history, []).append(post_id)
    placed: dict[UUID, float] = {}
    for posts in histories.values():
        ranks = percentiles([unseen[post_id][1] for post_id in posts])
        placed |= dict(zip(posts, ranks, strict=True))
    return placed
