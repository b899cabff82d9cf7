"""The Marketing Health Score: 0.4 x engagement + 0.3 x consistency + 0.2 x media diversity + 0.1 x response time.

Importable without the app: ``assess(HealthInputs(...), rng=numpy.random.default_rng(1))`` recomputes any score.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from core.analytics.benchmarks import Benchmarks
from core.analytics.consistency import PlannedSlot
from core.analytics.response_time import FirstResponse
from core.analytics.signals import HealthInputs, Levers, Measured, PostOutcome, Sample, measure
from core.analytics.tenths import in_tenths
from core.errors import Invalid
from core.vocab import Signal

__all__ = ["FirstResponse", "HealthInputs", "HealthScore", "PlannedSlot", "PostOutcome", "Signals", "Weights", "assess"]

FORMULA_VERSION = "1"
DRAWS = 400
WIDTH = 0.9


@dataclass(frozen=True)
class Signals:
    """The four signals, each 0-100; None means no data, which is not zero. Raises ``ValueError`` outside the range."""

    engagement: float | None = None
    consistency: float | None = None
    diversity: float | None = None
    response: float | None = None

    def __post_init__(self) -> None:
        for name, value in self.known().items():
            if not 0.0 <= value <= 100.0:
                raise ValueError(f"{name} must be 0-100, not {value}")

    def known(self) -> dict[Signal, float]:
        """Give the signals that have data."""
        every: dict[Signal, float | None] = {signal: getattr(self, signal) for signal in Signal}
        return {signal: value for signal, value in every.items() if value is not None}


@dataclass(frozen=True)
class Weights:
    """How much each signal counts; re-scaled to add up to 1. Raises ``Invalid`` if negative or all nought."""

    engagement: float = 0.4
    consistency: float = 0.3
    diversity: float = 0.2
    response: float = 0.1

    def __post_init__(self) -> None:
        for signal in Signal:
            if not 0.0 <= self.of(signal) < math.inf:
                raise Invalid("A weight cannot be negative.", field=signal)
        if not any(self.of(signal) for signal in Signal):
            raise Invalid("Give at least one signal a weight above nought.", field="weights")

    def of(self, signal: Signal) -> float:
        """Give one signal's weight."""
        return float(getattr(self, signal))


SEED_WEIGHTS = Weights()


class Band(StrEnum):
    """The words that always stand with the number."""

    NEEDS_CARE = "needs care"
    STEADY = "steady"
    STRONG = "strong"


class Interval(NamedTuple):
    """A 90% bootstrap interval over posts and messages, 0-100, widened where needed to hold the value."""

    low: float
    high: float


@dataclass(frozen=True)
class Samples:
    """What a score rests on; ``stand_ins`` are posts placed by their own history, for want of views."""

    posts: int
    slots: int
    messages: int
    stand_ins: int


@dataclass(frozen=True)
class HealthScore:
    """One score and all that is needed to show, explain and recompute it.

    Args:
        value: 0-100, the exact sum (``math.fsum``) of ``contributions``; None when no weighed signal has data.
        contributions: points by signal; a signal without data has none.
        signals, weights: what it was computed from, weights as chosen (not re-scaled).
        samples, interval: present when assessed from inputs.
    """

    value: float | None
    contributions: Mapping[Signal, float]
    signals: Signals
    weights: Weights
    samples: Samples | None = None
    interval: Interval | None = None
    version: str = field(default=FORMULA_VERSION)

    @property
    def band(self) -> Band | None:
        """The words for the value as shown, to a tenth: below 40 needs care, below 70 steady, else strong."""
        if self.value is None:
            return None
        shown = round(self.value, 1)
        return Band.NEEDS_CARE if shown < 40 else Band.STEADY if shown < 70 else Band.STRONG

    def on_screen(self) -> dict[Signal, float]:
        """Give contributions to a tenth, such that the shown figures add up to the shown value."""
        return in_tenths(self.contributions, self.value or 0.0)


def score(signals: Signals, weights: Weights = SEED_WEIGHTS) -> HealthScore:
    """Weigh the available signals, each 0-100, into one score of 0-100; the weights of missing ones are shared out.

    >>> score(Signals(engagement=50, consistency=100, diversity=75, response=0)).value
    65.0
    >>> score(Signals(engagement=50)).value
    50.0
    """
    known = signals.known()
    total = math.fsum(weights.of(signal) for signal in known)
    if not total:
        return HealthScore(None, {}, signals, weights)
    contributions = {signal: weights.of(signal) / total * value for signal, value in known.items()}
    return HealthScore(math.fsum(contributions.values()), contributions, signals, weights)


def assess(
    inputs: HealthInputs,
    *,
    rng: np.random.Generator,
    weights: Weights = SEED_WEIGHTS,
    benchmarks: Benchmarks | None = None,
    levers: Levers | None = None,
    draws: int = DRAWS,
) -> HealthScore:
    """Measure the signals, score them and say how sure we are.

    Args:
        inputs: what was published, planned and answered.
        rng: chance for the bootstrap; the same seed gives the same interval.
        weights: the business's own, by default the seed weights.
        benchmarks: by default those that ship with the product.
        levers: changes to try, see ``what_if``.
        draws: bootstrap samples.
    """
    levers = levers or Levers()
    point = signals_of(measure(inputs, Sample.whole(inputs), levers, benchmarks))
    scored = score(point, weights)
    samples = Samples(
        len(inputs.posts),
        len(inputs.slots),
        len(inputs.responses),
        sum(not post.views and post.own_percentile is not None for post in inputs.posts),
    )
    spread = measure(inputs, Sample.bootstrap(inputs, rng, draws), levers, benchmarks)
    interval = _interval(scored, spread) if inputs.posts or inputs.responses else None
    return HealthScore(scored.value, scored.contributions, point, weights, samples, interval)


def signals_of(measured: Measured) -> Signals:
    """Take the first sample of each measured signal."""
    return Signals(**{signal: None if found is None else float(found[0]) for signal, found in measured.items()})


def _interval(scored: HealthScore, spread: Measured) -> Interval | None:
    """Percentile interval of the re-weighed samples."""
    if scored.value is None:
        return None
    known = {signal: found for signal, found in spread.items() if found is not None}
    total = math.fsum(scored.weights.of(signal) for signal in known)
    values = sum(scored.weights.of(signal) / total * found for signal, found in known.items())
    low, high = np.quantile(values, [(1.0 - WIDTH) / 2.0, (1.0 + WIDTH) / 2.0])
    return Interval(min(float(low), scored.value), max(float(high), scored.value))
