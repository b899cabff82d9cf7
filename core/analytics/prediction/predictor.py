"""From past posts to the percentile that a new one may reach, with an interval and reasons that add up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from core.analytics.prediction.columns import PARTS, WORDING, told
from core.analytics.prediction.facts import PostFacts
from core.analytics.prediction.own import Guess, Own, loudest
from core.analytics.prediction.prior import Prior, prior_of
from core.analytics.prediction.said import worded
from core.analytics.prediction.shares import percentile, shares
from core.analytics.tenths import in_tenths

SIDE = 1.2816
"""Standard normal quantile of 90%: both sides of an 80% interval."""
NO_HISTORY = "No past post of this channel has numbers yet, so this rests on other accounts' posts alone."


@dataclass(frozen=True)
class Reason:
    """One part of a post in plain words, and the percentile points it adds (or takes away)."""

    words: str
    points: float


@dataclass(frozen=True)
class Prediction:
    """Where a post will probably stand among the account's own posts on its channel.

    Args:
        percentile: 0-100; 50 is its middle post.
        low, high: an 80% interval, 0-100.
        reasons: strongest first; their points add up to ``percentile - 50``.
        posts: past posts it rests on; 0 means that only the shipped prior speaks, and ``note`` says so.
        note: what to know about it, in words; empty if nothing.
    """

    percentile: float
    low: float
    high: float
    reasons: tuple[Reason, ...]
    posts: int = 0
    note: str = ""

    def told(self, most: int = 6) -> tuple[Reason, ...]:
        """The strongest reasons in whole points, the others in one line; they add up to the rounded percentile - 50."""
        points = {place: reason.points for place, reason in enumerate(self.reasons[:most])}
        points[most] = sum(reason.points for reason in self.reasons[most:])
        tenths = in_tenths({place: many / 10.0 for place, many in points.items()}, round(self.percentile) / 10.0 - 5.0)
        whole = {place: round(10.0 * many) for place, many in tenths.items()}
        kept = [Reason(reason.words, whole[place]) for place, reason in enumerate(self.reasons[:most])]
        return tuple(one for one in [*kept, Reason("everything else", whole[most])] if one.points)


@dataclass(frozen=True)
class Predictor:
    """What was learned of one account, by channel; ``fit`` makes it."""

    learned: Mapping[str, Own]

    def score(self, post: PostFacts) -> Prediction:
        """Predict one post; its own ``outcome`` is not looked at. A channel without a history has the prior alone."""
        own = self.learned.get(post.channel)
        return predicted(post, own.guess(post), own.posts) if own else predicted_alone(post, prior_of(post.channel))


def predicted(post: PostFacts, guess: Guess, posts: int) -> Prediction:
    """A guess on the normal scale as a percentile with its reasons; ``posts`` is the size of the history."""
    names = [name for name, effect in guess.parts.items() if effect]
    effects = np.array([guess.parts[name] for name in names])
    points = shares(effects)
    words = worded(post, guess.said)
    reasons = [Reason(words(name), float(point)) for name, point in zip(names, points, strict=True)]
    ends = float(effects.sum()) + guess.spread * np.array([0.0, -SIDE, SIDE])
    at, low, high = (float(edge) for edge in percentile(ends))
    tail = 50.0 / posts if posts else 0.0  # beyond the middle of the last rank lies a new record
    return Prediction(
        at,
        0.0 if low < tail else low,
        100.0 if high > 100.0 - tail else high,
        tuple(sorted(reasons, key=lambda reason: -abs(reason.points))),
        posts,
        "" if posts else NO_HISTORY,
    )


def predicted_alone(post: PostFacts, prior: Prior) -> Prediction:
    """What the prior says by itself."""
    effects, words = prior.effects([post], told([post]))
    parts = dict.fromkeys(PARTS, 0.0)
    for part, shift in zip(PARTS, effects[0] - prior.usual * prior.coefficients, strict=True):
        parts[part] += float(shift)
    parts[WORDING] += float(words[0]) - prior.usual_words if post.text.strip() else 0.0
    return predicted(post, Guess(parts, prior.spread_alone, loudest(post.text, prior, parts[WORDING], {})), 0)


def fit(history: Sequence[PostFacts]) -> Predictor:
    """Learn from an account's past posts, each channel by itself; posts without an outcome tell nothing.

    About 0.1 s for 300 posts; of more than 800 the newest 800 are learned from. Pure: the same history, whatever its
    order, gives the same predictor.
    """
    known = [post for post in history if post.outcome is not None]
    channels = sorted({post.channel for post in known})
    return Predictor({name: Own([post for post in known if post.channel == name], prior_of(name)) for name in channels})
