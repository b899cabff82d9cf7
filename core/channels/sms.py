"""How a text message is cut into billed parts.

GSM-7 carries 160 characters, or 153 a part when there are several; one character outside it turns the whole
message to UCS-2, which carries 70, or 67 (3GPP TS 23.038 and 23.040).
"""
# ruff: noqa: RUF001, RUF002 - characters that look alike are this file's subject

import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = frozenset("^{}\\[~]|€\f")
"""Reached through an escape, so each costs two."""

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
    flipped_by = next((c for c in text if c not in BASIC and c not in EXTENDED), None)
    if flipped_by is None:
        costs = [2 if c in EXTENDED else 1 for c in text]
        return Parts(Encoding.GSM7, sum(costs), *_filled(costs, alone=160, joined=153), None)
    costs = [2 if ord(c) > 0xFFFF else 1 for c in text]
    return Parts(Encoding.UCS2, sum(costs), *_filled(costs, alone=70, joined=67), flipped_by)


def _filled(costs: list[int], *, alone: int, joined: int) -> tuple[int, int]:
    """Parts needed and units left in the last."""
    if sum(costs) <= alone:
        return (1 if costs else 0), alone - sum(costs)
    count, used = 1, 0
    for cost in costs:
        if used + cost > joined:
            count, used = count + 1, 0
        used += cost
    return count, joined - used


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
