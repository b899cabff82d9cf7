"""Why a score moved: the contributions of both dates, so that the reasons add up to the change."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from core.analytics.health import HealthScore
from core.analytics.tenths import in_tenths
from core.vocab import Signal

WORDS = {
    Signal.ENGAGEMENT: "engagement",
    Signal.CONSISTENCY: "consistency",
    Signal.DIVERSITY: "media diversity",
    Signal.RESPONSE: "response time",
}
MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True)
class Change:
    """A change between two scores.

    Args:
        total: points, the exact sum (``math.fsum``) of ``parts``; None when either score is missing.
        parts: points by signal, including what a signal gains or loses by data appearing or going missing.
        shown: the parts to a tenth, adding up to the difference of the two shown scores.
        sentence: the change in words, largest part first.
    """

    total: float | None
    parts: Mapping[Signal, float]
    shown: Mapping[Signal, float]
    sentence: str


def explain_change(before: HealthScore, after: HealthScore) -> Change:
    """Split the change of a score into its signals.

    >>> from core.analytics.health import Signals, score
    >>> explain_change(score(Signals(60, 100, 50, 50)), score(Signals(50, 95, 50, 50))).sentence.replace(MINUS, "-")
    '-5.5: engagement -4.0, consistency -1.5'
    """
    if before.value is None or after.value is None:
        return Change(None, {}, {}, "There are not two scores to compare yet.")
    parts = {s: after.contributions.get(s, 0.0) - before.contributions.get(s, 0.0) for s in Signal}
    difference = round(after.value, 1) - round(before.value, 1)
    shown = in_tenths(parts, difference)
    moved = sorted((s for s in Signal if shown[s]), key=lambda s: -abs(shown[s]))
    reasons = ", ".join(f"{WORDS[s]} {signed(shown[s])}" for s in moved)
    return Change(
        math.fsum(parts.values()), parts, shown, f"{signed(difference)}: {reasons}" if moved else "No change."
    )


def signed(points: float) -> str:
    """Write points with their sign, to a tenth.

    >>> signed(2), signed(-0.04)
    ('+2.0', '0.0')
    """
    rounded = round(points, 1)
    return f"{MINUS if rounded < 0 else '+' if rounded > 0 else ''}{abs(rounded):.1f}"
