"""Which trade an owner means by the words that name their industry."""

import functools
import re

from core.content.offline.bank import TRADES, Trade, trade, words_for

_ASIDE = re.compile(r"\b(?:with|for|in|near|of|at|from|by|that|who)\b|[(:–—]")  # noqa: RUF001
_AND = re.compile(r"[,;/&+|)]|\band\b")


@functools.lru_cache(maxsize=1024)
def trade_named(industry: str) -> str:
    """The trade that an industry's name speaks of; ``generic`` when none does.

    English puts what a thing is last ("accounting software" is software, "dental practice software" too), and the
    main thing first in a list ("bakery and coffee shop"). What follows "with", "for" or "in" only describes.

    >>> trade_named("Pilates studio"), trade_named("SaaS for gyms"), trade_named("Bakery & software museum")
    ('fitness', 'b2b_software', 'bakery')
    >>> trade_named("Florist"), trade_named("")
    ('generic', 'generic')
    """
    said = re.sub(r"[_\-.]+", " ", industry.casefold())
    main, *asides = _ASIDE.split(said)
    for part in (*_AND.split(main), main, *asides):
        found = [hit for name in TRADES for word in words_for(name) if (hit := _hit(part, word, name))]
        if found:
            return max(found)[-1]
    return "generic"


def trade_of(industry: str) -> Trade:
    """The ideas for an industry's name.

    >>> trade_of("b2b_software") is trade("b2b_software")
    True
    """
    return trade(trade_named(industry))


def _hit(part: str, word: str, name: str) -> tuple[int, int, str] | None:
    """Where a word, or a word's beginning, stands last in a phrase: the later wins, then the longer."""
    starts = [found.start() for found in re.finditer(rf"\b{re.escape(word)}", part)]
    return (starts[-1] + len(word), len(word), name) if starts else None
