"""Letters that come back, and letters that are called spam: who is written to no more, and which delivery failed."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from sqlmodel import col

from core.audience.consent import leave
from core.audience.refusals import Blame, blame
from core.audience.reports import Report, from_file
from core.keys import needs
from core.ports import Outcome, Refused, Transient
from core.rows import Rows
from core.tables import Contact, Publication
from core.vocab import Permission, PublicationStatus
from core.workspace import Workspace

PATIENCE = 5
"""Times that an address may refuse for a while before it counts as gone."""
LATEST = timedelta(days=14)
"""How long after a letter a report without its id is about it; servers give up within five days (RFC 5321, 4.5.4.1)."""
LEFT, GONE, COUNTED, KNOWN, STRANGER = "left", "refuse mail", "counted", "known", "unknown"
_SEEN = "mail_report"


@dataclass(frozen=True)
class TakenIn:
    """What became of reports: how many people left, how many addresses are written to no more, and the rest."""

    counts: Mapping[str, int]

    def in_words(self) -> str:
        """A sentence for the screen.

        >>> TakenIn({"left": 1, "unknown": 3}).in_words()
        'Left, as they called a letter spam: 1; not in your audience: 3.'
        """
        told = {
            GONE: "written to no more because the address refuses mail",
            LEFT: "left, as they called a letter spam",
            COUNTED: "refused this once, and stay",
            KNOWN: "known before",
            STRANGER: "not in your audience",
        }
        parts = [f"{words}: {self.counts[name]:,}" for name, words in told.items() if self.counts.get(name)]
        said = "; ".join(parts) or "nothing was in it"
        return f"{said[0].upper()}{said[1:]}."


@needs(Permission.WRITE)
def bring_in_reports(ws: Workspace, data: bytes, filename: str = "") -> TakenIn:
    """Take in a letter that came back by mail, or a mail service's list of bounces and complaints.

    Raises:
        Invalid: nothing of the kind is in it.
    """
    return keep_reports(ws, from_file(data, filename))


def keep_reports(ws: Workspace, reports: Iterable[Report]) -> TakenIn:
    """Do what each report asks for, once however often it comes."""
    with ws.writing() as rows:
        counts = Counter(_kept(ws, rows, report) for report in reports)
        ws.audit("mail_reports", detail=", ".join(f"{count} {name}" for name, count in sorted(counts.items())))
    return TakenIn(counts)


def heed(ws: Workspace, contact: Contact, outcome: Outcome, *, is_over: bool) -> None:
    """Learn from a mail server that refused a person's address at the door. Part of the open transaction.

    ``is_over`` says that nobody tries this delivery again.
    """
    if not isinstance(outcome, Refused | Transient) or not outcome.to_person or not is_over:
        return
    contact = ws.rows.lock(Contact, contact.id)
    match blame(outcome.raw):
        case Blame.ADDRESS:
            suppress(ws, contact, outcome.raw)
        case Blame.MAILBOX:
            _count(ws, contact, outcome.raw)
        case Blame.LETTER | None:
            pass


def suppress(ws: Workspace, contact: Contact, said: str) -> None:
    """Write to an address no more because it refuses mail; consent stays what it is. Part of the open transaction."""
    if contact.suppressed_at is not None:
        return
    words = " ".join(said.split())[:200] or "It refuses mail for good."
    contact.suppressed_at, contact.suppressed_reason = ws.now, words
    waiting = (col(Publication.contact_id) == contact.id, col(Publication.status) == PublicationStatus.SCHEDULED)
    why = f"Their address refuses mail: {words}"
    ws.rows.change(Publication, *waiting, status=PublicationStatus.CANCELLED, reason=why)
    ws.audit("contact_bounced", subject=str(contact.id), detail=words)


def _kept(ws: Workspace, rows: Rows, report: Report) -> str:
    address = report.email.strip().casefold()
    contact = rows.first(Contact, col(Contact.channel) == "email", col(Contact.handle) == address)
    if contact is None:
        return STRANGER
    rows.lock(Contact, contact.id)
    told = (report.type, address, report.message_id, report.reason, str(report.at or ""))
    token = sha256("|".join(told).encode()).hexdigest()[:60]
    if rows.made(Contact, _SEEN, token) is not None:
        return KNOWN
    ws.made(_SEEN, token, contact)
    if report.type == "complaint":
        leave(ws, contact.id, "called a letter spam")
        return LEFT
    _mark(ws, rows, contact, report)
    reason = blame(report.reason)
    if report.permanent and reason in {None, Blame.ADDRESS}:
        suppress(ws, contact, report.reason)
        return GONE
    if reason is not Blame.LETTER:
        _count(ws, contact, report.reason)
    return GONE if contact.suppressed_reason else COUNTED


def _count(ws: Workspace, contact: Contact, said: str) -> None:
    contact.soft_bounces += 1
    if contact.soft_bounces >= PATIENCE:
        suppress(ws, contact, f"Refused {contact.soft_bounces} letters, at last with: {said}")


def _mark(ws: Workspace, rows: Rows, contact: Contact, report: Report) -> None:
    """Say of the delivery that is meant that it came back."""
    where = [
        col(Publication.contact_id) == contact.id,
        col(Publication.post_id).is_not(None),
        col(Publication.bounced_at).is_(None),
        col(Publication.status).in_([PublicationStatus.PUBLISHED, PublicationStatus.UNCONFIRMED]),
    ]
    if report.message_id:
        where.append(col(Publication.external_id).in_([report.message_id, f"<{report.message_id.strip('<>')}>"]))
    else:
        where.append(col(Publication.published_at) >= (report.at or ws.now) - LATEST)
    copy = rows.first(Publication, *where, order=[col(Publication.published_at).desc()])
    if copy is not None:
        copy.status, copy.bounced_at = PublicationStatus.FAILED, report.at or ws.now
        copy.reason = f"It came back: {' '.join(report.reason.split())[:300] or 'no reason was given'}"
        copy.raw_error = report.reason
