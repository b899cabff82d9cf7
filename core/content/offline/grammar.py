"""A grammar of one page: ``[a|b]`` picks a wording, ``{slot}`` fills in a fact, and no fact means no line."""

import random
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

_CHOICE = re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")
_TWO_ENDS = re.compile(r"([.!?])\.(?!\.)")


class _Line(NamedTuple):
    """A line taken apart: the facts it asks for, and its text with every other piece a choice."""

    needs: frozenset[str]
    pieces: tuple[str, ...]
    choices: tuple[tuple[str, ...], ...]


@lru_cache(maxsize=16384)
def _parsed(line: str) -> _Line:
    """Every line of the banks is taken apart once and said many times."""
    parts = _CHOICE.split(line)
    choices = tuple(tuple(choice.split("|")) for choice in parts[1::2])
    return _Line(frozenset(name.lower() for name in _SLOT.findall(line)), tuple(parts[::2]), choices)


def said(line: str, slots: Mapping[str, str], rng: random.Random) -> str | None:
    """Say a line, or ``None`` when it needs a fact that is not there.

    A capitalised slot starts a sentence: ``{Offer}`` is ``{offer}`` with its first letter raised.

    >>> said("{Offer} is ready.", {"offer": "spin class"}, random.Random(1))
    'Spin class is ready.'
    >>> said("Come to {place}.", {}, random.Random(1)) is None
    True
    """
    needs, (text, *rest), choices = _parsed(line)
    for name in needs:
        if not slots.get(name):
            return None
    for choice, piece in zip(choices, rest, strict=True):
        text += rng.choice(choice) + piece
    return _filled(text, slots) if needs or choices else line


def _filled(text: str, slots: Mapping[str, str]) -> str:
    first, facts = _apart(text)
    filled = first + "".join([_cased(slot, slots[name]) + after for slot, name, after in facts])
    return _TWO_ENDS.sub(r"\1", filled) if _TWO_ENDS.search(filled) else filled


@lru_cache(maxsize=8192)
def _apart(text: str) -> tuple[str, tuple[tuple[str, str, str], ...]]:
    """A text up to its first slot; then each slot as it is written, the name of its fact, and the text after it."""
    first, *rest = _SLOT.split(text)
    return first, tuple((slot, slot.lower(), after) for slot, after in zip(rest[::2], rest[1::2], strict=True))


def slots_in(line: str) -> frozenset[str]:
    """The facts that a line asks for.

    >>> sorted(slots_in("{Offer} at {place}"))
    ['offer', 'place']
    """
    return _parsed(line).needs


def inside(name: str) -> str:
    """A name as it reads in the middle of a sentence.

    Names of their own stay as they are; a description gives up its capital.

    >>> inside("Birthday cake"), inside("Croissants"), inside("Flowdesk"), inside("HIIT class"), inside("Yin Yoga")
    ('birthday cake', 'croissants', 'Flowdesk', 'HIIT class', 'Yin Yoga')
    >>> inside("Check-up"), inside("B2B-Suite")
    ('check-up', 'B2B-Suite')
    """
    first, *rest = name.strip().rstrip(".").split(" ")
    describes = (
        all(word.islower() or not word.isalpha() for word in rest) if rest else first.endswith("s") or "-" in first
    )
    if describes and first[1:].islower():
        first = first.lower()
    return " ".join([first, *rest])


def ours(name: str) -> str:
    """An offer as the business speaks of it, whether it is one, many or uncountable; names of their own stay bare.

    >>> ours("Birthday cakes"), ours("Flowdesk"), ours("The Tuesday class")
    ('our birthday cakes', 'Flowdesk', 'the Tuesday class')
    """
    short = inside(name)
    if short.split(" ")[0].casefold() in {"a", "an", "the", "our", "your", "my"}:
        return short[0].lower() + short[1:]
    return short if " " not in short and short[0].isupper() else f"our {short}"


def _cased(slot: str, value: str) -> str:
    return value[0].upper() + value[1:] if slot[0].isupper() else value
