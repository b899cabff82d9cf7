"""The same score for many businesses at once: columns in, arrays out, a signal without data as ``nan``.

``health.assess`` is the formula to read; this gives its value for thousands of businesses in the time of one.
"""

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.analytics.signals import PRIOR_POSTS, PRIOR_SCORE

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
WEEK = 7 * 86_400.0


class Posts(NamedTuple):
    """Published posts, a column each; kinds are 0-2, unknown views and percentiles nan, moments in seconds."""

    business: Indexes
    channel: Indexes
    kind: Indexes
    engagements: Floats
    views: Floats
    own_percentile: Floats
    at: Floats


class Slots(NamedTuple):
    """The plan's due moments in seconds, and when each went out (nan: it did not)."""

    business: Indexes
    channel: Indexes
    planned: Floats
    published: Floats


class Responses(NamedTuple):
    """First responses in seconds of business time; without an answer, the wait so far."""

    business: Indexes
    waited: Floats
    answered: NDArray[np.bool_]


@dataclass(frozen=True)
class Many:
    """All of them.

    Args:
        target: seconds within which half should be answered; per_week: posts where there is no plan.
        start, end: the window judged, in seconds; one entry a business each.
        planned: which channels a plan uses; shape (businesses, channels).
        mu, sigma: each channel's benchmark (``benchmarks.toml``).
        weights: of engagement, consistency, diversity, response; shape (businesses, 4).
    """

    posts: Posts
    slots: Slots
    responses: Responses
    target: Floats
    per_week: Floats
    start: Floats
    end: Floats
    planned: NDArray[np.bool_]
    mu: Floats
    sigma: Floats
    weights: Floats

    @property
    def size(self) -> int:
        return len(self.target)


def score_many(many: Many) -> tuple[Floats, Floats]:
    """Score them all: values of 0-100, and the four signals, shape (businesses, 4); nan is no data."""
    found = (_engagement(many), _consistency(many), _diversity(many), _response(many))
    signals = np.column_stack(found)
    known = ~np.isnan(signals)
    weights = np.where(known, many.weights, 0.0)
    total = weights.sum(axis=1)
    points = (weights * np.where(known, signals, 0.0)).sum(axis=1)
    return np.divide(points, total, out=np.full(many.size, np.nan), where=total > 0), signals


def _engagement(many: Many) -> Floats:
    posts = many.posts
    seen = posts.views > 0
    views = np.where(seen, posts.views, 1.0)
    z = (np.log(np.maximum(posts.engagements, 0.5) / views) - many.mu[posts.channel]) / many.sigma[posts.channel]
    placed = 50.0 * (1.0 + np.fromiter(map(math.erf, z / math.sqrt(2.0)), float, len(z)))
    scores = np.where(seen, placed, posts.own_percentile)
    scored = ~np.isnan(scores)
    count = _count(posts.business[scored], many.size)
    total = np.bincount(posts.business[scored], scores[scored], many.size)
    return np.where(count > 0, (total + PRIOR_POSTS * PRIOR_SCORE) / (count + PRIOR_POSTS), np.nan)


def _consistency(many: Many) -> Floats:
    """Share of expected slots that went out within a gap of their moment, times how close they were."""
    slots, posts, size = many.slots, many.posts, many.size
    late = _lateness(many)
    is_kept = late <= 1.0
    kept = np.bincount(slots.business, is_kept, size).astype(float)
    off = np.bincount(slots.business, np.where(is_kept, late, 0.0), size)
    evenness = 1.0 - np.minimum(1.0, np.divide(off, kept, out=np.zeros(size), where=kept > 0))
    weeks = int(np.ceil((many.end - many.start) / WEEK).max(initial=0.0))
    begins = many.start[:, None] + WEEK * np.arange(weeks)
    ends = np.minimum(many.end[:, None], begins + WEEK)
    wanted = many.per_week[:, None] * np.maximum(ends - begins, 0.0) / WEEK
    planned = _per_week(many, slots.business, slots.planned, weeks) > 0
    done = np.minimum(wanted, _per_week(many, posts.business, posts.at, weeks))
    expected = _count(slots.business, size) + np.where(planned, 0.0, wanted).sum(axis=1)
    kept += np.where(planned, 0.0, done).sum(axis=1)
    is_known = (expected > 0) & (_count(slots.business, size) + _count(posts.business, size) > 0)
    share = np.divide(kept, expected, out=np.zeros(size), where=expected > 0)
    return np.where(is_known, 100.0 * np.minimum(1.0, share) * evenness, np.nan)


