"""Posts that go to people: one delivery a person, each sent once and told apart."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from sqlmodel import col

from core import audience, outbox
from core.audience import goes_to_people
from core.channels.scheduling import GRACE, late, next_allowed
from core.errors import Conflict, Refusal
from core.outbox import Ended, Errand
from core.ports import Accepted, AuthExpired, Outcome, Refused
from core.publishing import split
from core.publishing.accounts import GONE, lock_out
from core.publishing.parcels import parcel
from core.system import Claim
from core.tables import Attempt, Contact, Post, Publication
from core.vocab import PublicationKind, PublicationStatus
from core.workspace import Workspace


def fan_out(ws: Workspace, post: Post, publication: Publication) -> Outcome:
    """Queue one delivery for everybody who may get the post now. Part of the open transaction.

    Each waits for the next hour in which people may be written to, by the person's own clock, and for its place in
    line where the channel takes no more than so many a minute.
    """
    chosen = audience.recipients(ws, post.channel, post.segment)
    people = split.mine(ws, post, chosen.people)
    if chosen.people and not people:
        return Refused("Everybody who may be written to is in another part of its trial, or got the other version.")
    if not people:
        whom = f"the segment “{post.segment}”" if post.segment else "your audience"
        words = f"It would go to {chosen.headcount.in_words()}"
        return Refused(f"Nobody of {whom} may be written to now. {words} Bring people in under Settings, Audience.")
    copies = [
        outbox.enqueue(
            ws,
            kind=PublicationKind.POST,
            channel=post.channel,
            run_at=run_at,
            post_id=post.id,
            contact_id=contact.id,
            key=f"{publication.idempotency_key}-{contact.id}",
            reason=why,
        )
        for contact, run_at, why in _moments(ws, post.channel, people)
    ]
    audience.make_links(ws, post, [copy.id for copy in copies])
    return Accepted(f"people:{publication.id}", ws.now)


def _moments(ws: Workspace, name: str, people: Sequence[Contact]) -> Iterator[tuple[Contact, datetime, str]]:
    places: Counter[datetime] = Counter()
    for contact in people:
        zone = audience.zone_of(ws, contact)
        first = next_allowed(ws.now, name=name, zone=zone)
        waits, why = outbox.in_line(name, places[first])
        places[first] += 1
        yield contact, next_allowed(first + waits, name=name, zone=zone), why


def prepare_copy(
    ws: Workspace, claim: Claim, publication: Publication, post: Post, clock: Callable[[], datetime]
) -> list[Errand]:
    """Make one person's copy of a post ready for the wire; nothing where it must not go out after all."""
    assert publication.contact_id is not None
    contact = ws.rows.get(Contact, publication.contact_id)
    if reason := _no_longer(ws, publication, contact):
        outbox.withdraw(ws, claim, reason)
        return []
    try:
        if not goes_to_people(ws, publication.channel):
            raise Conflict(GONE)  # never simulated, and what may have gone out is not called cancelled
        channel, out = ws.channel(publication.channel), parcel(ws, post, publication, contact=contact)
    except Refusal as refusal:
        with ws.writing():
            outbox.settle(ws, claim, Refused(refusal.message))
        return []
    return [Errand(claim, contact.id, channel, out, clock, _settle_copies, publication.attempts)]


def _settle_copies(ws: Workspace, window: Sequence[Ended]) -> None:
    """Write down what became of copies on the wire, and what the channel said of the people."""
    with ws.writing():
        for ended, verdict in zip(window, outbox.settle_window(ws, window), strict=True):
            contact = ws.rows.get(Contact, ended.errand.subject)
            audience.heed(ws, contact, ended.outcome, is_over=verdict.status is PublicationStatus.FAILED)
            if isinstance(ended.outcome, AuthExpired):
                lock_out(ws, ended.errand.parcel.channel, ended.outcome.reason)


def _no_longer(ws: Workspace, publication: Publication, contact: Contact) -> str:
    """Why a person's copy must not go out after all; one that was tried before is seen through to its end."""
    if ws.rows.count(Attempt, col(Attempt.publication_id) == publication.id):
        return ""
    if reason := audience.why_not(contact):
        return audience.SAYS[reason]
    if late(publication.due_at, ws.now, GRACE):
        return "Nobody was there to send it in time."
    return ""
