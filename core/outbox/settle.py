"""Writing down how attempts ended; a late settle loses by the fence and changes nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from sqlmodel import col

from core.errors import Invalid
from core.outbox.doubt import doubts, resolve_doubts
from core.outbox.errand import Ended
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


class FenceLost(Exception):  # noqa: N818 - says what is the case
    """Of what was to be settled together, somebody else holds one by now; the transaction must not stand."""


@dataclass(frozen=True)
class Verdict:
    """What becomes of one publication: ``values`` are its columns, its status among them."""

    claim: Claim
    outcome: Outcome
    values: Mapping[str, Any]
    in_doubt: bool

    @property
    def status(self) -> PublicationStatus:
        status: PublicationStatus = self.values["status"]
        return status


def settle_window(ws: Workspace, window: Sequence[Ended]) -> list[Verdict]:
    """Close the attempts of a window and move its publications on, in the open transaction; one verdict each, in order.

    Raises:
        FenceLost: somebody else holds one of them by now.
    """
    for one in window:
        if one.is_cleared:
            resolve_doubts(ws, one.errand.claim.publication_id, before=one.errand.claim.fence)
    verdicts = [_verdict_of(one) for one in window]
    if _write(ws, verdicts, window[0].errand.clock()) < len(window):
        raise FenceLost
    return verdicts


def settle(ws: Workspace, claim: Claim, outcome: Outcome) -> Publication | None:
    """Settle one publication alone, in the open transaction, whether or not it came to an attempt.

    None when the fence was lost.
    """
    publication = ws.rows.seek(Publication, claim.publication_id)
    if publication is None:
        return None
    in_doubt = doubts(ws, publication.id, before=claim.fence)
    can_ask = isinstance(outcome, Ambiguous) and _can_ask(ws, publication.channel)
    values = _kept(_becomes(ws.now, publication.attempts, outcome, can_ask=can_ask, in_doubt=in_doubt))
    if not _write(ws, [Verdict(claim, outcome, values, in_doubt)], ws.now):
        return None
    return ws.rows.lock(Publication, claim.publication_id)


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


def _write(ws: Workspace, verdicts: Sequence[Verdict], now: datetime) -> int:
    """Move publications on by their fences and close their attempts; how many fences still held."""
    rows, won = ws.rows, 0
    for _, alike in groupby(sorted(verdicts, key=_columns), _columns):
        won += rows.change_each(Publication, [(one.claim.held, one.values) for one in alike])
    if won < len(verdicts):
        return won
    ends = [{"outcome": _word(one.outcome), "detail": one.values["raw_error"], "ended_at": now} for one in verdicts]
    mine = [{"publication_id": one.claim.publication_id, "fence": one.claim.fence} for one in verdicts]
    rows.change_each(Attempt, list(zip(mine, ends, strict=True)))
    for one in verdicts:
        if one.in_doubt:
            left = col(Attempt.publication_id) == one.claim.publication_id, col(Attempt.outcome) == AttemptOutcome.OPEN
            rows.change(Attempt, *left, outcome=AttemptOutcome.AMBIGUOUS, detail="nobody heard its end", ended_at=now)
    return won


def _columns(verdict: Verdict) -> tuple[str, ...]:
    return tuple(verdict.values)


def _verdict_of(ended: Ended) -> Verdict:
    errand, in_doubt = ended.errand, ended.errand.in_doubt and not ended.is_cleared
    can_ask = errand.channel.capability is not Capability.NEITHER
    values = _kept(_becomes(errand.clock(), errand.attempts, ended.outcome, can_ask=can_ask, in_doubt=in_doubt))
    return Verdict(errand.claim, ended.outcome, values, in_doubt)


def _can_ask(ws: Workspace, name: str) -> bool:
    """Whether the channel can say if something arrived; one whose account is gone cannot."""
    try:
        return ws.channel(name).capability is not Capability.NEITHER
    except Invalid:
        return False


def _becomes(now: datetime, attempts: int, outcome: Outcome, *, can_ask: bool, in_doubt: bool) -> dict[str, Any]:
    """What becomes of the publication.

    What may have been accepted stays ``publishing`` while it waits for its next try, so that nobody can queue the
    same thing again under another key, and ends ``unconfirmed``, never ``failed``.
    """
    match outcome:
        case Accepted(external_id, at):
            done = {"status": PublicationStatus.PUBLISHED, "external_id": external_id, "published_at": at}
            return done | {"reason": "", "raw_error": ""}
        case Transient(reason, raw, after):
            if attempts > len(WAITS):
                return _ended(f"Tried {attempts} times. {reason}", raw, in_doubt=in_doubt)
            status = PublicationStatus.PUBLISHING if in_doubt else PublicationStatus.SCHEDULED
            return _waits(now, status, after or WAITS[attempts - 1], reason, raw)
        case AuthExpired(reason, raw) | Refused(reason, raw):
            return _ended(reason, raw, in_doubt=in_doubt)
        case Ambiguous(reason, raw, after):
            if can_ask and attempts <= len(WAITS):
                return _waits(now, PublicationStatus.PUBLISHING, after or WAITS[attempts - 1], reason, raw)
            return {"status": PublicationStatus.UNCONFIRMED, "reason": reason, "raw_error": raw}


def _waits(now: datetime, status: PublicationStatus, wait: timedelta, reason: str, raw: str) -> dict[str, Any]:
    return {"status": status, "run_at": now + wait, "reason": reason, "raw_error": raw}


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
