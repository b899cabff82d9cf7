"""Posts as rows of numbers: what the shipped prior weighs, and what an account's own history is learned from."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from math import log

import numpy as np
from numpy.typing import NDArray

from core.analytics.prediction.facts import PostFacts
from core.analytics.prediction.text import FIGURES, figures

Floats = NDArray[np.float64]
KIND, TIME, PAID, FOLLOWERS, WORDING, LATELY = "kind", "time", "paid", "followers", "wording", "lately"
"""Parts of a post that are no figure of its text; the figures' own parts are in ``FIGURES``."""
WITH_KIND = ("length", "short", "long", "link", "hashtags", "mentions", "emoji", "exclamations", "question")
"""Figures whose effect may differ for an image or a video."""
_WHEN = ("day's height", "day's turn", "half day's height", "half day's turn", "week's height", "week's turn")
_MARKS = ("weekend", "full hour", "quarter")
NAMES = (
    *("image", "video", "paid", *_WHEN, *_MARKS),
    *(figure.name for figure in FIGURES),
    *(f"{kind} x {name}" for kind in ("image", "video") for name in WITH_KIND),
)
"""What the columns of ``columns`` are, in their order."""
PARTS = (
    *(KIND, KIND, PAID, *(TIME for _ in (*_WHEN, *_MARKS))),
    *(figure.part for figure in FIGURES),
    *(figure.part for _ in range(2) for name in WITH_KIND for figure in FIGURES if figure.name == name),
)
"""The part of a post that each column belongs to."""
OWN_PARTS = (*[KIND] * 3, *[TIME] * (24 + 7 + 2), PAID, FOLLOWERS)
_HOURS = np.arange(24.0)
_WIDTH = 1.5
"""Hours within which two posts share most of their hour's effect."""
_TOGETHER = [next(at for at, figure in enumerate(FIGURES) if figure.name == name) for name in WITH_KIND]


def told(posts: Sequence[PostFacts]) -> Floats:
    """The figures of each post's text: posts x ``FIGURES``."""
    return np.array([figures(post.text) for post in posts]).reshape(len(posts), len(FIGURES))


def columns(posts: Sequence[PostFacts], said: Floats, middle: Floats, spread: Floats) -> Floats:
    """Posts x ``NAMES``. Figures are taken from ``middle`` in units of ``spread``; a post without text has none."""
    kinds = np.array([[post.type == "image", post.type == "video"] for post in posts], float).reshape(-1, 2)
    marks = np.array([[float(post.paid), *_moment(post.published_at)] for post in posts]).reshape(len(posts), -1)
    empty = said[:, :1]
    written = np.clip((said - middle) / spread * (1.0 - empty), -3.0, 3.0)
    written[:, 0] = empty[:, 0]
    both = [kinds[:, at, None] * written[:, _TOGETHER] for at in range(2)]
    return np.hstack([kinds, marks, written, *both])


def own_columns(posts: Sequence[PostFacts], weights: Mapping[str, float], crowd: float | None) -> Floats:
    """Posts x ``OWN_PARTS``: what one account's history can tell besides texts, scaled by how much such effects differ.

    Args:
        posts: of one account.
        weights: variances of the effects across accounts, in squared standard deviations of the outcome.
        crowd: the account's usual followers; None if it never told them.
    """
    kinds = np.array([[post.type == kind for kind in ("text", "image", "video")] for post in posts], float)
    hours = np.array([post.published_at.hour + post.published_at.minute / 60.0 for post in posts])[:, None]
    apart = np.abs(hours - _HOURS)
    near = np.exp(-((np.minimum(apart, 24.0 - apart) / _WIDTH) ** 2))
    near /= np.sqrt((np.exp(-((np.minimum(_HOURS, 24.0 - _HOURS) / _WIDTH) ** 2)) ** 2).sum())
    days = np.array([post.published_at.weekday() for post in posts])
    weekday = (days[:, None] == np.arange(7)).astype(float)
    weekend = np.column_stack([days < 5, days >= 5]).astype(float)
    paid = np.array([[float(post.paid)] for post in posts])
    followers = np.array([[log(post.followers / crowd) if post.followers and crowd else 0.0] for post in posts])
    blocks = {
        "kind": kinds, "hour": near, "weekday": weekday, "weekend": weekend, "paid": paid, "followers": followers
    }  # fmt: skip
    return np.hstack([np.sqrt(weights[name]) * block for name, block in blocks.items()])


def _moment(at: datetime) -> list[float]:
    hour, day = (at.hour + at.minute / 60.0) / 24.0 * 2.0 * np.pi, at.weekday() / 7.0 * 2.0 * np.pi
    turns = [wave(turn) for turn in (hour, 2.0 * hour, day) for wave in (np.sin, np.cos)]
    return [*turns, float(at.weekday() >= 5), float(at.minute == 0), float(at.minute % 15 == 0)]
