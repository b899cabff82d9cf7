"""Whether what was written is about what was asked for."""

import re
from collections.abc import Iterable

from core.tables import Post
from core.vocab import Engine

_EMPTY = frozenset(
    ("about", "after", "before", "from", "have", "more", "most", "that", "this", "what", "when", "with", "your")
)
ENOUGH = 0.5
"""The share of a theme's telling words that a post about it says."""


def says_enough(theme: str, text: str) -> bool:
    """Whether a text says half of a theme's telling words or more: those from four letters on, by how they begin.

    >>> says_enough("Sourdough rolls on Saturday", "Every Saturday: a roll with butter")
    True
    >>> says_enough("Free trial week in January", "Another week, another approval missing")
    False
    """
    asked = {word[:5].rstrip("s") for word in re.findall(r"\w{4,}", theme.casefold()) if word not in _EMPTY}
    found = sum(word in text.casefold() for word in asked)
    return found >= ENOUGH * len(asked)


def strays(theme: str, posts: Iterable[Post]) -> bool:
    """Whether the offline writer, which knows its trade and the profile, wrote these and none is about the theme."""
    own = [post for post in posts if post.ai is not None and post.ai.engine is Engine.OFFLINE]
    texts = (f"{post.title} {post.subject} {post.caption} {post.cta}" for post in own)
    return bool(own) and not any(says_enough(theme, text) for text in texts)
