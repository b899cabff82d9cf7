"""Putting something in the outbox, and taking it back before it is sent."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlmodel import col

from core.outbox.errand import Errand
from core.tables import Publication
from core.vocab import PublicationKind, PublicationStatus
from core.workspace import Workspace


def enqueue(
    ws: Workspace,
    *,
    kind: PublicationKind,
    channel: str,
    run_at: datetime,
    post_id: UUID | None = None,
    message_id: UUID | None = None,
    contact_id: UUID | None = None,
    key: str = "",
    reason: str = "",
) -> Publication:
    """Queue one thing to be sent once, at ``run_at`` by the business's clock. Part of the open transaction.

    ``key`` names the delivery for ever where it must not be queued twice; one is made when it is empty. ``reason``
    says why it waits, where that needs words.
    """
    publication_id = uuid4()
    return ws.rows.add(
        Publication(
            business_id=ws.key.business_id,
            id=publication_id,
            kind=kind,
            channel=channel,
            post_id=post_id,
            message_id=message_id,
            contact_id=contact_id,
            due_at=run_at,
            run_at=run_at,
            idempotency_key=key or f"{kind}-{publication_id}",
            reason=reason,
            created_at=ws.now,
        )
    )


def cancel(ws: Workspace, *, post_id: UUID | None = None, message_id: UUID | None = None) -> int:
    """Take back what still waits; how many there were. What is being sent, or was, stays. Part of the transaction."""
    about = col(Publication.post_id) == post_id if post_id else col(Publication.message_id) == message_id
    waiting = col(Publication.status) == PublicationStatus.SCHEDULED
    return ws.rows.change(Publication, about, waiting, status=PublicationStatus.CANCELLED)


def put_down(ws: Workspace, errands: Sequence[Errand]) -> list[Errand]:
    """Let go of claims that were not tried, in the open transaction; those that are scheduled again, as they were.

    What was tried before may have gone out: only its lease ends, and any clock may take it up at once. What somebody
    else holds by now stays theirs.
    """
    moments = [(one, one.clock() if one.attempts else one.claim.due_at) for one in errands]
    return let_go(ws, [(one, {"run_at": at}) for one, at in moments])


def let_go(ws: Workspace, errands: Sequence[tuple[Errand, Mapping[str, Any]]]) -> list[Errand]:
    """Let go of claims, with these values each; of those that are still ours, the ones that are scheduled again."""
    tried = [(one.claim.held, to) for one, to in errands if one.attempts]
    new = [(one, dict(to) | {"status": PublicationStatus.SCHEDULED}) for one, to in errands if not one.attempts]
    ws.rows.change_each(Publication, tried)
    if ws.rows.change_each(Publication, [(one.claim.held, to) for one, to in new]) == len(new):
        return [one for one, _ in new]
    ids = [one.claim.publication_id for one, _ in new]
    where = (col(Publication.id).in_(ids), col(Publication.status) == PublicationStatus.SCHEDULED)
    fences = dict(map(tuple, ws.rows.columns(Publication.id, Publication.fence, where=where)))
    return [one for one, _ in new if fences.get(one.claim.publication_id) == one.claim.fence]
