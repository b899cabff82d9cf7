"""One attempt: the journal is durable before the wire call, and there is one call that changes anything."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from uuid import uuid4

from sqlmodel import col

from core.outbox.doubt import doubtful
from core.outbox.errand import Ended, Errand
from core.outbox.settle import WAITS
from core.ports import Ambiguous, Channel, Outcome, Parcel, Stopped, Unreachable
from core.tables import Attempt, Publication
from core.vocab import AttemptOutcome, Capability, PublicationStatus
from core.workspace import Workspace


def send(ws: Workspace, errand: Errand) -> Ended | None:
    """Send one thing alone, in the caller's thread; None when it was not sent, or nobody heard the end."""
    return next(filter(None, map(attempt, journal(ws, [errand]))), None)


def journal(ws: Workspace, window: Sequence[Errand]) -> list[Errand]:
    """Write down every attempt of a window before any is made, in one durable commit; those that are still ours."""
    mine = [errand for errand in window if errand.is_ours]
    with ws.writing(durable=True) as rows:
        held = [(one.claim.held, {"attempts": one.attempts + 1}) for one in mine]
        if rows.change_each(Publication, held) < len(mine):
            fences = _fences(ws, mine)
            mine = [one for one in mine if fences.get(one.claim.publication_id) == one.claim.fence]
        unsure = doubtful(ws, {one.claim.publication_id: one.claim.fence for one in mine})
        started = [
            {
                "id": uuid4(),
                "publication_id": one.claim.publication_id,
                "fence": one.claim.fence,
                "outcome": AttemptOutcome.OPEN,
                "detail": "",
                "started_at": one.clock(),
            }
            for one in mine
        ]
        rows.add_many(Attempt, started)
    return [_tried(one, unsure.get(one.claim.publication_id, frozenset())) for one in mine]


def attempt(errand: Errand) -> Ended | None:
    """Make the one call, in whatever thread; None when it was not made, or the work stopped in its middle.

    An attempt that an earlier owner left open may have been accepted. What then depends on the channel: an
    idempotent one is sent the same key again, one that can look up is asked first, and any other is left for a
    person to look at. What is not there is asked about once more before it is sent again: by a clock that runs slow,
    or was held up, its owner may still be at it. What broke off every time is left to a person, too. A process that
    was held up until its lease ended sends nothing: its attempt stays open, and whoever holds the claim then finds it.
    """
    channel, parcel = errand.channel, errand.parcel
    if errand.in_doubt and (known := _resolved(errand)) is not None:
        return Ended(errand, known)
    if not errand.is_ours:
        return None
    try:
        outcome = _looked_up(channel, parcel, channel.send(parcel, now=errand.clock()))
    except Stopped:
        return None  # as if this process were gone: the lease runs out, and the open journal is found
    return Ended(errand, outcome, is_cleared=errand.in_doubt and channel.capability is Capability.LOOKUP)


def _tried(errand: Errand, unheard: Collection[AttemptOutcome]) -> Errand:
    is_under_way = AttemptOutcome.OPEN in unheard
    return replace(errand, attempts=errand.attempts + 1, in_doubt=bool(unheard), is_under_way=is_under_way)


def _fences(ws: Workspace, window: Sequence[Errand]) -> dict[object, int]:
    """The fence of everything in a window that is still being sent, by whomever."""
    ids = [one.claim.publication_id for one in window]
    where = (col(Publication.id).in_(ids), col(Publication.status) == PublicationStatus.PUBLISHING)
    return dict(map(tuple, ws.rows.columns(Publication.id, Publication.fence, where=where)))


def _looked_up(channel: Channel, parcel: Parcel, outcome: Outcome) -> Outcome:
    """What the channel says of a send whose answer never came, where it can be asked."""
    if not isinstance(outcome, Ambiguous) or channel.capability is not Capability.LOOKUP:
        return outcome
    try:
        return channel.find(parcel) or outcome
    except Unreachable:
        return outcome  # nothing is known: it is asked again later, and not sent before that


def _resolved(errand: Errand) -> Outcome | None:
    """What to make of an attempt nobody heard of again; None means that sending is safe."""
    if errand.attempts > len(WAITS) + 1:
        return Ambiguous(f"It was tried {len(WAITS) + 1} times, and the work broke off.")
    match errand.channel.capability:
        case Capability.IDEMPOTENT:
            return None
        case Capability.LOOKUP:
            try:
                found = errand.channel.find(errand.parcel)
            except Unreachable as silent:
                return Ambiguous(f"An earlier try may have gone out, and {silent}")
            if found is None and errand.is_under_way and errand.is_ours:
                # By a clock that is behind, its owner may call until the end of a lease that began just now, and such a
                # call takes less than a lease.
                left = errand.claim.until - errand.clock()
                return Ambiguous("An earlier try may still be under way.", after=2 * left)
            return found
        case Capability.NEITHER:
            return Ambiguous("It was being sent when the work stopped, and the channel cannot say whether it arrived.")
