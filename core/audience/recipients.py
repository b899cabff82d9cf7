"""Who gets a post that goes to people, and who is left out of it, by what."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func
from sqlmodel import col

from core.keys import needs
from core.tables import Contact, Publication
from core.vocab import Channel, ConsentStatus, Permission, PublicationStatus
from core.workspace import Workspace

MOST_A_WEEK = 4
"""Posts that one person gets on one channel in seven days: more makes people leave."""
WEEK = timedelta(days=7)
NO_CONSENT, LEFT, ENOUGH = "have not agreed", "have left", f"had {MOST_A_WEEK} in the last 7 days"


@dataclass(frozen=True)
class Recipients:
    """Who gets it, and how many are left out for which reason."""

    people: tuple[Contact, ...]
    left_out: Mapping[str, int]

    def in_words(self) -> str:
        """A sentence for the screen.

        >>> Recipients((), {"have left": 2}).in_words()
        'Goes to 0 people; left out: 2 who have left.'
        """
        count = len(self.people)
        words = f"Goes to {count:,} {'person' if count == 1 else 'people'}"
        reasons = ", ".join(f"{count:,} who {why}" for why, count in self.left_out.items())
        return f"{words}; left out: {reasons}." if reasons else f"{words}."


@needs(Permission.READ)
def recipients(ws: Workspace, channel: Channel, segment: str = "") -> Recipients:
    """The people of a segment, everybody when it is empty, who may be written to now."""
    where = [col(Contact.channel) == channel]
    if segment:
        where.append(col(Contact.segment) == segment)
    had = _had(ws, channel)
    people, left_out = [], Counter[str]()
    for contact in ws.rows.find(Contact, *where, order=[col(Contact.id)]):
        if reason := why_not(contact, had.get(contact.id, 0)):
            left_out[reason] += 1
        else:
            people.append(contact)
    return Recipients(tuple(people), dict(left_out))


def why_not(contact: Contact, had: int = 0) -> str:
    """Why a person may not be written to; empty when they may."""
    if contact.suppressed_at is not None or contact.consent is ConsentStatus.WITHDRAWN:
        return LEFT
    if contact.consent is not ConsentStatus.GIVEN:
        return NO_CONSENT
    return ENOUGH if had >= MOST_A_WEEK else ""


def _had(ws: Workspace, channel: Channel) -> dict[object, int]:
    """How many posts each person got, or is about to get, within a week of now."""
    out = (PublicationStatus.PUBLISHED, PublicationStatus.SCHEDULED, PublicationStatus.PUBLISHING)
    found = ws.rows.columns(
        Publication.contact_id,
        func.count(),
        where=[
            col(Publication.contact_id).is_not(None),
            col(Publication.channel) == channel,
            col(Publication.status).in_(out),
            col(Publication.due_at) > ws.now - WEEK,
        ],
        group=[col(Publication.contact_id)],
    )
    return dict(found)
