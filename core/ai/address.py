"""Which addresses an AI endpoint of a business's own may have: this server is the one that calls them.

Whoever may name an address makes this server knock there, from inside its network (OWASP's "server-side request
forgery"). So what is typed is read strictly here, and what a name resolves to is looked at again when it is dialled.
"""

import re
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from core.ai.endpoint import Reach
from core.errors import Invalid

IP = IPv4Address | IPv6Address
NEVER = tuple(
    ip_network(one)
    for one in (
        "169.254.0.0/16",  # link-local; the metadata of AWS, Azure, Google, Oracle and DigitalOcean is at .169.254
        "fe80::/10",
        "fd00:ec2::254/128",  # AWS, over IPv6
        "100.100.100.200/32",  # Alibaba
        "168.63.129.16/32",  # Azure's host
        "192.0.0.192/32",  # Oracle
        "255.255.255.255/32",
    )
)
"""Where no model ever is, and where a cloud hands out its machines' passwords."""
NAT64 = ip_network("64:ff9b::/96")
LOCAL_NAMES = ("localhost", "local", "lan", "internal", "home", "localdomain", "intranet", "home.arpa")
LONGEST = 300
_PATH = re.compile(r"(/[\w.~%@:+-]*)*", re.ASCII)
_NAME = re.compile(r"[\w.-]+|[0-9a-fA-F:.]+")


def may_dial(address: IP, reach: Reach) -> bool:
    """Whether a connection to this address is allowed; an IPv4 address inside an IPv6 one counts as itself.

    >>> may_dial(ip_address("127.0.0.1"), "local"), may_dial(ip_address("127.0.0.1"), "public")
    (True, False)
    >>> may_dial(ip_address("169.254.169.254"), "local")
    False
    """
    if reach == "anywhere":
        return True
    for one in (address, *_inside(address)):
        if one.is_multicast or any(one.version == net.version and one in net for net in NEVER):
            return False
        if reach == "public" and not one.is_global:
            return False
    return True


def checked_url(typed: str, reach: Reach) -> str:
    """An endpoint's address as it is kept, without a slash at its end.

    Raises:
        Invalid: it cannot be one, or may not be used here; the message says what to write instead.

    >>> checked_url(" https://api.openai.com/v1/ ", "public")
    'https://api.openai.com/v1'
    """
    url = typed.strip().rstrip("/")
    parts = _parts(url)
    host = str(parts.hostname)
    if parts.username is not None or parts.password is not None:
        raise _refused("Leave the name and password out of the address; a key has a field of its own.")
    if parts.query or parts.fragment or "?" in url or "#" in url:
        raise _refused("Leave out what follows “?” or “#”: only the address itself is needed.")
    if url.endswith(("/chat/completions", "/completions", "/responses")):
        raise _refused(f"Leave out the last part: {re.sub(r'(/chat)?/[a-z]+$', '', url)} is enough.")
    literal = _literal(host)
    if literal is not None and not may_dial(literal, reach):
        raise _refused(_blocked(literal))
    if reach == "public" and is_local_name(host):
        raise _refused(f"“{host}” lies in this server's own network, and here only public addresses may be used.")
    if parts.scheme == "http" and not _is_near(host, literal):
        raise _refused(f"Use https://{url[7:]}: over http, your key and your texts can be read on the way.")
    return url


def is_local_name(host: str) -> bool:
    """Whether a name can only mean something in a local network: it has no dot, or an ending kept for such.

    >>> [is_local_name(name) for name in ("ollama", "gpu.lan", "api.openai.com", "127.0.0.1")]
    [True, True, False, False]
    """
    name = host.rstrip(".").casefold()
    if _literal(name) is not None:
        return False
    return "." not in name or name.endswith(tuple(f".{ending}" for ending in LOCAL_NAMES))


def _parts(url: str) -> SplitResult:
    if len(url) > LONGEST:
        raise _refused(f"That is too long: {LONGEST} characters are the most here.")
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - reading it is what checks it
    except ValueError:
        parts = urlsplit("")
    fits = parts.hostname and parts.scheme in {"http", "https"} and url.isprintable() and " " not in url
    if not fits or not _NAME.fullmatch(str(parts.hostname)) or not _PATH.fullmatch(parts.path):
        raise _refused("Write the endpoint's full address, such as https://api.openai.com/v1.")
    return parts


def _literal(host: str) -> IP | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def _is_near(host: str, literal: IP | None) -> bool:
    return is_local_name(host) if literal is None else not literal.is_global


def _inside(address: IP) -> list[IPv4Address]:
    """The IPv4 addresses that an IPv6 one stands for: mapped, 6to4, Teredo, NAT64."""
    if isinstance(address, IPv4Address):
        return []
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in NAT64:
        found.append(IPv4Address(int(address) & 0xFFFFFFFF))
    return [one for one in found if one is not None]


def _blocked(address: IP) -> str:
    if may_dial(address, "local"):
        return f"{address} lies in this server's own network, and here only public addresses may be used."
    return f"{address} is never a model's address: clouds keep their own secrets there."


def _refused(message: str) -> Invalid:
    return Invalid(message, field="base_url")
