"""Who gets a post that goes to people, and who is left out of it, by what."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import ColumnElement, func
from sqlmodel import col

from core.keys import needs
from core.tables import Contact, Publication
from core.vocab import Channel, ConsentStatus, Permission, PublicationStatus
from core.workspace import Workspace

WEEK = timedelta(days=7)
NOT_ASKED, LEFT, BOUNCED, ENOUGH = "not asked", "left", "refuse mail", "reached their weekly limit"
SAYS: Mapping[str, str] = {
    NOT_ASKED: "They have not agreed.",
    LEFT: "They have left.",
    BOUNCED: "Their address refuses mail.",
    ENOUGH: "They had as many as they get in 7 days.",
}


@dataclass(frozen=True)
class Headcount:
    """How many get it, and how many are left out for which reason."""

    people: int
    left_out: Mapping[str, int]

    def in_words(self) -> str:
        """A sentence for the screen.

        >>> Headcount(1, {"left": 2}).in_words(), Headcount(1280, {}).in_words()
        ('1 person; left out: 2 left.', '1,280 people.')
        """
        words = f"{self.people:,} {'person' if self.people == 1 else 'people'}"
        reasons = ", ".join(f"{count:,} {why}" for why, count in self.left_out.items())
        return f"{words}; left out: {reasons}." if reasons else f"{words}."


@dataclass(frozen=True)
class Recipients:
    """Who gets it, and how many are left out for which reason."""

    people: tuple[Contact, ...]
    left_out: Mapping[str, int]

    @property
    def headcount(self) -> Headcount:
        return Headcount(len(self.people), self.left_out)


class Agreement(Protocol):
    """What is known of a person's will."""

    @property
    def consent(self) -> ConsentStatus: ...
    @property
    def suppressed_at(self) -> datetime | None: ...


@needs(Permission.READ)
def recipients(ws: Workspace, channel: Channel, segment: str = "") -> Recipients:
    """The people of a segment, everybody when it is empty, who may be written to now."""
    had, people, left_out = _had(ws, channel), [], Counter[str]()
    most = ws.profile.weekly_limit
    for contact in ws.rows.find(Contact, *_of(channel, segment), order=[col(Contact.id)]):
        if reason := why_not(contact, had.get(contact.id, 0), most):
            left_out[reason] += 1
        else:
            people.append(contact)
    return Recipients(tuple(people), _in_order(left_out))


@needs(Permission.READ)
def headcount(ws: Workspace, channel: Channel, segment: str = "") -> Headcount:
    """How many ``recipients`` there are, without reading who they are."""
    had, most = _had(ws, channel), ws.profile.weekly_limit
    known = ws.rows.columns(
        col(Contact.id), col(Contact.consent), col(Contact.suppressed_at), where=_of(channel, segment)
    )
    reasons = Counter(why_not(one, had.get(one.id, 0), most) for one in known)
    people = reasons.pop("", 0)
    return Headcount(people, _in_order(reasons))


def why_not(contact: Agreement, had: int = 0, most: int = 1) -> str:
    """Why a person may not be written to; empty when they may, and had fewer than the most they get in a week."""
    if contact.consent is ConsentStatus.WITHDRAWN:
        return LEFT
    if contact.suppressed_at is not None:
        return BOUNCED
    if contact.consent is not ConsentStatus.GIVEN:
        return NOT_ASKED
    return ENOUGH if had >= most else ""


def _of(channel: Channel, segment: str) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = [col(Contact.channel) == channel]
    return [*where, col(Contact.segment) == segment] if segment else where


def _in_order(reasons: Mapping[str, int]) -> dict[str, int]:
    return {why: reasons[why] for why in SAYS if why in reasons}


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
