"""Text of any direction as a font draws it from left to right: Arabic letters joined, right-to-left runs turned."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

RIGHT = frozenset({"R", "AL"})
_ARABIC = re.compile("[\u0620-\u06d3]")
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction runs to the left (UAX 9, rules P2 and P3).

    >>> is_right_to_left("3 שלום"), is_right_to_left("Fresh שלום")
    (True, False)
    """
    strong = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind in RIGHT for kind in strong if kind in {"L", *RIGHT}), False)


def visual(line: str, *, base: str = "") -> str:
    """A line in the order and with the shapes in which it is drawn from the left.

    Args:
        line: as it is typed and stored.
        base: the whole text that the line is from; its direction is the line's.

    >>> visual("Fresh bread")
    'Fresh bread'
    >>> visual("שלום (2)") == "(2) םולש"
    True
    """
    if not any(unicodedata.bidirectional(letter) in {*RIGHT, "AN"} for letter in line):
        return line
    from fpdf.bidi import BidiParagraph  # noqa: PLC0415 - a large package, needed for these scripts alone
    from fpdf.enums import TextDirection  # noqa: PLC0415

    direction = TextDirection.RTL if is_right_to_left(base or line) else TextDirection.LTR
    placed = BidiParagraph(joined(line), direction).get_reordered_characters()
    return "".join(one.character.translate(_MIRRORED) if one.embedding_level % 2 else one.character for one in placed)


def joined(text: str) -> str:
    """Arabic letters in the forms that they take beside each other, for drawing without a shaping engine.

    >>> [f"{ord(letter):x}" for letter in joined("با")]
    ['fe91', 'fe8e']
    """
    if not _ARABIC.search(text):
        return text
    letters = _with_ligatures(text)
    return "".join(_form(letters, place) for place in range(len(letters)))


def _with_ligatures(text: str) -> list[str]:
    """Single letters, and lam with the alef after it as one."""
    pairs = [two for two in _forms() if len(two) == 2]
    return re.findall("|".join([*map(re.escape, pairs), "."]), text, re.DOTALL)


def _form(letters: list[str], place: int) -> str:
    known = _forms().get(letters[place])
    if known is None:
        return letters[place]
    before, after = _neighbour(letters, place, -1), _neighbour(letters, place, 1)
    joins_before = "initial" in _forms().get(before, {}) and "final" in known
    joins_after = "initial" in known and "final" in _forms().get(after, {})
    wanted = {(True, True): "medial", (True, False): "final", (False, True): "initial", (False, False): "isolated"}
    return known.get(wanted[joins_before, joins_after], letters[place])


def _neighbour(letters: list[str], place: int, step: int) -> str:
    """The next letter on one side; marks above and below join nothing and part nothing."""
    place += step
    while 0 <= place < len(letters) and unicodedata.category(letters[place][0]) == "Mn":
        place += step
    return letters[place] if 0 <= place < len(letters) else ""


@cache
def _forms() -> Mapping[str, Mapping[str, str]]:
    """Letter (or lam with alef) to its forms, as the Unicode database decomposes the presentation forms."""
    found: dict[str, dict[str, str]] = {}
    for code in (*range(0xFB50, 0xFBFF), *range(0xFE80, 0xFEFD)):
        kind, *parts = unicodedata.decomposition(chr(code)).split() or [""]
        letter = "".join(chr(int(part, 16)) for part in parts)
        if kind.strip("<>") in {"isolated", "final", "initial", "medial"} and letter:
            one = found.setdefault(letter, {})
            one.setdefault(kind.strip("<>"), chr(code))
    return {letter: forms for letter, forms in found.items() if len(letter) == 1 or letter[0] == "\u0644"}
