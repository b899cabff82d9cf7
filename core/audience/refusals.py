"""What a mail server's refusal is about: the address for good, the mailbox for now, or the letter (RFC 3463)."""

import re
from enum import StrEnum

_STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
_CODE = re.compile(r"\b([45]\d\d)\b")


class Blame(StrEnum):
    ADDRESS = "address"
    """There is nobody at it, and there won't be."""
    MAILBOX = "mailbox"
    """It takes nothing just now: full, or its server asks for patience."""
    LETTER = "letter"
    """Who sends, or what is sent, is not wanted: no word about the address."""


def blame(said: str) -> Blame | None:
    """What a refusal in a server's own words is about; None where it names neither status nor code.

    >>> [str(blame(said)) for said in ("550 5.1.1 No such user", "552 5.2.2 Mailbox full", "550 5.7.1 Spam")]
    ['address', 'mailbox', 'letter']
    >>> str(blame("550 unknown user")), str(blame("451 greylisted")), blame("gone away")
    ('address', 'mailbox', None)
    """
    status, code = _STATUS.search(said), _CODE.search(said)
    if status:
        kind, subject, detail = (int(part) for part in status.groups())
        if kind == 4 or (subject, detail) == (2, 2):
            return Blame.MAILBOX
        return Blame.ADDRESS if kind == 5 and subject in {1, 2} else Blame.LETTER
    if code is None:
        return None
    if code.group().startswith("4") or code.group() == "552":
        return Blame.MAILBOX
    return Blame.ADDRESS if code.group() in {"550", "551", "553"} else Blame.LETTER
