"""How a channel counts a text, and how to shorten one so that it fits."""

import re
from bisect import bisect_right
from collections.abc import Callable

from core.channels.rules import ChannelRules
from core.channels.utm import links

HASHTAG = re.compile(r"(?<![\w&/#])#(?=\w*[^\W\d])\w+")
"""A tag that platforms link: not part of a word or an address, and not a number alone."""


def length(text: str, rules: ChannelRules) -> int:
    """Characters as the channel counts them: a link may have a fixed length; SMS counts 16-bit units.

    >>> from core.channels.rules import channel
    >>> length("See https://example.org/a/very/long/path/indeed", channel("mastodon"))
    27
    """
    if rules.limits.parts_good is not None:
        return len(text.encode("utf-16-le", "surrogatepass")) // 2
    if rules.limits.link_length is None:
        return len(text)
    found = links(text)
    return len(text) - sum(map(len, found)) + len(found) * rules.limits.link_length.value


def hashtags_in(text: str) -> int:
    """How many hashtags a platform will find in the text.

    >>> hashtags_in("#one two#three https://a.example/#four #5 #six")
    2
    """
    return len(HASHTAG.findall(text))


def without_hashtags_after(text: str, keep: int) -> str:
    """The text with only the first ``keep`` hashtags; the words of the others stay.

    >>> without_hashtags_after("#fresh bread and #cake", 1)
    '#fresh bread and cake'
    """
    seen = 0

    def plain(found: re.Match[str]) -> str:
        nonlocal seen
        seen += 1
        return found.group() if seen <= keep else found.group()[1:]

    return HASHTAG.sub(plain, text)


def shortened(text: str, fits: Callable[[str], bool], *, ending: str = "…") -> str:
    """The longest beginning that fits, cut between words where it can be, with the ending on it.

    >>> shortened("Fresh bread, every morning", lambda words: len(words) <= 15)
    'Fresh bread…'
    """
    if fits(text):
        return text

    def cut(at: int) -> str:
        kept = text[:at].rstrip(" \t\n\r,.;:!?-–\u200d\ufe0f")  # noqa: RUF001 - an en dash is meant
        return kept + ending if kept else ""

    # a list of 0s then 1s, read lazily: bisect finds the last place that still fits
    words = [found.end() for found in re.finditer(r"\S+", text)]
    at = bisect_right(words, 0, key=lambda end: not fits(cut(end)))
    if at:
        return cut(words[at - 1])
    letters = range(1, words[0] if words else 0)
    at = bisect_right(letters, 0, key=lambda end: not fits(cut(end)))
    return cut(letters[at - 1]) if at else ""
