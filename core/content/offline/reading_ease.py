"""How easily a text reads."""

import re

_HIATUS = re.compile(r"ia|(?<![tscg])io|eo(?!p)|(?<![gq])ua|iet|[aeouy]ing|create")
"""Neighbouring vowels that are spoken apart."""
_ENDS = re.compile(r"[.!?][\"')]*\s*$")
_SILENT = re.compile(r"(?:[^laeiouyscxzgh]es|[^aeiouytd]ed|[^laeiouy]e)$")


def syllables(word: str) -> int:
    """Syllables of an English word by its vowel groups, less a silent ending; at least one.

    >>> [syllables(word) for word in ("toast", "table", "bakery", "asked", "wanted", "going", "idea", "I'll")]
    [1, 2, 3, 1, 2, 2, 2, 1]
    """
    bare = re.sub(r"[^a-z]", "", word.casefold())
    groups = len(re.findall(r"[aeiouy]+", _SILENT.sub("", bare)))
    return max(1, groups + len(_HIATUS.findall(bare)))


def reading_ease(text: str) -> float:
    r"""Flesch reading ease: about 100 for a child, 60-70 for a newspaper, under 30 for a contract.

    As with headings in the original, only sentences count: no links, and no line without an end, such as a greeting
    or an address. Flesch (1948), A new readability yardstick, Journal of Applied Psychology 32(3).

    >>> round(reading_ease("Good morning,\n\nThe bread is warm. Come and get some."))
    118
    >>> reading_ease("")
    0.0
    """
    lines = re.sub(r"https?://\S+", "", text).splitlines()
    prose = "\n".join(line for line in lines if _ENDS.search(line))
    words = re.findall(r"[A-Za-z][A-Za-z'’]*", prose)  # noqa: RUF001
    sentences = sum(bool(re.search("[A-Za-z]", part)) for part in re.split(r"[.!?]+(?=[\s\"')]|$)", prose))
    if not words:
        return 0.0
    return 206.835 - 1.015 * len(words) / sentences - 84.6 * sum(map(syllables, words)) / len(words)
