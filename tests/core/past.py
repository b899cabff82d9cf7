"""A business with a past: published posts whose numbers make one kind or one hour do better."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from core.tables import MetricDaily, Post
from core.vocab import Origin, PostStatus, PostType
from core.workspace import Workspace

KINDS = tuple(PostType)
Better = Callable[[PostType, datetime], float]


def usual(kind: PostType, at: datetime) -> float:
    del kind, at
    return 1.0


def published(
    ws: Workspace,
    many: int = 120,
    *,
    better: Better = usual,
    channel: str = "linkedin",
    campaign_id: UUID | None = None,
    leads: int = 0,
    until: timedelta = timedelta(days=3),
    seed: int = 7,
) -> None:
    """Write posts of the last ninety days, older than ``until``, with engagement by ``better`` and some chance."""
    chance = random.Random(seed)
    posts, days = [], []
    for _ in range(many):
        at = ws.now - until - timedelta(days=chance.randrange(85), hours=chance.randrange(24))
        kind = chance.choice(KINDS)
        likes = max(1, round(40 * better(kind, at.astimezone(ws.zone)) * chance.lognormvariate(0, 0.25)))
        one = uuid4()
        posts.append({
            "id": one, "campaign_id": campaign_id, "title": "Past", "type": kind, "channel": channel, "account": "",
            "caption": "Past.", "status": PostStatus.PUBLISHED, "published_at": at, "created_at": at, "updated_at": at,
            "origin": Origin.SIMULATED,
        })  # fmt: skip
        days.append({
            "id": uuid4(), "post_id": one, "channel": channel, "origin": Origin.SIMULATED, "day": at.date(),
            "views": 1000, "likes": likes, "conversions": leads,
        })  # fmt: skip
    with ws.writing() as rows:
        rows.add_many(Post, posts)
        rows.add_many(MetricDaily, days)
