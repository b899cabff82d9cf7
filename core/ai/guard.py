"""The output guard: whatever can be checked in a generated text must stand in the facts it was given."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["link", "email", "phone", "price", "percent"]

_CURRENCY = r"(?:[$€£₹¥]|USD|EUR|GBP|Rs\.?)"
_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("email", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    (
        "link",
        re.compile(
            r"(?:https?://|www\.)[^\s<>\"')\]]+"
            r"|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|co|shop|app|dev|info|biz|example|test)\b(?:/[^\s<>\"')\]]*)?",
            re.IGNORECASE,
        ),
    ),
    (
        "price",
        re.compile(
            rf"{_CURRENCY}\s?\d[\d.,]*|\d[\d.,]*\s?(?:{_CURRENCY}|dollars?|euros?|pounds?)(?!\w)", re.IGNORECASE
        ),
    ),
    ("percent", re.compile(r"\d[\d.,]*\s?(?:%|per ?cent\b)", re.IGNORECASE)),
    ("phone", re.compile(r"(?<![\w.])\+?\d(?:[\s().-]{0,2}\d){6,14}(?!\w)")),
)


@dataclass(frozen=True)
class Finding:
    """A claim in the text that no fact supports."""

    kind: Kind
    said: str


def unsupported(text: str, facts: Iterable[str]) -> list[Finding]:
    """List the links, e-mail addresses, phone numbers, prices and percentages that the facts do not contain.

    Compared are the digits and letters, so that "$29/month" supports "$29" and "29 USD" does too.

    >>> unsupported("Join for $19, normally $29.", ["Membership: $29/month"])
    [Finding(kind='price', said='$19')]
    """
    known = {kind: set[str]() for kind, _ in _PATTERNS}
    for fact in facts:
        for kind, said in _claims(fact):
            known[kind].add(_core(kind, said))
    return [Finding(kind, said) for kind, said in _claims(text) if _core(kind, said) not in known[kind]]


def _claims(text: str) -> list[tuple[Kind, str]]:
    rest = unicodedata.normalize("NFKC", text)
    found: list[tuple[int, Kind, str]] = []
    for kind, pattern in _PATTERNS:
        found += [(hit.start(), kind, hit.group().rstrip(".,;:!?")) for hit in pattern.finditer(rest)]
        rest = pattern.sub(lambda hit: "\0" * len(hit.group()), rest)
    return [(kind, said) for _, kind, said in sorted(found)]


def _core(kind: Kind, said: str) -> str:
    match kind:
        case "link":
            return re.sub(r"^(https?://)?(www\.)?", "", said.casefold()).rstrip("/")
        case "email":
            return said.casefold()
        case "phone":
            return re.sub(r"\D", "", said)
        case "price" | "percent":
            number = re.sub(r"[^\d.,]", "", said).replace(",", ".").rstrip(".")
            return re.sub(r"\.0+$", "", number)
