"""What the guard can find, and how it says so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Kind = Literal[
    "link", "look-alike", "email", "phone", "handle", "price", "percent", "date", "time", "number",
    "rating", "award", "history", "count", "result", "offer", "scarcity", "hours",
    "commitment", "legal", "health", "secret", "markup", "hidden", "leak",
]  # fmt: skip
NAMES: Mapping[Kind, str] = MappingProxyType(
    {
        "link": "a link",
        "look-alike": "a look-alike address",
        "email": "an e-mail address",
        "phone": "a phone number",
        "handle": "an account name",
        "price": "a price",
        "percent": "a percentage",
        "date": "a date",
        "time": "a time",
        "number": "a number",
        "rating": "a rating",
        "award": "an award or title",
        "history": "years in business",
        "count": "a number of customers",
        "result": "a result",
        "offer": "a free or reduced offer",
        "scarcity": "a claim that time or stock runs out",
        "hours": "opening times",
        "commitment": "a promise",
        "legal": "a legal statement",
        "health": "a health or ingredient claim",
        "secret": "a request for secrets or payment",
        "markup": "markup",
        "hidden": "hidden or disguised characters",
        "leak": "talk about instructions",
    }
)


@dataclass(frozen=True)
class Finding:
    """Something in a text that no fact supports, or that no text may hold."""

    kind: Kind
    said: str


@dataclass(frozen=True, order=True)
class Claim:
    """A checkable piece of a text; two claims of one kind with the same ``key`` say the same."""

    start: int
    end: int
    kind: Kind
    said: str
    key: str


def in_words(found: Iterable[Finding], most: int = 3) -> str:
    """The findings as a person would list them.

    >>> in_words([Finding("price", "$19"), Finding("commitment", "we guarantee")])
    'a price (“$19”) and a promise (“we guarantee”)'
    """
    told = list(dict.fromkeys(f"{NAMES[one.kind]} (“{one.said[:60]}”)" for one in found))
    shown = told[:most] if len(told) <= most else [*told[: most - 1], f"{len(told) - most + 1} more"]
    return " and ".join(filter(None, (", ".join(shown[:-1]), *shown[-1:])))
