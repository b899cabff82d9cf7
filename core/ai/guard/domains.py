"""Addresses that pass themselves off as another: another alphabet, punycode, a letter changed, a name borrowed."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from core.ai.guard.reading import seen

_HOST = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?(?://)?(?:[^/@\s]*@)?(?:www\.)?([^/:?#\s]+)", re.IGNORECASE)
_SWAPS = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("0", "o"), ("1", "l"), ("i", "l"), ("5", "s"), ("3", "e"))
NEAR = 0.8
"""Share of letters in common (Ratcliff and Obershelp) from which two names are taken for one."""
SHORT = 4
"""Names of fewer letters resemble each other by chance."""


def host(address: str) -> str:
    """The host of a link, or what follows the @ of an e-mail address.

    >>> host("https://crumb.example@evil.com/x"), host("hello@crumb.example")
    ('evil.com', 'crumb.example')
    """
    found = _HOST.match(address.strip())
    return found[1].casefold().rstrip(".") if found else ""


def is_look_alike(address: str, known: Iterable[str]) -> bool:
    """Whether an address resembles a known one without being it or below it.

    >>> is_look_alike("https://crumb-example.com", ["https://crumb.example/book"])
    True
    >>> is_look_alike("https://shop.crumb.example", ["https://crumb.example/book"])
    False
    """
    mine, others = host(address), {host(one) for one in known} - {""}
    if any(mine == other or mine.endswith(f".{other}") for other in others):
        return False
    if mine.startswith("xn--") or ".xn--" in mine or not mine.isascii():
        return True
    return any(_resembles(mine, other) for other in others)


def _resembles(mine: str, other: str) -> bool:
    a, b = _shape(mine), _shape(other)
    name = _shape(other.rsplit(".", 1)[0].rsplit(".", maxsplit=1)[-1])
    borrowed = len(name) > SHORT and name in a
    return borrowed or (len(b) > SHORT and SequenceMatcher(None, a, b, autojunk=False).ratio() >= NEAR)


def _shape(name: str) -> str:
    """A name with letters that look the same made the same, and without its marks."""
    shape = seen(name).casefold()
    for pair, one in _SWAPS:
        shape = shape.replace(pair, one)
    return re.sub(r"[^a-z0-9]", "", shape)
