"""How alike two texts are, by the three-word runs they share."""

import functools
import re
from collections.abc import Iterable

from core.channels.sms import straightened

LIMIT = 0.22
"""Above this Jaccard index a reader notices that two posts are the same post."""
CLOSE = 0.14
"""Above this a draft is set aside while there are others; lower, as earlier texts are known with their calls."""


@functools.lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """A text as it is compared: plain characters, no case."""
    return straightened(text).casefold()


@functools.lru_cache(maxsize=4096)
def words(text: str) -> frozenset[str]:
    """What stands between the spaces of a text, as it is compared."""
    return frozenset(folded(text).split())


@functools.lru_cache(maxsize=8192)
def sought(hook: str) -> tuple[str, frozenset[str]]:
    """What to look for to know whether a hook was said, without its last full stop, and the whole words inside it."""
    bare = folded(hook).rstrip(".")
    return bare, frozenset(bare.split()[1:-1])


@functools.lru_cache(maxsize=32768)
def grams(text: str) -> frozenset[tuple[str, ...]]:
    """The distinct three-word runs of a text, ignoring case, marks and links."""
    words = re.findall(r"[\w'’]+", re.sub(r"https?://\S+", " ", text.casefold()))  # noqa: RUF001
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def likeness(text: str, other: str) -> float:
    """Jaccard index of the two sets of three-word runs, 0 (nothing shared) to 1.

    >>> likeness("Order your bread tonight", "order your bread tomorrow")
    0.3333333333333333
    """
    mine, theirs = grams(text), grams(other)
    union = len(mine) + len(theirs) - (shared := len(mine & theirs))
    return shared / union if union else 0.0


def nearest(text: str, others: Iterable[str]) -> float:
    """The likeness to the most similar of the others; 0 when there are none."""
    return max((likeness(text, other) for other in others), default=0.0)


def worn(text: str, used: frozenset[tuple[str, ...]]) -> float:
    """The share of a text's three-word runs that were used before, 0-1."""
    mine = grams(text)
    return len(mine & used) / len(mine) if mine else 0.0
