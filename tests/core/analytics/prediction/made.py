"""Posts with a known truth: one kind does better, the rest is chance."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any

from core.analytics.prediction import PostFacts

START = datetime(2026, 1, 5, 9, tzinfo=UTC)
WORDS = ["bread", "cake", "coffee", "market", "spring", "school", "river", "garden", "winter", "harvest"]


def post(n: int = 0, *, kind: str = "image", text: str = "", outcome: float | None = None, **more: Any) -> PostFacts:
    return PostFacts("instagram", kind, text, START + timedelta(hours=31 * n), outcome=outcome, **more)


def past(
    many: int = 120, *, seed: int = 1, video: float = 3.0, magic: float = 1.0, noise: float = 0.3
) -> list[PostFacts]:
    """Videos do ``video`` times as well, posts that say "harvest" ``magic`` times."""
    chance = random.Random(seed)
    found = []
    for n in range(many):
        kind, said = chance.choice(["text", "image", "video"]), chance.sample(WORDS, 4)
        size = 100 * (video if kind == "video" else 1.0) * (magic if "harvest" in said else 1.0)
        found.append(post(n, kind=kind, text=" ".join(said), outcome=size * chance.lognormvariate(0, noise)))
    return found
