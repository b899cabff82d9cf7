"""Reports that a letter came back, or was called spam: as one JSON shape, as a mail server's notice, or as a table."""

import email
import email.policy
import re
from collections.abc import Mapping
from email.message import EmailMessage, Message
from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from core.analytics.imports import read_table
from core.audience.bring_in import guess_columns
from core.errors import Invalid

MOST = 500
"""Reports in one call or file."""
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "email": ("email", "e-mail", "email address", "recipient", "address", "to"),
    "type": ("type", "event", "kind", "bounce type", "status type", "category"),
    "reason": ("reason", "bounce reason", "diagnostic", "response", "details", "error", "description", "status"),
    "message_id": ("message id", "message-id", "smtp-id", "smtp id"),
}
"""What the columns of a mail service's list may be called."""
_SPAM = re.compile(r"complain|spam|abuse|junk", re.IGNORECASE)
_SOFT = re.compile(r"soft|transient|temporary|defer|delay|\b4\.\d", re.IGNORECASE)
_ABUSE = re.compile(r"^Feedback-Type:\s*abuse", re.IGNORECASE | re.MULTILINE)
_REMOVED = re.compile(r"^(?:Original-Rcpt-To|Removal-Recipient):\s*<?([^\s<>]+@[^\s<>]+)", re.IGNORECASE | re.MULTILINE)


class Report(BaseModel):
    """One thing that a mail service says of one address.

    Attributes:
        type: ``bounce``, the letter came back, or ``complaint``, the person called it spam.
        email: the address it went to.
        permanent: for a bounce: whether the address will never take mail.
        reason: the server's own words, such as ``550 5.1.1 No such user``.
        message_id: the letter's ``Message-ID``; without it, the last letter to the address is meant.
        at: when it happened.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    type: Literal["bounce", "complaint"]
    email: str = Field(max_length=254)
    permanent: bool = True
    reason: str = Field(default="", max_length=2000)
    message_id: str = Field(default="", max_length=200)
    at: AwareDatetime | None = None


class _Call(BaseModel):
    events: tuple[Report, ...] = Field(min_length=1, max_length=MOST)


def from_json(body: bytes) -> tuple[Report, ...]:
    """The reports of a call: ``{"events": [...]}``, each a ``Report``.

    Raises:
        Invalid: it is no such JSON (its field).

    >>> told = b'{"events": [{"type": "bounce", "email": "ann@example.org", "reason": "550 5.1.1 unknown"}]}'
    >>> from_json(told)[0].email
    'ann@example.org'
    """
    try:
        return _Call.model_validate_json(body).events
    except ValidationError as wrong:
        first = wrong.errors(include_url=False, include_input=False)[0]
        field = ".".join(map(str, first["loc"]))
        words = f"The reports cannot be read: {field or 'body'}: {first['msg']}."
        raise Invalid(words, field=field or "body") from wrong


def from_file(data: bytes, filename: str = "") -> tuple[Report, ...]:
    """The reports in a notice that came back by mail (RFC 3464, RFC 5965), or in a mail service's list (CSV).

    Raises:
        Invalid: nothing of the kind is in it.
    """
    found = _from_notice(data) or _from_table(data, filename)
    if not found:
        raise Invalid("There is no returned letter in it, and no column of addresses.", field="file")
    return found[:MOST]


def _from_notice(data: bytes) -> tuple[Report, ...]:
    letter = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(letter, EmailMessage)
    about = _about(letter)
    found = []
    for part in letter.walk():
        kind = part.get_content_type()
        if kind == "message/delivery-status":
            blocks = [block for block in part.get_payload() if isinstance(block, Message)]
            found += [report for block in blocks if (report := _of_recipient(block, about))]
        elif kind == "message/feedback-report":
            told = "".join(map(str, part.get_payload())) if part.is_multipart() else str(part.get_payload())
            if _ABUSE.search(told) and (to := _REMOVED.search(told)):
                found.append(Report(type="complaint", email=to.group(1), message_id=about))
    return tuple(found)


def _of_recipient(block: Message, about: str) -> Report | None:
    """One person's block of a delivery notice; None for the block about the whole letter, and where it arrived."""
    address = str(block.get("Original-Recipient") or block.get("Final-Recipient") or "").rpartition(";")[2].strip()
    action, status = str(block.get("Action", "")).strip().casefold(), str(block.get("Status", "")).strip()
    if "@" not in address or action not in {"failed", "delayed"} or len(address) > 254:
        return None
    said = " ".join(str(block.get("Diagnostic-Code", "")).rpartition(";")[2].split())
    reason = said if status and status in said else f"{status} {said}".strip()
    permanent = action == "failed" and not status.startswith("4")
    return Report(type="bounce", email=address, permanent=permanent, reason=reason[:2000], message_id=about)


def _about(letter: EmailMessage) -> str:
    """The ``Message-ID`` of the letter that came back, from the part that quotes it."""
    for part in letter.walk():
        if part.get_content_type() in {"message/rfc822", "text/rfc822-headers"}:
            inner = part.get_payload(0) if part.is_multipart() else email.message_from_string(str(part.get_payload()))
            if isinstance(inner, Message) and inner.get("Message-ID"):
                return str(inner["Message-ID"]).strip()[:200]
    return ""


def _from_table(data: bytes, filename: str) -> tuple[Report, ...]:
    table = read_table(data, filename)
    columns = guess_columns(table.header, COLUMNS)
    if "email" not in columns:
        return ()
    found = []
    for row in table.rows[:MOST]:
        cells = {field: row[at] if (at := table.column(name)) < len(row) else "" for field, name in columns.items()}
        kind, reason, address = cells.get("type", ""), cells.get("reason", ""), cells["email"].strip()
        if "@" not in address or len(address) > 254:
            continue
        is_spam = bool(_SPAM.search(kind) or (not kind and _SPAM.fullmatch(reason.strip())))
        found.append(
            Report(
                type="complaint" if is_spam else "bounce",
                email=address,
                permanent=not _SOFT.search(f"{kind} {reason}"),
                reason=(reason or kind)[:2000],
                message_id=cells.get("message_id", "")[:200],
            )
        )
    return tuple(found)
