"""The four signals of the Marketing Health Score, each on 0-100, from what was published and answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from core.analytics.benchmarks import Benchmarks, post_score
from core.analytics.consistency import Keeping, PlannedSlot, Window, keeping
from core.analytics.response_time import FirstResponse, arrays, half_life_score, quantiles
from core.errors import Invalid
from core.vocab import Channel, PostType, Signal

Floats = NDArray[np.float64]
PRIOR_POSTS, PRIOR_SCORE = 5.0, 50.0


@dataclass(frozen=True)
class PostOutcome:
    """One published post.

    Args:
        engagements: counts that its channel's rate is made of (``benchmarks.engagements``).
        views: the channel's denominator; None if unknown.
        own_percentile: 0-100 within the account's own history, standing in when views are unknown.
    """

    channel: Channel
    type: PostType
    engagements: float
    views: float | None
    own_percentile: float | None
    published_at: datetime


@dataclass(frozen=True)
class HealthInputs:
    """Everything a score is computed from, for a campaign or for a business's last 28 days.

    Args:
        posts: what was published; slots: the plan's due moments (future ones left out).
        planned_channels: channels that the plan uses.
        responses: first responses, with unanswered messages among them; automatic acknowledgements are no answer.
        response_target: business time within which half of the people should be answered; positive.
        target_per_week: posts per week where there is no plan; not negative.
        window: the period judged; by default from the first moment to the last, in whole weeks.
    """

    posts: Sequence[PostOutcome]
    slots: Sequence[PlannedSlot]
    planned_channels: frozenset[Channel]
    responses: Sequence[FirstResponse]
    response_target: timedelta
    target_per_week: float
    window: Window | None = None

    def __post_init__(self) -> None:
        if self.response_target <= timedelta(0):
            raise Invalid("The response target must be longer than nothing.", field="response_target")
        if self.target_per_week < 0:
            raise Invalid("Posts per week cannot be negative.", field="target_per_week")

    def keeping(self) -> Keeping | None:
        """How the plan was kept; see ``consistency.keeping``."""
        return keeping(self.slots, [post.published_at for post in self.posts], self.target_per_week, self.window)


@dataclass(frozen=True)
class Levers:
    """Changes to try on the formula; None leaves the measured value. See ``what_if``."""

    cadence: float | None = None
    mix: Mapping[PostType, float] | None = None
    response: timedelta | None = None
    engagement_lift: float = 1.0


@dataclass(frozen=True)
class Sample:
    """How often each post and each message counts; shapes ``(samples, posts)`` and ``(samples, messages)``."""

    posts: Floats
    messages: Floats

    @classmethod
    def whole(cls, inputs: HealthInputs) -> "Sample":
        """Everything, once."""
        return cls(np.ones((1, len(inputs.posts))), np.ones((1, len(inputs.responses))))

    @classmethod
    def bootstrap(cls, inputs: HealthInputs, rng: np.random.Generator, draws: int) -> "Sample":
        """As many posts and messages, drawn with replacement (Efron, 1979)."""
        return cls(*(_drawn(n, rng, draws) for n in (len(inputs.posts), len(inputs.responses))))


def _drawn(count: int, rng: np.random.Generator, draws: int) -> Floats:
    if not count:
        return np.ones((draws, 0))
    return rng.multinomial(count, np.full(count, 1.0 / count), size=draws).astype(np.float64)


Measured = dict[Signal, Floats | None]
_AS_IT_IS = Levers()


def measure(
    inputs: HealthInputs, sample: Sample, levers: Levers = _AS_IT_IS, benchmarks: Benchmarks | None = None
) -> Measured:
    """Compute each signal for each sample; None where there is no data."""
    kept = inputs.keeping()
    return {
        Signal.ENGAGEMENT: engagement(inputs.posts, sample.posts, levers.engagement_lift, benchmarks),
        Signal.CONSISTENCY: None if kept is None else np.full(len(sample.posts), kept.signal(levers.cadence)),
        Signal.DIVERSITY: diversity(inputs.posts, inputs.planned_channels, sample.posts, levers.mix),
        Signal.RESPONSE: response(inputs, sample.messages, levers.response),
    }


def engagement(
    posts: Sequence[PostOutcome], weights: Floats, lift: float = 1.0, benchmarks: Benchmarks | None = None
) -> Floats | None:
    """Average the posts' placements on their channels, shrunk as if there were 5 more posts of 50.

    ``lift`` multiplies every engagement rate; a post placed by its own percentile stays where it is.
    """
    scores = [post_score(p.channel, lift * p.engagements, p.views, p.own_percentile, benchmarks) for p in posts]
    scored = np.array([score is not None for score in scores], dtype=bool)
    if not scored.any():
        return None
    weights = weights[:, scored]
    total = weights @ np.array([score for score in scores if score is not None])
    shrunk: Floats = (total + PRIOR_POSTS * PRIOR_SCORE) / (weights.sum(axis=1) + PRIOR_POSTS)
    return shrunk


def diversity(
    posts: Sequence[PostOutcome],
    channels: frozenset[Channel],
    weights: Floats,
    mix: Mapping[PostType, float] | None = None,
) -> Floats | None:
    """0.7 x Shannon entropy of text, image and video over ln 3, plus 0.3 x share of the plan's channels used.

    Without planned channels the entropy counts alone. ``mix`` replaces the measured shares.
    """
    if not posts:
        return None
    kinds = weights @ np.array([[post.type is kind for kind in PostType] for post in posts], dtype=float)
    if mix is not None:
        kinds = np.tile([max(0.0, mix.get(kind, 0.0)) for kind in PostType], (len(weights), 1))
    shares = kinds / np.maximum(kinds.sum(axis=1, keepdims=True), 1e-12)
    entropy = -(shares * np.log(np.maximum(shares, 1e-12))).sum(axis=1) / np.log(len(PostType))
    variety: Floats = 100.0 * np.clip(entropy, 0.0, 1.0)
    if not channels:
        return variety
    used = weights @ np.array(
        [[post.channel == channel for channel in sorted(channels)] for post in posts], dtype=float
    )
    mixed: Floats = 0.7 * variety + 0.3 * 100.0 * (used > 0).mean(axis=1)
    return mixed


def response(inputs: HealthInputs, weights: Floats, median: timedelta | None = None) -> Floats | None:
    """Kaplan-Meier median of first-response times, halved per target; ``median`` replaces the measured one."""
    if median is not None:
        return half_life_score(np.full(len(weights), median.total_seconds()), inputs.response_target)
    if not inputs.responses:
        return None
    return half_life_score(quantiles(*arrays(inputs.responses), weights, 0.5), inputs.response_target)