def _lateness(many: Many) -> Floats:
    """Deviation of each slot in mean gaps of its own channel's plan; infinite where it never went out."""
    slots, channels = many.slots, len(many.mu)
    line = slots.business * channels + slots.channel
    lines = many.size * channels
    first, last = np.full(lines, np.inf), np.full(lines, -np.inf)
    np.minimum.at(first, line, slots.planned)
    np.maximum.at(last, line, slots.planned)
    count = _count(line, lines)
    spread = np.where(count > 1, last - first, 0.0)
    usual = np.repeat(WEEK / np.maximum(many.per_week, 1.0), channels)
    gap = np.where(spread > 0, spread / np.maximum(count - 1.0, 1.0), usual)
    return np.where(np.isnan(slots.published), np.inf, np.abs(slots.published - slots.planned) / gap[line])


def _per_week(many: Many, business: Indexes, at: Floats, weeks: int) -> Floats:
    """How many moments fell into each week of their business's window."""
    week = np.floor((at - many.start[business]) / WEEK).astype(np.int64)
    inside = (week >= 0) & (week < weeks) & (at < many.end[business])
    counted = _count(business[inside] * weeks + week[inside], many.size * weeks)
    shaped: Floats = counted.reshape(many.size, weeks)
    return shaped


def _diversity(many: Many) -> Floats:
    posts, size, channels = many.posts, many.size, len(many.mu)
    kinds = _count(posts.business * 3 + posts.kind, size * 3).reshape(size, 3)
    total = kinds.sum(axis=1)
    shares = kinds / np.maximum(total, 1.0)[:, None]
    variety = -100.0 * (shares * np.log(np.maximum(shares, 1e-12))).sum(axis=1) / math.log(3.0)
    used = _count(posts.business * channels + posts.channel, size * channels).reshape(size, channels) > 0
    plans = many.planned.sum(axis=1)
    share = (used & many.planned).sum(axis=1) / np.maximum(plans, 1)
    mixed = np.where(plans > 0, 0.7 * variety + 30.0 * share, variety)
    return np.where(total > 0, mixed, np.nan)


def _response(many: Many) -> Floats:
    """Kaplan and Meier's median wait of each business, halved per target."""
    order = np.lexsort((~many.responses.answered, many.responses.waited, many.responses.business))
    heard = many.responses
    business, waited, answered = heard.business[order], heard.waited[order], heard.answered[order]
    count = _count(business, many.size)
    starts = np.concatenate([[0.0], np.cumsum(count)[:-1]])
    place = np.arange(len(business)) - starts[business]
    at_risk = count[business] - place
    steps = np.log(np.maximum(1.0 - answered / at_risk, 1e-300))
    sums = np.cumsum(steps)
    before = np.concatenate([[0.0], sums])[starts[business].astype(np.int64)]
    reached = np.exp(sums - before) <= 0.5 + 1e-9
    longest, median = np.zeros(many.size), np.full(many.size, np.inf)
    np.maximum.at(longest, business, waited)
    np.minimum.at(median, business[reached], waited[reached])
    open_ones = np.bincount(business, ~answered, many.size)
    known = np.isfinite(median) & (open_ones <= 0.5 * count)
    scored = 100.0 * np.exp2(-np.where(known, median, longest) / many.target)
    return np.where(count > 0, scored, np.nan)


def _count(index: Indexes, size: int) -> Floats:
    return np.bincount(index, minlength=size).astype(float)
