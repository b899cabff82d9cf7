"""Who follows a link: a person, or a machine that only looks."""

from collections.abc import Mapping
from datetime import timedelta

AT_ONCE = timedelta(seconds=5)
"""Nobody reads a letter and follows a link in it so soon; scanners of mail do (an assumption: none has measured it)."""
SCANNERS = (
    "barracuda", "mimecast", "proofpoint", "ms-office", "msoffice", "safelinks", "fortiguard", "symantec", "trendmicro",
    "sophos", "zscaler", "urldefense", "bitdefender", "kaspersky",
)  # fmt: skip
"""Programs that open the links of letters to look for harm, where they say who they are."""
PREFETCHING = ("sec-purpose", "purpose", "x-purpose", "x-moz")


def is_machine(method: str, headers: Mapping[str, str], age: timedelta | None) -> bool:
    """Whether nobody was there: HEAD, prefetching, a program that says what it is, or too soon after sending.

    A scanner that behaves like somebody's browser, minutes later, cannot be told from a person.

    Args:
        method: of the request, in capitals.
        headers: of the request, names in small letters.
        age: since the message was sent; None while it is being sent.

    >>> firefox = {"user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}
    >>> is_machine("GET", firefox, timedelta(minutes=3)), is_machine("HEAD", firefox, timedelta(minutes=3))
    (False, True)
    >>> is_machine("GET", {"user-agent": "Slackbot-LinkExpanding 1.0"}, timedelta(minutes=3))
    True
    """
    if method != "GET" or age is None or age < AT_ONCE:
        return True
    if any(word in headers.get(name, "").casefold() for name in PREFETCHING for word in ("prefetch", "preview")):
        return True
    program = headers.get("user-agent", "").strip()
    return not program or any(name in program.casefold() for name in SCANNERS) or _is_crawler(program[:1000])


def _is_crawler(program: str) -> bool:
    from crawleruseragents import is_crawler  # noqa: PLC0415 - its list is read with the first link that is followed

    return bool(is_crawler(program, case_sensitive=False))
