"""Writing down how an attempt ended; a late settle loses by the fence and changes nothing."""

from datetime import timedelta
from typing import Any

from sqlmodel import col

from core.ports import Accepted, Ambiguous, AuthExpired, Outcome, Refused, Transient
from core.system import Claim
from core.tables import Attempt, Publication
from core.vocab import AttemptOutcome, Capability, PublicationStatus
from core.workspace import Workspace

WAITS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30))
"""Between tries after a failure that was certainly before acceptance."""


def settle(ws: Workspace, claim: Claim, outcome: Outcome) -> Publication | None:
    """Close the attempt and move the publication on, in the open transaction; None when the fence was lost."""
    rows = ws.rows
    publication = rows.seek(Publication, claim.publication_id)
    if publication is None:
        return None
    can_ask = ws.channel(publication.channel).capability is not Capability.NEITHER
    values, word = _verdict(ws, publication.attempts, outcome, can_ask=can_ask)
    won = rows.change(
        Publication,
        col(Publication.id) == claim.publication_id,
        col(Publication.fence) == claim.fence,
        col(Publication.status) == PublicationStatus.PUBLISHING,
        **values,
    )
    if not won:
        return None
    mine = (col(Attempt.publication_id) == claim.publication_id, col(Attempt.fence) == claim.fence)
    rows.change(Attempt, *mine, outcome=word, detail=values.get("raw_error", ""), ended_at=ws.now)
    earlier = (col(Attempt.publication_id) == claim.publication_id, col(Attempt.outcome) == AttemptOutcome.OPEN)
    rows.change(Attempt, *earlier, outcome=AttemptOutcome.AMBIGUOUS, detail="nobody heard its end", ended_at=ws.now)
    return publication


def _verdict(  # noqa: PLR0911 - one return an outcome
    ws: Workspace, attempts: int, outcome: Outcome, *, can_ask: bool
) -> tuple[dict[str, Any], AttemptOutcome]:
    match outcome:
        case Accepted(external_id, at):
            done = {"status": PublicationStatus.PUBLISHED, "external_id": external_id, "published_at": at}
            return done | {"reason": "", "raw_error": ""}, AttemptOutcome.ACCEPTED
        case Transient(reason, raw, after):
            if attempts > len(WAITS):
                gone = {"status": PublicationStatus.FAILED, "reason": f"Tried {attempts} times. {reason}"}
                return gone | {"raw_error": raw}, AttemptOutcome.TRANSIENT
            again = ws.now + (after or WAITS[attempts - 1])
            wait = {"status": PublicationStatus.SCHEDULED, "run_at": again, "reason": reason, "raw_error": raw}
            return wait, AttemptOutcome.RATE_LIMITED if after else AttemptOutcome.TRANSIENT
        case AuthExpired(reason, raw):
            stop = {"status": PublicationStatus.FAILED, "reason": reason, "raw_error": raw}
            return stop, AttemptOutcome.AUTH_EXPIRED
        case Refused(reason, raw):
            stop = {"status": PublicationStatus.FAILED, "reason": reason, "raw_error": raw}
            return stop, AttemptOutcome.REJECTED
        case Ambiguous(reason, raw) if can_ask and attempts <= len(WAITS):
            again = ws.now + WAITS[attempts - 1]
            wait = {"status": PublicationStatus.SCHEDULED, "run_at": again, "reason": reason, "raw_error": raw}
            return wait, AttemptOutcome.AMBIGUOUS
        case Ambiguous(reason, raw):
            ask = {"status": PublicationStatus.UNCONFIRMED, "reason": reason, "raw_error": raw}
            return ask, AttemptOutcome.AMBIGUOUS
