"""Figures to a tenth that still add up."""

import math
from collections.abc import Hashable, Mapping
from typing import TypeVar

Name = TypeVar("Name", bound=Hashable)


def in_tenths(parts: Mapping[Name, float], total: float) -> dict[Name, float]:
    """Round parts to tenths so that they add up to ``total`` to a tenth (largest remainders).

    >>> in_tenths({"a": 0.25, "b": 0.25}, 0.5)
    {'a': 0.3, 'b': 0.2}
    """
    floors = {name: math.floor(value * 10.0) for name, value in parts.items()}
    missing = round(round(total, 1) * 10) - sum(floors.values())
    by_remainder = sorted(parts, key=lambda name: floors[name] - parts[name] * 10.0)
    for place in range(abs(missing) if by_remainder else 0):
        name = (by_remainder if missing > 0 else by_remainder[::-1])[place % len(by_remainder)]
        floors[name] += 1 if missing > 0 else -1
    return {name: tenths / 10 for name, tenths in floors.items()}
