"""What a text shows of itself: its words, and plain figures about how it is written."""

import re
from collections.abc import Collection
from itertools import pairwise
from math import log1p
from typing import NamedTuple

LINK = re.compile(
    r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|ly|to|it|me|co|gov|tv|cc|gl|be|in|st|us|uk|eu)\b(?:/\S*)?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[#@]?[^\W_]+(?:'[^\W\d_]+)*")
_PICTURE = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf\u2b50]")
_SHOUTED = re.compile(r"\b[A-Z]{3,}\b")

YOU = frozenset({"you", "your", "you're", "yours", "you'll", "you've"})
SAYS: dict[str, Collection[str]] = {
    "you": YOU,
    "we": {"we", "our", "us", "we're", "we've"},
    "i": {"i", "my", "me", "i'm", "i've"},
    "they": {"he", "she", "his", "her", "they", "their", "him", "them"},
    "this": {"this", "these", "here", "here's", "that", "what", "why", "how"},
    "now": {"today", "tonight", "now", "live", "tomorrow"},
    "ask": {"tag", "share", "like", "comment", "vote", "tell", "retweet", "follow"},
    "buy": set("shop buy sale off free order save discount deal tickets win available get".split()),  # noqa: SIM905
    "look": set("click read link watch tune check see full learn details story".split()),  # noqa: SIM905
    "no": set("not no never don't can't won't isn't worst bad hate kill wrong dead war".split()),  # noqa: SIM905
    "joy": set("love best amazing happy beautiful great awesome favorite incredible perfect wow thank thanks".split()),  # noqa: SIM905
}
"""What a text may hold, by the words that show it."""


class Figure(NamedTuple):
    """One figure about a text, and the part of it that a reason would name."""

    name: str
    part: str


FIGURES = (
    *(Figure(name, "length") for name in ("none", "length", "length squared", "short", "long", "word length")),
    Figure("link", "links"),
    Figure("hashtags", "hashtags"),
    Figure("mentions", "style"),
    Figure("emoji", "emoji"),
    Figure("exclamations", "style"),
    Figure("question", "question"),
    Figure("ends in a question", "question"),
    *(Figure(name, "style") for name in ("digits", "begins with a number", "capitals", "shouted", "quotes", "dots")),
    *(Figure(name, "style") for name in ("colon", "lines", "brackets", "dashes", "title case")),
    *(Figure(name, "wording") for name in SAYS),
)
"""All figures, in the order of ``figures``."""


def words(text: str) -> list[str]:
    """Give the words in order, in lower case, links left out.

    >>> words("Don't miss #Juno at https://example.org/x, 7 pm!")
    ["don't", 'miss', '#juno', 'at', '7', 'pm']
    """
    return _WORD.findall(LINK.sub(" ", text.replace("\u2019", "'")).lower())


def terms(text: str) -> set[str]:
    """What an account's own posts are compared by: words, pairs of words, sites and whole links."""
    said = words(text)
    links = [link.lower().split("//")[-1] for link in LINK.findall(text)]
    pairs = (f"{first} {second}" for first, second in pairwise(said))
    return {*said, *pairs, *(f"at {link.split('/')[0]}" for link in links), *(f"to {link}" for link in links)}


def figures(text: str) -> list[float]:
    """The figures of ``FIGURES``; counts as ``ln(1 + n)``, shares and marks between 0 and 1."""
    said, body = words(text), LINK.sub("", text)
    size, letters = len(body.strip()), sum(map(str.isalpha, body))
    cut = body.split()
    return [
        float(size == 0),
        log1p(size),
        log1p(size) ** 2 / 10.0,
        float(0 < size < 40),
        float(size > 250),
        sum(map(len, said)) / len(said) if said else 4.5,
        float(LINK.search(text) is not None),
        log1p(sum(word[0] == "#" for word in said)),
        log1p(sum(word[0] == "@" for word in said)),
        log1p(len(_PICTURE.findall(text))),
        float(min(text.count("!"), 3)),
        float("?" in text),
        float(body.strip().endswith("?")),
        float(any(map(str.isdigit, body))),
        float(bool(said) and said[0][0].isdigit()),
        sum(map(str.isupper, body)) / letters if letters > 10 else 0.08,
        log1p(len(_SHOUTED.findall(body))),
        float('"' in text or "“" in text),
        float("..." in text or "…" in text),
        float(":" in body),
        log1p(text.count("\n")),
        float("(" in text),
        float(" - " in text or "—" in text),
        sum(word[:1].isupper() for word in cut) / max(len(cut), 1),
        *(float(not words_.isdisjoint(said)) for words_ in map(frozenset, SAYS.values())),
    ]
