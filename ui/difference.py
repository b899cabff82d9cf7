"""What changed between two texts, word by word."""

import re
from collections.abc import Callable, Mapping
from difflib import SequenceMatcher
from typing import Literal

from ui.safe import plain

Part = tuple[Literal["kept", "gone", "new"], str]
_PIECES = re.compile(r"\s+|[^\s]+")


def parts(before: str, after: str) -> list[Part]:
    """The pieces of both texts in reading order; what went stands before what came.

    >>> parts("Fresh bread today", "Fresh rolls today")
    [('kept', 'Fresh '), ('gone', 'bread'), ('new', 'rolls'), ('kept', ' today')]
    """
    a, b = _PIECES.findall(before), _PIECES.findall(after)
    found: list[Part] = []
    for what, i, j, k, n in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if what == "equal":
            found.append(("kept", "".join(a[i:j])))
            continue
        found += [("gone", "".join(a[i:j]))] if i < j else []
        found += [("new", "".join(b[k:n]))] if k < n else []
    return found


def signed(before: str, after: str) -> str:
    r"""The difference for eyes that tell no red from green: a minus and a line through what went, a plus on what came.

    >>> signed("Fresh bread", "Fresh *rolls*")
    'Fresh :red-background[\u2212~~bread~~]:green-background[+**\\*rolls\\***]'
    """
    return "".join(_FORMS[what](text) for what, text in in_runs(parts(before, after)))


def in_runs(found: list[Part]) -> list[Part]:
    """The same difference for reading: a word or two that stayed by chance between others is told with them.

    >>> in_runs(parts("Rolls are in the oven", "Coffee and in a cup"))
    [('gone', 'Rolls are in the oven'), ('new', 'Coffee and in a cup')]
    """
    told: list[Part] = []
    gone = new = ""
    for place, (what, text) in enumerate(found):
        is_between = 0 < place < len(found) - 1
        if what != "kept" or (is_between and "\n" not in text and len(text.split()) <= CHANCE):
            gone += text if what != "new" else ""
            new += text if what != "gone" else ""
            continue
        told += [*_run(gone, new), (what, text)]
        gone = new = ""
    return [*told, *_run(gone, new)]


CHANCE = 2
"""Words in a row that two different texts share without meaning it."""


def _run(gone: str, new: str) -> list[Part]:
    runs: list[Part] = [("gone", gone), ("new", new)]
    return [] if gone == new else [(what, text) for what, text in runs if text]


def _lines(text: str, form: str) -> str:
    """A run of words, each of its lines marked by itself: no mark may reach over the end of a line."""
    told = []
    for line in text.split("\n"):
        words = line.strip()
        before, after = (" " if line[:1].isspace() else ""), (" " if words and line[-1:].isspace() else "")
        told.append(f"{before}{form.format(plain(words))}{after}" if words else before)
    return "  \n".join(told)


_FORMS: Mapping[str, Callable[[str], str]] = {
    "kept": lambda text: "".join(map(_kept, re.split(r"(\s+)", text))),
    "gone": lambda text: _lines(text, ":red-background[\u2212~~{}~~]"),
    "new": lambda text: _lines(text, ":green-background[+**{}**]"),
}


def _kept(piece: str) -> str:
    if not piece.strip():
        return "  \n" if "\n" in piece else " " if piece else ""
    return plain(piece)
