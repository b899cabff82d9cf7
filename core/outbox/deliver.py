"""One attempt: the journal is durable before the wire call, and there is one call that changes anything."""

from collections.abc import Callable

from sqlmodel import col

from core.outbox.doubt import doubts, may_be_under_way, resolve_doubts
from core.outbox.settle import WAITS
from core.ports import Ambiguous, Channel, Outcome, Parcel, Stopped, Unreachable
from core.system import Claim
from core.tables import Attempt, Publication
from core.vocab import Capability, PublicationStatus
from core.workspace import Workspace


def deliver(ws: Workspace, claim: Claim, prepare: Callable[[], Parcel]) -> Outcome | None:
    """Send what was claimed, once, and say how it ended; None when somebody else holds the claim by now.

    An attempt that an earlier owner left open may have been accepted. What then depends on the channel: an
    idempotent one is sent the same key again, one that can look up is asked first, and any other is left for a
    person to look at. What is not there is asked about once more before it is sent again: by a clock that runs slow,
    or was held up, its owner may still be at it. What broke off every time is left to a person, too. A process that was held up until its lease ended sends nothing: its attempt stays open, and
    whoever holds the claim then finds it.
    """
    parcel = prepare()
    channel = ws.channel(parcel.channel)
    left_open = _open_journal(ws, claim)
    if left_open is None:
        return None
    if left_open and (known := _resolve(ws, claim, channel, parcel)) is not None:
        return known
    if ws.now >= claim.until:
        return None
    try:
        return _looked_up(channel, parcel, channel.send(parcel, now=ws.now))
    except Stopped:
        return None  # as if this process were gone: the lease runs out, and the open journal is found


def _looked_up(channel: Channel, parcel: Parcel, outcome: Outcome) -> Outcome:
    """What the channel says of a send whose answer never came, where it can be asked."""
    if not isinstance(outcome, Ambiguous) or channel.capability is not Capability.LOOKUP:
        return outcome
    try:
        return channel.find(parcel) or outcome
    except Unreachable:
        return outcome  # nothing is known: it is asked again later, and not sent before that


def _open_journal(ws: Workspace, claim: Claim) -> bool | None:
    """Write this attempt down before it is made; whether an earlier one is still open, None when the fence is lost."""
    with ws.writing(durable=True) as rows:
        held = rows.change(
            Publication,
            col(Publication.id) == claim.publication_id,
            col(Publication.fence) == claim.fence,
            col(Publication.status) == PublicationStatus.PUBLISHING,
            attempts=col(Publication.attempts) + 1,
        )
        if not held:
            return None
        left_open = doubts(ws, claim.publication_id, before=claim.fence)
        rows.add(
            Attempt(
                business_id=claim.business_id,
                publication_id=claim.publication_id,
                fence=claim.fence,
                started_at=ws.now,
            )
        )
    return left_open


def _resolve(ws: Workspace, claim: Claim, channel: Channel, parcel: Parcel) -> Outcome | None:
    """What to make of an attempt nobody heard of again; None means that sending is safe."""
    if ws.rows.get(Publication, claim.publication_id).attempts > len(WAITS) + 1:
        return Ambiguous(f"It was tried {len(WAITS) + 1} times, and the work broke off.")
    match channel.capability:
        case Capability.IDEMPOTENT:
            return None
        case Capability.LOOKUP:
            try:
                found = channel.find(parcel)
            except Unreachable as silent:
                return Ambiguous(f"An earlier try may have gone out, and {silent}")
            if found is not None:
                return found
            if ws.now < claim.until and may_be_under_way(ws, claim.publication_id, before=claim.fence):
                # Half of what a renewed lease still holds is more than a call may take.
                return Ambiguous("An earlier try may still be under way.", after=(claim.until - ws.now) / 2)
            resolve_doubts(ws, claim.publication_id, before=claim.fence)
            return None
        case Capability.NEITHER:
            return Ambiguous("It was being sent when the work stopped, and the channel cannot say whether it arrived.")
