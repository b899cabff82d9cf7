"""Health scores as they are kept, and back again."""

from hashlib import blake2b

import numpy as np

from core.analytics.health import HealthInputs, HealthScore, Interval, Samples, Signals, Weights, assess
from core.tables import HealthRecord, Profile
from core.tables.values import Slice
from core.vocab import Signal
from core.workspace import Workspace

BUSINESS = "business"
"""The scope of the business's own score; a campaign's is its id."""


def assessed(ws: Workspace, scope: str, inputs: HealthInputs, profile: Profile) -> HealthScore:
    """Score with the business's own weights; chance comes from its seed, so the same numbers give the same range."""
    seed = int.from_bytes(blake2b(f"{ws.business.seed}:{scope}".encode(), digest_size=8).digest())
    return assess(inputs, rng=np.random.default_rng(seed), weights=weights_of(profile))


def weights_of(profile: Profile) -> Weights:
    return Weights(**profile.weights.model_dump())


def slices(score: HealthScore) -> tuple[Slice, ...]:
    """The four parts of a score, with what each rests on."""
    rests_on = score.samples or Samples(0, 0, 0, 0)
    samples = {
        Signal.ENGAGEMENT: rests_on.posts,
        Signal.CONSISTENCY: rests_on.slots,
        Signal.DIVERSITY: rests_on.posts,
        Signal.RESPONSE: rests_on.messages,
    }
    known = score.signals.known()
    return tuple(
        Slice(
            signal=signal,
            value=known.get(signal),
            weight=score.weights.of(signal),
            points=score.contributions.get(signal, 0.0),
            samples=samples[signal],
        )
        for signal in Signal
    )


def score_of(record: HealthRecord) -> HealthScore:
    """A kept score as a value that can be compared and explained."""
    parts = {Signal(part.signal): part for part in record.parts}
    return HealthScore(
        value=record.value,
        contributions={signal: part.points for signal, part in parts.items() if part.value is not None},
        signals=Signals(**{signal: part.value for signal, part in parts.items()}),
        weights=Weights(**{signal: part.weight for signal, part in parts.items()}),
        interval=Interval(record.low, record.high),
        version=record.formula_version,
    )
