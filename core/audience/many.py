"""What is done with several people at once: all of it or nothing, and whoever is gone already is passed over."""

from collections.abc import Callable, Collection
from uuid import UUID

from sqlmodel import col

from core.audience.consent import agree, leave
from core.audience.contacts import checked_zone, forget_contact
from core.errors import Invalid
from core.keys import needs
from core.tables import Contact
from core.vocab import Permission
from core.workspace import Workspace

LONGEST = 120


@needs(Permission.WRITE)
def agree_many(ws: Workspace, ids: Collection[UUID], source: str) -> int:
    """Write down that people agreed; how many.

    Raises:
        Invalid: it is not said where they agreed.
    """
    return _each(ws, ids, lambda one: agree(ws, one.id, source))


@needs(Permission.REPLY)
def leave_many(ws: Workspace, ids: Collection[UUID], how: str) -> int:
    """Write to people no more; how many."""
    return _each(ws, ids, lambda one: leave(ws, one.id, how))


@needs(Permission.MANAGE)
def forget_many(ws: Workspace, ids: Collection[UUID]) -> int:
    """Delete people with everything they wrote; how many."""
    return _each(ws, ids, lambda one: forget_contact(ws, one.id))


@needs(Permission.WRITE)
def put_in_segment(ws: Workspace, ids: Collection[UUID], segment: str) -> int:
    """Put people in a segment, out of the one they are in; an empty name takes them out of it. How many.

    Raises:
        Invalid: the name is too long.
    """
    name = " ".join(segment.split())
    if len(name) > LONGEST:
        raise Invalid(f"A segment's name has at most {LONGEST} characters here.", field="segment")

    def put(contact: Contact) -> None:
        contact.segment = name

    with ws.writing():
        count = _each(ws, ids, put)
        ws.audit("put_in_segment", subject=name or "no segment", detail=f"{count} people")
    return count


@needs(Permission.WRITE)
def put_in_zone(ws: Workspace, ids: Collection[UUID], zone: str) -> int:
    """Say by which clock people live: quiet hours are theirs. An empty name is the business's own zone. How many.

    Raises:
        Invalid: there is no such zone.
    """
    name = checked_zone(zone)

    def put(contact: Contact) -> None:
        contact.zone = name

    with ws.writing():
        count = _each(ws, ids, put)
        ws.audit("put_in_zone", subject=name or "our own zone", detail=f"{count} people")
    return count


def _each(ws: Workspace, ids: Collection[UUID], deed: Callable[[Contact], object]) -> int:
    with ws.writing() as rows:
        found = rows.find(Contact, col(Contact.id).in_(ids))
        for contact in found:
            deed(contact)
    return len(found)
