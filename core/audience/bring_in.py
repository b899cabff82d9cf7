"""An audience out of a file: each row is kept or told by its number, and nobody who left comes back by it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlmodel import col

from core.analytics.imports import read_table
from core.analytics.imports.result import RowError
from core.audience.contacts import NewContact, contact_of
from core.errors import Invalid
from core.keys import needs
from core.tables import Contact
from core.vocab import Channel, ConsentStatus, Permission
from core.workspace import Workspace

FIELDS: Mapping[str, tuple[str, ...]] = {
    "email": ("email", "e-mail", "mail", "email address", "e-mail address"),
    "phone": ("phone", "mobile", "phone number", "sms", "telephone", "mobile number"),
    "name": ("name", "full name", "contact"),
    "first_name": ("first name", "firstname", "given name", "fname"),
    "last_name": ("last name", "lastname", "surname", "family name", "lname"),
    "segment": ("segment", "list", "group", "tag", "tags"),
    "zone": ("time zone", "timezone", "zone"),
    "consent_source": ("consent source", "consent", "source", "opt-in source", "opt in"),
    "consent_at": ("consent date", "consent at", "opt-in time", "optin_time", "subscribed", "subscribed at"),
    "unsubscribed": ("unsubscribed", "unsubscribed at", "opted out", "suppressed"),
    "bounced": ("bounced", "bounce reason", "hard bounced"),
}
"""What a file's columns may be called, as people and other programs write them."""
_NO = frozenset({"", "no", "n", "false", "0", "none", "null"})
_YES = frozenset({"yes", "y", "true", "1"})


@dataclass(frozen=True)
class BroughtIn:
    """What a file gave: how many are new, changed, and left as they were because they had left; and its bad rows."""

    added: int
    changed: int
    stayed_away: int
    errors: tuple[RowError, ...]


def guess_columns(header: Sequence[str], fields: Mapping[str, tuple[str, ...]] = FIELDS) -> dict[str, str]:
    """Which column holds what, by its name; ``fields`` says how each may be called.

    >>> guess_columns(["E-Mail Address", "First Name", "Shoe size"])
    {'email': 'E-Mail Address', 'first_name': 'First Name'}
    """
    plain = {re.sub(r"[\s_]+", " ", name).strip().casefold(): name for name in reversed(header)}
    return {
        field: plain[name] for field, names in fields.items() if (name := next((n for n in names if n in plain), ""))
    }


@needs(Permission.WRITE)
def bring_in_contacts(
    ws: Workspace, data: bytes, filename: str, *, columns: Mapping[str, str] | None = None, everyone_agreed: str = "",
    segment: str = "", all_or_nothing: bool = False,
) -> BroughtIn:  # fmt: skip
    """Keep a file's people; a row with an address and a number is one person on two channels.

    Args:
        ws: the business.
        data: the file's bytes (CSV, TSV or semicolons).
        filename: its name.
        columns: which column holds what, by ``FIELDS``; guessed when not given.
        everyone_agreed: where all of them agreed, for a file without such a column; empty when they did not.
        segment: where everybody goes whose row names no segment.
        all_or_nothing: keep nobody when one row is bad.

    Raises:
        Invalid: no table can be read, or no column holds an address or a number.
    """
    table = read_table(_in_columns(data), filename)
    found = dict(columns) if columns is not None else guess_columns(table.header)
    if not {"email", "phone"} & found.keys():
        raise Invalid("Choose the column that holds the e-mail address or the phone number.", field="email")
    made: dict[tuple[str, str], Contact] = {}
    errors: list[RowError] = []
    for number, row in enumerate(table.rows, table.first_row):
        if not any(row):
            continue
        cells = {field: row[at] if (at := table.column(name)) < len(row) else "" for field, name in found.items()}
        try:
            cells["segment"] = cells.get("segment") or segment
            for contact in _people(ws, cells, everyone_agreed):
                made[contact.channel, contact.handle] = contact
        except Invalid as wrong:
            column = found.get(wrong.field or "", "")
            errors.append(RowError(number, column, cells.get(wrong.field or "", ""), wrong.message))
    if errors and all_or_nothing:
        return BroughtIn(0, 0, 0, tuple(errors))
    return _kept(ws, made, tuple(errors), filename)


def _in_columns(data: bytes) -> bytes:
    """A plain list of addresses, one a line, as a table: the reader of tables needs two columns to see one."""
    first, _, _ = data.partition(b"\n")
    return data if any(mark in first for mark in b",;\t|") else b"\n".join(line + b"," for line in data.splitlines())


def _people(ws: Workspace, cells: Mapping[str, str], everyone_agreed: str) -> list[Contact]:
    name = cells.get("name") or " ".join(filter(None, (cells.get("first_name"), cells.get("last_name"))))
    source, at = cells.get("consent_source", ""), _moment(cells.get("consent_at", ""))
    source = "" if source.casefold() in _NO else "their file says yes" if source.casefold() in _YES else source
    source = source or ("their file has a date" if at else everyone_agreed)
    reached: list[tuple[Channel, str]] = [
        (c, cells[f]) for c, f in (("email", "email"), ("sms", "phone")) if cells.get(f)
    ]
    if not reached:
        raise Invalid("This row has neither an address nor a number.", field="email")
    people = [
        contact_of(ws, NewContact(channel=channel, handle=handle, name=name, segment=cells.get("segment", ""),
                                  zone=cells.get("zone", ""), consent_source=source, consent_at=at))
        for channel, handle in reached
    ]  # fmt: skip
    if cells.get("unsubscribed", "").casefold() not in _NO:
        for one in people:
            one.consent, one.consent_source, one.suppressed_at = ConsentStatus.WITHDRAWN, "their file says so", ws.now
    elif (said := cells.get("bounced", "")).casefold() not in _NO:
        why = "their file says so" if said.casefold() in _YES else said[:200]
        for one in people:
            one.suppressed_at, one.suppressed_reason = ws.now, why
    return people


def _kept(
    ws: Workspace, made: Mapping[tuple[str, str], Contact], errors: tuple[RowError, ...], filename: str
) -> BroughtIn:
    added = changed = away = 0
    with ws.writing() as rows:
        here = {
            (one.channel, one.handle): one for one in rows.find(Contact, col(Contact.channel).in_(("email", "sms")))
        }
        for key, contact in made.items():
            known = here.get(key)
            if known is None:
                rows.add(contact)
                added += 1
            elif known.suppressed_at is not None and contact.suppressed_at is None:
                away += 1
            else:
                _updated(known, contact)
                changed += 1
        ws.audit(
            "import_contacts",
            subject=filename[:120],
            detail=f"{added} added, {changed} changed, {len(errors)} bad rows",
        )
    return BroughtIn(added, changed, away, errors)


def _updated(known: Contact, told: Contact) -> None:
    """What the file says of somebody who is here; what it does not say stays."""
    known.name = told.name if told.name != told.handle else known.name
    known.segment, known.zone = told.segment or known.segment, told.zone or known.zone
    if told.suppressed_at is not None or (told.consent is ConsentStatus.GIVEN and known.consent is not told.consent):
        known.consent, known.consent_source = told.consent, told.consent_source
        known.consent_at, known.suppressed_at = told.consent_at, told.suppressed_at
        known.suppressed_reason = told.suppressed_reason


def _moment(cell: str) -> datetime | None:
    if not cell:
        return None
    try:
        at = datetime.fromisoformat(cell)
    except ValueError:
        raise Invalid("Write the day they agreed as 2026-01-31.", field="consent_at") from None
    return at.replace(tzinfo=at.tzinfo or UTC)
