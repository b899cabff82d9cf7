"""Reproducible chance: the same words always give the same draws, on any machine and in any order."""

from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Keys = NDArray[np.uint64]

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2 = np.uint64(0x94D049BB133111EB)
_EXACT_BELOW = 50.0


def key(*parts: str) -> int:
    """Turn words into a 64-bit key. Unlike ``hash``, it does not change from one process to the next.

    >>> key("seed", "post 1") == key("seed", "post 1")
    True
    >>> key("ab", "c") == key("a", "bc")
    False
    """
    digest = blake2b("\x1f".join(parts).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little")


def generator(*parts: str) -> np.random.Generator:
    """Give a numpy generator seeded by words."""
    return np.random.default_rng(key(*parts))


def uniforms(keys: Keys, count: int) -> Floats:
    """Draw ``count`` uniforms in [0, 1) for each key; shape ``(count, len(keys))``.

    SplitMix64 (Steele, Lea and Flood, 2014) run ``count`` steps from each key.
    """
    steps = np.arange(1, count + 1, dtype=np.uint64)[:, None] * _GOLDEN
    z = keys[None, :] + steps
    z = (z ^ (z >> np.uint64(30))) * _MIX_1
    z = (z ^ (z >> np.uint64(27))) * _MIX_2
    z ^= z >> np.uint64(31)
    drawn: Floats = (z >> np.uint64(11)).astype(np.float64) * 2.0**-53
    return drawn


def normals(u: Floats, v: Floats) -> Floats:
    """Turn two sets of uniforms into standard normals (Box and Muller, 1958)."""
    drawn: Floats = np.sqrt(-2.0 * np.log1p(-u)) * np.cos(2.0 * np.pi * v)
    return drawn


def poisson(mean: Floats, u: Floats, z: Floats) -> Floats:
    """Draw Poisson counts: by inverting the distribution at ``u`` below 50, above it from the normal ``z``."""
    counts = np.maximum(0.0, np.rint(mean + np.sqrt(mean) * z))
    small = mean < _EXACT_BELOW
    term = np.exp(-mean[small])
    cumulative, found = term.copy(), np.zeros_like(term)
    for k in range(1, 3 * int(_EXACT_BELOW)):
        beyond = u[small] >= cumulative
        if not beyond.any():
            break
        found += beyond
        term *= mean[small] / k
        cumulative += term
    counts[small] = found
    return counts
