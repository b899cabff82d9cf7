"""Writing down how an attempt ended; a late settle loses by the fence and changes nothing."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlmodel import col

from core.errors import Invalid
from core.outbox.doubt import doubts
from core.ports import Accepted, Ambiguous, AuthExpired, Outcome, Refused, Transient
from core.system import Claim
from core.tables import Attempt, Publication
from core.vocab import AttemptOutcome, Capability, PublicationStatus
from core.workspace import Workspace

WAITS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30))
"""Between tries after a failure that was certainly before acceptance."""
LONGEST = {"reason": 1_000, "raw_error": 10_000, "external_id": 200}
"""Characters."""
MAYBE_SENT = "An earlier try may have gone out: look before you send it again."


def settle(ws: Workspace, claim: Claim, outcome: Outcome) -> Publication | None:
    """Close the attempt and move the publication on, in the open transaction; None when the fence was lost.

    What may have been accepted stays ``publishing`` while it waits for its next try, so that nobody can queue the
    same thing again under another key, and ends ``unconfirmed``, never ``failed``.
    """
    rows = ws.rows
    publication = rows.seek(Publication, claim.publication_id)
    if publication is None:
        return None
    can_ask = _can_ask(ws, publication.channel)
    in_doubt = doubts(ws, publication.id, before=claim.fence)
    values = _kept(_verdict(ws, publication.attempts, outcome, can_ask=can_ask, in_doubt=in_doubt))
    won = rows.change(
        Publication,
        col(Publication.id) == claim.publication_id,
        col(Publication.fence) == claim.fence,
        col(Publication.status) == PublicationStatus.PUBLISHING,
        **values,
    )
    if not won:
        return None
    about = col(Attempt.publication_id) == claim.publication_id
    mine, earlier = col(Attempt.fence) == claim.fence, col(Attempt.outcome) == AttemptOutcome.OPEN
    rows.change(Attempt, about, mine, outcome=_word(outcome), detail=values["raw_error"], ended_at=ws.now)
    lost = "nobody heard its end"
    rows.change(Attempt, about, earlier, outcome=AttemptOutcome.AMBIGUOUS, detail=lost, ended_at=ws.now)
    return publication


def withdraw(ws: Workspace, claim: Claim, reason: str) -> bool:
    """Cancel what was claimed, before it is sent; a lost fence changes nothing, and says so."""
    with ws.writing() as rows:
        held = rows.change(
            Publication,
            col(Publication.id) == claim.publication_id,
            col(Publication.fence) == claim.fence,
            col(Publication.status) == PublicationStatus.PUBLISHING,
            status=PublicationStatus.CANCELLED,
            reason=reason,
        )
    return held > 0


def _kept(values: Mapping[str, Any]) -> dict[str, Any]:
    """The same, no longer than what is kept: channels have been seen to answer with ten megabytes."""
    return {name: value[: LONGEST[name]] if name in LONGEST else value for name, value in values.items()}


def _can_ask(ws: Workspace, name: str) -> bool:
    """Whether the channel can say if something arrived; one whose account is gone cannot."""
    try:
        return ws.channel(name).capability is not Capability.NEITHER
    except Invalid:
        return False


def _verdict(ws: Workspace, attempts: int, outcome: Outcome, *, can_ask: bool, in_doubt: bool) -> dict[str, Any]:
    """What becomes of the publication."""
    match outcome:
        case Accepted(external_id, at):
            done = {"status": PublicationStatus.PUBLISHED, "external_id": external_id, "published_at": at}
            return done | {"reason": "", "raw_error": ""}
        case Transient(reason, raw, after):
            if attempts > len(WAITS):
                return _ended(f"Tried {attempts} times. {reason}", raw, in_doubt=in_doubt)
            status = PublicationStatus.PUBLISHING if in_doubt else PublicationStatus.SCHEDULED
            return _waits(ws, status, after or WAITS[attempts - 1], reason, raw)
        case AuthExpired(reason, raw) | Refused(reason, raw):
            return _ended(reason, raw, in_doubt=in_doubt)
        case Ambiguous(reason, raw, after):
            if can_ask and attempts <= len(WAITS):
                return _waits(ws, PublicationStatus.PUBLISHING, after or WAITS[attempts - 1], reason, raw)
            return {"status": PublicationStatus.UNCONFIRMED, "reason": reason, "raw_error": raw}


def _waits(ws: Workspace, status: PublicationStatus, wait: timedelta, reason: str, raw: str) -> dict[str, Any]:
    return {"status": status, "run_at": ws.now + wait, "reason": reason, "raw_error": raw}


def _ended(reason: str, raw: str, *, in_doubt: bool) -> dict[str, Any]:
    if in_doubt:
        return {"status": PublicationStatus.UNCONFIRMED, "reason": f"{MAYBE_SENT} {reason}", "raw_error": raw}
    return {"status": PublicationStatus.FAILED, "reason": reason, "raw_error": raw}


def _word(outcome: Outcome) -> AttemptOutcome:
    match outcome:
        case Accepted():
            return AttemptOutcome.ACCEPTED
        case Transient():
            return AttemptOutcome.RATE_LIMITED if outcome.after else AttemptOutcome.TRANSIENT
        case AuthExpired():
            return AttemptOutcome.AUTH_EXPIRED
        case Refused():
            return AttemptOutcome.REJECTED
        case Ambiguous():
            return AttemptOutcome.AMBIGUOUS
