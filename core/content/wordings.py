"""Wordings put in place of one another: whole words only, capitals kept, and every change written down."""

import functools
import re
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

FILE = Path(__file__).parents[2] / "data" / "voice.toml"
Pair = tuple[str, str]
_FIXED = re.compile(
    r"\S*(?:://|@|www\.|#)\S*|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/\S*|\b[\w-]+\.(?:com|org|net|io|co|shop)\b"
)
_VOWEL = re.compile(r"(?!uni|us[aeu]|eu|one\b|once)[aeiou]|hour|hono|honest|heir", re.IGNORECASE)
"""How a word begins that takes "an": by its sound, not by its letter."""


@functools.cache
def wordings() -> dict[str, Any]:
    """The tables of ``data/voice.toml``, read once."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def pairs(name: str, *, turned: bool = False) -> tuple[Pair, ...]:
    """One table's pairs, from left to right or turned."""
    return tuple((there, here) if turned else (here, there) for here, there in wordings()[name])


def replaced(text: str, swaps: Sequence[Pair], *, followed: bool = False) -> tuple[str, tuple[Pair, ...]]:
    """The text with each wording replaced where it stands as whole words, and the pairs that were used.

    All in one pass, the longest first: what was put in is never replaced again. "A" before it becomes "an" as needed.
    Links, addresses and hashtags stay as they are.

    Args:
        text: any text.
        swaps: what stands there, and what shall; the first of several for one wording counts.
        followed: only where another word follows, as for "we are", which stays long at the end of a sentence.

    >>> replaced("Do not wait. We do not.", [("do not", "don't")])
    ("Don't wait. We don't.", (('do not', "don't"),))
    """
    known = {_flat(old): (old, new) for old, new in reversed(swaps) if _flat(old)}
    if not known:
        return text, ()
    used: dict[Pair, None] = {}
    fixed = [one.span() for one in _FIXED.finditer(text)]

    def put(hit: re.Match[str]) -> str:
        if any(start <= hit.start("word") < end for start, end in fixed):
            return hit.group()
        pair = known[_flat(hit["word"])]
        used[pair] = None
        return _article(hit["article"] or "", *pair) + cased(pair[1], like=hit["word"])

    done = _pattern(tuple(sorted(known, key=len, reverse=True)), followed=followed).sub(put, text)
    return done, tuple(used)


def stands_in(text: str, words: Iterable[str]) -> tuple[str, ...]:
    """Those of the words that the text has, as whole words, in any case.

    >>> stands_in("Cheap? Never.", ["cheap", "heap"])
    ('cheap',)
    """
    return tuple(word for word in words if _flat(word) and _pattern((_flat(word),)).search(text))


def cased(word: str, *, like: str) -> str:
    """A word with the capitals of another: THE SAME, The same, the same.

    >>> cased("don't", like="DO NOT"), cased("don't", like="Do not"), cased("I'm", like="i am")
    ("DON'T", "Don't", "I'm")
    """
    if like.isupper() and len(like) > 1 and not like.startswith("I "):
        return word.upper()
    return word[:1].upper() + word[1:] if like[:1].isupper() else word


def _article(before: str, old: str, new: str) -> str:
    """The article that the new word needs; as it stood where both words begin alike."""
    if not before or (_VOWEL.match(old) is None) == (_VOWEL.match(new) is None):
        return before
    return before[0] + ("n " if _VOWEL.match(new) else " ")


def _flat(text: str) -> str:
    """One spelling for what only looks different: case, runs of spaces, curly apostrophes."""
    return " ".join(text.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())


@functools.lru_cache(maxsize=512)
def _pattern(words: tuple[str, ...], *, followed: bool = False) -> re.Pattern[str]:
    one = "|".join(
        re.escape(word).replace(r"\ ", r"\s+").replace("'", "['\N{RIGHT SINGLE QUOTATION MARK}]") for word in words
    )
    after = r"(?=\s+\w)" if followed else ""
    whole = rf"(?<![\w'’-])(?P<article>an?\s+)?(?P<word>{one})(?![\w’-]|'\w){after}"  # noqa: RUF001 - both apostrophes
    return re.compile(whole, re.IGNORECASE)
