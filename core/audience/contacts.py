"""The people who may be written to: found, added, changed and forgotten."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo, available_timezones

from sqlalchemy import ColumnElement, func, or_
from sqlmodel import col

from core.analytics.exports import csv_bytes
from core.audience.files import folder_of
from core.audience.handles import checked_handle
from core.audience.returned import CAME_BACK
from core.errors import Conflict, Invalid
from core.keys import needs
from core.tables import Contact, Conversation
from core.vocab import Channel, ConsentStatus, Origin, Permission
from core.workspace import Workspace

CHANNELS: tuple[Channel, ...] = ("email", "sms")
"""Where people are written to one by one."""
LONGEST_LIST = 500
COLUMNS = (
    "Name",
    "Email",
    "Phone",
    "Segment",
    "Time zone",
    "Consent source",
    "Consent date",
    "Unsubscribed",
    "Bounced",
)


@dataclass(frozen=True, kw_only=True)
class NewContact:
    """One person on one channel.

    Attributes:
        consent_source: where they agreed, such as "sign-up form" or "at the till"; empty when they have not.
        consent_at: when they agreed; now when it is not known and a source is given.
        zone: an IANA name; empty is the business's own.
    """

    channel: Channel
    handle: str
    name: str = ""
    segment: str = ""
    zone: str = ""
    consent_source: str = ""
    consent_at: datetime | None = None


@needs(Permission.READ)
def list_contacts(
    ws: Workspace,
    *,
    channel: Channel | None = None,
    segment: str = "",
    search: str = "",
    came_back: bool = False,
    limit: int = LONGEST_LIST,
) -> list[Contact]:
    """People by name; at most ``limit`` of them. ``came_back`` asks for those whose mail did."""
    where = _where(channel, segment, search, came_back=came_back)
    return ws.rows.find(Contact, *where, order=[col(Contact.name), col(Contact.handle)], limit=limit)


@needs(Permission.READ)
def export_contacts(
    ws: Workspace, *, channel: Channel | None = None, segment: str = "", search: str = "", came_back: bool = False
) -> bytes:
    """Everybody who is asked for as CSV, in the columns that ``bring_in_contacts`` reads; moments in UTC."""
    where = _where(channel, segment, search, came_back=came_back)
    people = ws.rows.find(Contact, *where, order=[col(Contact.name), col(Contact.handle)])
    return csv_bytes(
        (
            {
                "Name": one.name,
                "Email": one.email,
                "Phone": one.phone,
                "Segment": one.segment,
                "Time zone": one.zone,
                "Consent source": one.consent_source if one.consent is ConsentStatus.GIVEN else "",
                "Consent date": one.consent_at if one.consent is ConsentStatus.GIVEN else None,
                "Unsubscribed": one.suppressed_at if one.consent is ConsentStatus.WITHDRAWN else None,
                "Bounced": one.suppressed_reason,
            }
            for one in people
        ),
        columns=COLUMNS,
        bom=True,
    )


@needs(Permission.READ)
def segments(ws: Workspace) -> list[str]:
    """The segments that people are in, and those of the profile, each once."""
    known = [one.name for one in ws.profile.segments]
    found = ws.rows.columns(Contact.segment, where=[col(Contact.segment) != ""], group=[col(Contact.segment)])
    return list(dict.fromkeys([*known, *sorted(name for (name,) in found)]))


@needs(Permission.READ)
def segment_sizes(ws: Workspace) -> dict[str, int]:
    """How many are in each segment, on all channels together; one of the profile that nobody is in has none."""
    where = [col(Contact.channel).in_(CHANNELS), col(Contact.segment) != ""]
    found = dict(map(tuple, ws.rows.columns(Contact.segment, func.count(), where=where, group=[col(Contact.segment)])))
    return {name: found.get(name, 0) for name in segments(ws)}


@needs(Permission.WRITE)
def add_contact(ws: Workspace, new: NewContact) -> Contact:
    """Keep a person.

    Raises:
        Invalid: the address, number, name or zone cannot be right.
        Conflict: somebody with this address is here already.
    """
    made = contact_of(ws, new)
    with ws.writing() as rows:
        if rows.count(Contact, col(Contact.channel) == made.channel, col(Contact.handle) == made.handle):
            raise Conflict(f"{made.handle} is in your audience already.")
        rows.add(made)
        ws.audit("add_contact", subject=made.handle)
        return made


def contact_of(ws: Workspace, new: NewContact) -> Contact:
    """A row for a person, not yet kept.

    Raises:
        Invalid: as ``add_contact``.
    """
    name, source = new.name.strip(), new.consent_source.strip()
    if len(name) > 120 or len(source) > 120 or len(new.segment.strip()) > 120:
        raise Invalid("Names, segments and sources have at most 120 characters here.", field="name")
    zone = checked_zone(new.zone)
    handle = checked_handle(new.channel, new.handle, country=ws.business.country)
    return Contact(
        business_id=ws.key.business_id,
        name=name or handle,
        channel=new.channel,
        handle=handle,
        email=handle if new.channel == "email" else "",
        phone=handle if new.channel == "sms" else "",
        segment=new.segment.strip(),
        zone=zone,
        consent=ConsentStatus.GIVEN if source else ConsentStatus.UNKNOWN,
        consent_source=source,
        consent_at=(new.consent_at or ws.now) if source else None,
        origin=Origin.LIVE,
        created_at=ws.now,
    )


@needs(Permission.MANAGE)
def forget_contact(ws: Workspace, contact_id: UUID) -> None:
    """Delete a person with everything they wrote and sent; what was counted of them stays as numbers."""
    with ws.writing() as rows:
        contact = rows.get(Contact, contact_id)
        files = folder_of(contact.channel, contact.handle)
        ws.audit("forget_contact", detail=contact.channel)  # never who it was
        rows.remove(Conversation, col(Conversation.contact_id) == contact_id)
        rows.remove(Contact, col(Contact.id) == contact_id)
        ws.after_commit(lambda: ws.media.delete(files))


def checked_zone(typed: str) -> str:
    """A time zone's name, or empty for the business's own.

    Raises:
        Invalid: there is no such zone (field ``zone``).
    """
    zone = typed.strip()
    if zone and zone not in available_timezones():
        raise Invalid(f"“{zone[:60]}” is no time zone. Write one such as Europe/Lisbon.", field="zone")
    return zone


def zone_of(ws: Workspace, contact: Contact) -> ZoneInfo:
    """The clock a person lives by."""
    return ZoneInfo(contact.zone) if contact.zone else ws.zone


def _where(channel: Channel | None, segment: str, search: str, *, came_back: bool) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = [col(Contact.channel).in_([channel] if channel else CHANNELS)]
    if came_back:
        where.append(CAME_BACK)
    if segment:
        where.append(col(Contact.segment) == segment)
    if words := search.strip():
        where.append(
            or_(
                col(Contact.name).icontains(words, autoescape=True),
                col(Contact.handle).icontains(words, autoescape=True),
            )
        )
    return where
