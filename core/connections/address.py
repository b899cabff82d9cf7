"""Reading the address of an account as it is typed: strictly here, and again at every call by what its name means."""

import re
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import SplitResult, urlsplit

from core.ai.address import is_local_name, may_dial
from core.ai.endpoint import Reach
from core.connections.kinds import AccountKind, account_kind
from core.errors import Invalid

LONGEST = 300
OPEN = frozenset({"http", "smtp+plain"})
"""Schemes over which everything can be read on the way: only within one's own walls."""
_HOST = re.compile(r"[\w.-]+|[0-9a-fA-F:.]+")


def checked_address(name: str, typed: str, reach: Reach) -> str:
    """An account's address as it is kept.

    Raises:
        Invalid: it cannot be one, or may not be used here (field ``url``).

    >>> checked_address("mastodon", " https://Mastodon.social/ ", "public")
    'https://mastodon.social'
    """
    kind = account_kind(name)
    parts = _parts(kind, typed.strip())
    host = str(parts.hostname)
    literal = _literal(host)
    if literal is not None and not may_dial(literal, reach):
        raise _refused(f"{host} lies where this server may not call. Use a public address.")
    if reach == "public" and is_local_name(host):
        raise _refused(f"“{host}” lies in this server's own network, and here only public addresses may be used.")
    is_near = is_local_name(host) if literal is None else not literal.is_global
    if parts.scheme in OPEN and not is_near:
        better = {"http": "https", "smtp+plain": "smtp"}[parts.scheme]
        raise _refused(f"Begin it with {better}://, for without encryption it can be read on the way.")
    place = parts.netloc.lower()
    if kind.whole:
        return f"{parts.scheme}://{place}{parts.path}" + (f"?{parts.query}" if parts.query else "")
    return f"{parts.scheme}://{place}"


def _parts(kind: AccountKind, typed: str) -> SplitResult:
    example = f"Write its full address, such as {kind.example}."
    if len(typed) > LONGEST:
        raise _refused(f"That is too long: {LONGEST} characters are the most here.")
    try:
        parts = urlsplit(typed)
        parts.port  # noqa: B018 - reading it is what checks it
    except ValueError:
        raise _refused(example) from None
    if not parts.hostname or not _HOST.fullmatch(parts.hostname) or not typed.isprintable() or " " in typed:
        raise _refused(example)
    if parts.scheme not in kind.schemes:
        raise _refused(example)
    if parts.username is not None or parts.password is not None:
        raise _refused("Leave the name and password out of the address; they have fields of their own.")
    return parts


def _literal(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def _refused(message: str) -> Invalid:
    return Invalid(message, field="url")
