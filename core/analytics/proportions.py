"""Two shares compared: whether their difference may be chance, and how large it may be."""

import math
from dataclasses import dataclass
from statistics import NormalDist

_NORMAL = NormalDist()
LEVEL = 0.05
"""The share of tests without any true difference that still find one (two-sided)."""


@dataclass(frozen=True)
class Share:
    """So many ``hits`` of so many that were ``seen``; hits above what was seen count as all of it."""

    hits: int
    seen: int

    @property
    def rate(self) -> float:
        return min(self.hits, self.seen) / self.seen if self.seen > 0 else 0.0


@dataclass(frozen=True)
class Difference:
    """The second share less the first, as a fraction, with its 95% interval; ``p_value`` if there were none, 0-1."""

    by: float
    low: float
    high: float
    p_value: float

    @property
    def is_clear(self) -> bool:
        return self.p_value < LEVEL


def compared(first: Share, second: Share) -> Difference:
    """Compare two shares with the pooled two-proportion z-test; the interval is Newcombe's (1998, method 10).

    Both take each that was seen for a trial of its own, which several clicks by one person are not: real evidence is a
    little weaker than it looks here.

    Raises:
        ValueError: nothing was seen of one of them.

    >>> found = compared(Share(45, 500), Share(65, 500))
    >>> round(found.by, 3), round(found.p_value, 3), found.is_clear
    (0.04, 0.043, True)
    >>> round(found.low, 3), round(found.high, 3)
    (0.001, 0.079)
    """
    if min(first.seen, second.seen) <= 0:
        raise ValueError("a share of nothing cannot be compared")
    one, two = first.rate, second.rate
    pooled = (one * first.seen + two * second.seen) / (first.seen + second.seen)
    spread = math.sqrt(pooled * (1 - pooled) * (1 / first.seen + 1 / second.seen))
    p_value = 2 * _NORMAL.cdf(-abs(two - one) / spread) if spread > 0 else 1.0
    (low_1, high_1), (low_2, high_2) = wilson(first), wilson(second)
    low = two - one - math.hypot(two - low_2, high_1 - one)
    high = two - one + math.hypot(high_2 - two, one - low_1)
    return Difference(two - one, max(-1.0, low), min(1.0, high), min(1.0, p_value))


def wilson(share: Share) -> tuple[float, float]:
    """The 95% interval of one share (Wilson, 1927).

    >>> [round(end, 3) for end in wilson(Share(0, 20))]
    [0.0, 0.161]
    """
    z, n, p = _NORMAL.inv_cdf(1 - LEVEL / 2), share.seen, share.rate
    middle, half = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)
