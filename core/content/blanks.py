"""Blanking what must not leave the house in an export: how to reach customers, and keys."""

import re
from collections.abc import Collection
from typing import Any

from sqlmodel import col

from core.tables import Contact
from core.workspace import Workspace

CONTACT, SECRET = "[contact]", "[secret]"
_REACH = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<!\w)@[\w.]{2,}|(?<![\w.])\+?\d(?:[\s().-]{0,2}\d){6,14}(?!\w)")
"""E-mail addresses, handles and telephone numbers."""
_SECRET = re.compile(
    r"\b(?:sk|pk|rk)[-_][\w-]{16,}|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_\w{20,}|\bxox[abprs]-[\w-]{10,}|\beyJ[\w-]{10,}\.eyJ[\w.-]+"
)
"""Keys of OpenAI, Stripe, AWS, GitHub and Slack, and JSON web tokens (RFC 7519), by their published shapes."""


def reachable(ws: Workspace) -> frozenset[str]:
    """Every address, handle and number of the business's contacts, as ``blanked`` compares them."""
    found = ws.rows.columns(col(Contact.handle), col(Contact.email), col(Contact.phone))
    return frozenset(_plain(one) for row in found for one in row if one)


def blanked(value: Any, contacts: Collection[str]) -> Any:
    """A text, or a list or mapping of texts, without the addresses of contacts and without anything like a key.

    >>> blanked(["Ask ana@x.example or hello@rye.example", "sk-abcdefghij0123456789"], {"ana@x.example"})
    ['Ask [contact] or hello@rye.example', '[secret]']
    """
    if isinstance(value, dict):
        return {key: blanked(one, contacts) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [blanked(one, contacts) for one in value]
    if not isinstance(value, str):
        return value
    kept = _SECRET.sub(SECRET, value)
    return _REACH.sub(lambda found: CONTACT if _plain(found.group()) in contacts else found.group(), kept)


def _plain(reach: str) -> str:
    """An address in lower case, a handle without its sign, a number's last nine digits: some write the country's."""
    told = reach.strip().casefold().lstrip("@").rstrip(".")
    digits = re.sub(r"\D", "", told)
    return digits[-9:] if digits and not re.search(r"[^\W\d_]", told) else told
