"""How a text message is cut into billed parts.

GSM-7 carries 160 characters, or 153 a part when there are several; one character outside it turns the whole
message to UCS-2, which carries 70, or 67 (3GPP TS 23.038 and 23.040).
"""
# ruff: noqa: RUF001, RUF002 - characters that look alike are this file's subject

import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = frozenset("^{}\\[~]|€\f")
"""Reached through an escape, so each costs two."""
KNOWN = BASIC | EXTENDED

PLAIN = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00a0\u2002\u2003\u2009\u202f\t", " "),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", ""),
        "…": "...",
        "•": "-",
    }
)
"""Typographer's characters that word processors put in, and their GSM-7 equals."""


class Encoding(StrEnum):
    GSM7 = "GSM-7"
    UCS2 = "UCS-2"


@dataclass(frozen=True, slots=True)
class Parts:
    """One message as the network bills it.

    Attributes:
        units: septets in GSM-7, 16-bit units in UCS-2.
        count: parts billed; an empty message has none.
        left: units still free in the last part.
        flipped_by: the first character that GSM-7 lacks, if any.
    """

    encoding: Encoding
    units: int
    count: int
    left: int
    flipped_by: str | None


def parts(text: str) -> Parts:
    """Count the parts of a message. No character is ever cut in two.

    >>> parts("a" * 160).count, parts("a" * 161).count
    (1, 2)
    >>> parts("Only 5 € today").units
    15
    >>> parts("Café “Zoë”").flipped_by
    '“'
    """
    found = flippers(text)
    costs, alone, joined = _costs(text, is_wide=bool(found))
    encoding = Encoding.UCS2 if found else Encoding.GSM7
    cut = _cuts(costs, alone, joined)
    left = (alone if len(cut) < 2 else joined) - sum(costs[cut[-1] :] if cut else ())
    return Parts(encoding, sum(costs), len(cut), left, found[0] if found else None)


def pieces(text: str) -> tuple[str, ...]:
    """The text as it is cut into parts.

    >>> [len(piece) for piece in pieces("a" * 161)]
    [153, 8]
    """
    cut = _cuts(*_costs(text, is_wide=bool(flippers(text))))
    return tuple(text[begun:end] for begun, end in pairwise([*cut, len(text)]))


def flippers(text: str) -> tuple[str, ...]:
    """Each character that GSM-7 lacks, once, in the order of the text.

    >>> flippers("“Hi” “you”")
    ('“', '”')
    """
    strange = set(text) - KNOWN
    return tuple(sorted(strange, key=text.index)) if strange else ()


def named(char: str) -> str:
    """A character with its name, for people who have to find it.

    >>> named("“"), named("\u200b")
    ('“ (left double quotation mark)', 'an invisible character (zero width space)')
    """
    name = unicodedata.name(char, f"U+{ord(char):04X}").lower()
    return f"{char if char.isprintable() and not char.isspace() else 'an invisible character'} ({name})"


def _costs(text: str, *, is_wide: bool) -> tuple[list[int], int, int]:
    """What each character costs, and the units that a part holds alone and joined to others."""
    if is_wide:
        return [2 if ord(c) > 0xFFFF else 1 for c in text], 70, 67
    return [2 if c in EXTENDED else 1 for c in text], 160, 153


def _cuts(costs: list[int], alone: int, joined: int) -> list[int]:
    """Where each part begins; an empty message has none."""
    if sum(costs) <= alone:
        return [0] if costs else []
    found, used = [0], 0
    for at, cost in enumerate(costs):
        if used + cost > joined:
            found.append(at)
            used = 0
        used += cost
    return found


def straightened(text: str) -> str:
    """Put curly quotes, long dashes, dots and hidden spaces into plain characters; letters stay as they are.

    >>> print(straightened("“Hi” – it’s on…"))
    "Hi" - it's on...
    """
    return unicodedata.normalize("NFC", text).translate(PLAIN)


def cost(text: str, *, price_per_part: Decimal, recipients: int = 1) -> Decimal:
    """What the message costs, in the currency of the price.

    >>> cost("a" * 161, price_per_part=Decimal("0.05"), recipients=200)
    Decimal('20.00')
    """
    return price_per_part * parts(text).count * recipients
