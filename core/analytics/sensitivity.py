"""How much of a score, and of an order of campaigns, hangs on the weights."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from core.analytics.health import HealthScore, Signals, Weights, score
from core.vocab import Signal

STEP = 0.1
DRAWS = 2000
SPREAD = 0.5
"""Spread of the log of each weight when they are drawn anew: two thirds of them stay between 0.6 and 1.65 times."""


@dataclass(frozen=True)
class Turn:
    """The score with one weight turned, the others sharing the rest as they did."""

    signal: Signal
    weight: float
    without: float | None
    less: float | None
    more: float | None


def turns(assessed: HealthScore) -> list[Turn]:
    """Each signal's weight taken out, and turned down and up by a tenth of all.

    >>> one = turns(score(Signals(engagement=40, consistency=100)))[0]
    >>> round(one.without or 0), round(one.less or 0), round(one.more or 0)
    (100, 72, 60)
    """
    total = sum(assessed.weights.of(signal) for signal in Signal)
    shares = {signal: assessed.weights.of(signal) / total for signal in Signal}
    return [
        Turn(
            signal,
            share,
            without=_with(assessed, shares, signal, 0.0),
            less=_with(assessed, shares, signal, max(0.0, share - STEP)),
            more=_with(assessed, shares, signal, min(1.0, share + STEP)),
        )
        for signal, share in shares.items()
    ]


def _with(assessed: HealthScore, shares: dict[Signal, float], signal: Signal, share: float) -> float | None:
    rest = 1.0 - shares[signal]
    if share <= 0.0 and rest <= 0.0:
        return None
    scale = (1.0 - share) / rest if rest else 0.0
    others = {other: own * scale for other, own in shares.items()}
    return score(assessed.signals, replace(Weights(), **{**others, signal: share})).value


def steadiness(
    every: Sequence[Signals], weights: Weights, *, rng: np.random.Generator, draws: int = DRAWS
) -> list[float]:
    """How often each of some scores comes out highest when all weights are drawn anew around the chosen ones, 0-1.

    A signal without data is left out of its own score, as always; ties are shared by the first.
    """
    if not every:
        return []
    signals = np.array(
        [[np.nan if (value := getattr(one, signal)) is None else value for signal in Signal] for one in every]
    )
    chosen = np.array([weights.of(signal) for signal in Signal]) * np.exp(
        SPREAD * rng.standard_normal((draws, len(Signal)))
    )
    known = ~np.isnan(signals)
    total = chosen @ known.T.astype(float)
    points = chosen @ np.where(known, signals, 0.0).T
    values = np.divide(points, total, out=np.full_like(points, -1.0), where=total > 0)
    wins = np.bincount(values.argmax(axis=1), minlength=len(every))
    return [float(won) / draws for won in wins]
