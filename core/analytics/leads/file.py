"""Leads from a file: a CSV or workbook of dates and tags, looked at first, kept all at once, taken back as one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b, sha256
from typing import Literal

from sqlmodel import col

from core.analytics.imports import read_table
from core.analytics.imports.mapping import DateStyle
from core.analytics.imports.moments import read_moments
from core.analytics.imports.recognise import plain_name
from core.analytics.imports.result import RowError
from core.analytics.imports.table import Table
from core.analytics.leads.keep import Told, keep_leads, known_refs, read_traces
from core.analytics.leads.trace import LONGEST, tags_in
from core.channels.utm import Tags
from core.errors import Conflict, Invalid
from core.keys import needs
from core.tables import ImportBatch
from core.vocab import Origin, Permission
from core.workspace import Workspace

LEADS = "leads"
"""What an import of leads names in place of its channel."""
PARTS = ("source", "medium", "campaign", "content")
NAMES: Mapping[str, tuple[str, ...]] = {
    "at": ("at", "created at", "submitted at", "lead date", "date", "created", "timestamp", "time", "created time"),
    "ref": ("lead id", "id", "submission id", "record id", "response id", "contact id"),
    "url": ("landing page", "landing page url", "page url", "url", "first page seen", "referrer"),
    **{f"utm_{part}": (f"utm {part}", part, f"session {part}") for part in PARTS},
}
"""What a column may be called, most telling first: of our own export, form builders, CRMs and web analytics."""


@dataclass(frozen=True)
class LeadFile:
    """What a file of leads would give, before anything is kept.

    ``columns`` is what each field was read from; ``traced`` leads find their post, ``named`` at least their campaign;
    ``known`` were told before and would be left as they are.
    """

    header: tuple[str, ...]
    columns: Mapping[str, str]
    leads: tuple[Told, ...]
    errors: tuple[RowError, ...]
    notes: tuple[str, ...]
    traced: int = 0
    named: int = 0
    known: int = 0
    earlier: ImportBatch | None = None

    @property
    def bad_rows(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(error.row for error in self.errors))


@needs(Permission.IMPORT)
def preview_leads(ws: Workspace, data: bytes, filename: str, columns: Mapping[str, str] | None = None) -> LeadFile:
    """Read a file of leads without keeping anything; without ``columns``, they are proposed from the header.

    Raises:
        Invalid: the file holds no table, or no column of it says when.
    """
    found, trail = _read(ws, data, filename, columns), read_traces(ws.rows)
    places = [trail.place(lead.tags, lead.at) for lead in found.leads]
    return replace(
        found,
        traced=sum(place.post_id is not None for place in places),
        named=sum(place.post_id is None and place.campaign_id is not None for place in places),
        known=len(known_refs(ws.rows, [lead.ref for lead in found.leads])),
        earlier=ws.rows.first(ImportBatch, col(ImportBatch.content_hash) == _hash(data)),
    )


@needs(Permission.IMPORT)
def import_leads(
    ws: Workspace,
    data: bytes,
    filename: str,
    columns: Mapping[str, str] | None = None,
    *,
    on_errors: Literal["good_rows", "none"],
) -> ImportBatch:
    """Keep a file's leads, each traced to its post by its tags; ``undo_import`` takes them back.

    Raises:
        Conflict: this file was imported before.
        Invalid: it cannot be read, has no good row, or has bad rows and ``on_errors`` is ``none``.
    """
    found = _read(ws, data, filename, columns)
    if not found.leads or (found.errors and on_errors == "none"):
        first = f" The first: row {found.errors[0].row}: {found.errors[0].message}" if found.errors else ""
        raise Invalid(f"{len(found.bad_rows)} rows could not be read, so nothing was imported.{first}", field="file")
    with ws.writing() as rows:
        if earlier := rows.first(ImportBatch, col(ImportBatch.content_hash) == _hash(data)):
            raise Conflict(f"This file was imported already, as “{earlier.filename}”. Take that import back first.")
        known = known_refs(rows, [lead.ref for lead in found.leads])
        new = [lead for lead in found.leads if lead.ref not in known]
        batch = rows.add(
            ImportBatch(
                business_id=ws.key.business_id,
                filename=filename[:255],
                content_hash=_hash(data),
                channel=LEADS,
                rows_in=len(found.leads) + len(found.bad_rows),
                posts_made=len(new),
                rows_refused=len(found.bad_rows),
                created_at=ws.now,
            )
        )
        rows.flush()
        keep_leads(rows, new, origin=Origin.IMPORTED, now=ws.now, import_id=batch.id)
        ws.audit("import_leads", str(batch.id), f"{len(new)} leads from {filename}")
    return batch


def _read(ws: Workspace, data: bytes, filename: str, columns: Mapping[str, str] | None) -> LeadFile:
    table = read_table(data, filename)
    chosen = _guess(table) if columns is None else columns
    if "at" not in chosen:
        raise Invalid(
            f"No column of “{filename}” says when each lead came. Name one “date”, or choose it below.", field="at"
        )
    width = len(table.header)
    rows = [(*row, *("",) * width)[:width] for row in table.rows]
    at = table.column(chosen["at"])
    moments = read_moments([row[at] for row in rows], chosen["at"], style=DateStyle.AUTO, zone=ws.zone, now=ws.now)
    cells = {field: table.column(name) for field, name in chosen.items() if field != "at"}
    leads: list[Told] = []
    problems, seen = dict(moments.problems), dict[str, int]()
    for position, (row, moment) in enumerate(zip(rows, moments.values, strict=True)):
        told = {field: row[column][:4000] for field, column in cells.items()}
        ref = _ref(told.get("ref", ""), row)
        if moment is not None and ref in seen:
            problems[position] = f"Row {seen[ref]} is the same lead already. Remove one of the two."
        elif moment is not None:
            seen[ref] = table.first_row + position
            leads.append(Told(ref, moment, _tags(told)))
    errors = [
        RowError(table.first_row + position, chosen["at"], rows[position][at][:80], says)
        for position, says in sorted(problems.items())
    ]
    return LeadFile(table.header, chosen, tuple(leads), tuple(errors), moments.notes)


def _guess(table: Table) -> dict[str, str]:
    columns = {plain_name(name): name for name in reversed(table.header)}
    return {field: columns[name] for field, names in NAMES.items() for name in names[::-1] if name in columns}


def _tags(told: Mapping[str, str]) -> Tags:
    own = Tags(*(told.get(f"utm_{part}", "")[:LONGEST] for part in PARTS))
    return own if own.query() else tags_in(told.get("url", ""))


def _ref(told: str, row: tuple[str, ...]) -> str:
    """The sender's own id; without one, a print of the whole row. No cell of it can be read back."""
    whole = f"id\x1f{told}" if told else "\x1f".join(row)
    return f"file:{blake2b(whole.encode(), digest_size=16).hexdigest()}"


def _hash(data: bytes) -> str:
    return sha256(LEADS.encode() + data).hexdigest()


def count_of(batch: ImportBatch) -> str:
    """What an import made, in words."""
    what = "lead" if batch.channel == LEADS else "post"
    return f"{batch.posts_made:,} {what}{'' if batch.posts_made == 1 else 's'}"
