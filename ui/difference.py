"""What changed between two texts, word by word."""

import re
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


def marked(before: str, after: str) -> str:
    r"""The difference as Streamlit shows it: struck out in red, added in green; everything else as it was written.

    >>> marked("Fresh bread", "Fresh *rolls*")
    'Fresh :red[~~bread~~]:green[\\*rolls\\*]'
    """
    return "".join(_shown(what, piece) for what, text in parts(before, after) for piece in re.split(r"(\s+)", text))


def _shown(what: str, piece: str) -> str:
    if not piece.strip():
        return "  \n" if "\n" in piece else " " if piece else ""
    said = plain(piece)
    return {"gone": f":red[~~{said}~~]", "new": f":green[{said}]"}.get(what, said)
