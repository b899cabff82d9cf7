"""Who did what, and when: found again, and taken along."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, or_
from sqlmodel import col

from core.analytics.exports import csv_bytes
from core.keys import needs
from core.tables import AuditEntry
from core.vocab import Permission
from core.workspace import Workspace

AUDIT_SHOWN = 100
COLUMNS = ("at", "actor", "verb", "subject", "detail")


@dataclass(frozen=True)
class AuditFilter:
    """Which entries: ``search`` looks in actor, deed, subject and detail; nothing given is everything."""

    search: str = ""
    actor: str | None = None
    verb: str | None = None
    since: datetime | None = None


@needs(Permission.READ)
def read_audit(
    ws: Workspace, *, search: str = "", by: AuditFilter | None = None, limit: int = AUDIT_SHOWN
) -> Sequence[AuditEntry]:
    """What people and the clock did, the latest first."""
    newest = [col(AuditEntry.at).desc(), col(AuditEntry.id)]
    return ws.rows.find(AuditEntry, *_where(by or AuditFilter(search)), order=newest, limit=limit)


@needs(Permission.READ)
def list_audited(ws: Workspace) -> tuple[Sequence[str], Sequence[str]]:
    """Who did anything, and which deeds were done: what can be filtered by, each in the order of the alphabet."""
    return tuple(  # type: ignore[return-value]
        [row[0] for row in ws.rows.columns(column, group=[column], order=[column])]
        for column in (col(AuditEntry.actor), col(AuditEntry.verb))
    )


@needs(Permission.READ)
def export_audit(ws: Workspace, by: AuditFilter | None = None) -> bytes:
    """Every entry that fits, as CSV with a byte order mark, the newest first; moments in UTC."""
    told = ws.rows.columns(
        *(col(getattr(AuditEntry, name)) for name in COLUMNS),
        where=_where(by or AuditFilter()),
        order=[col(AuditEntry.at).desc(), col(AuditEntry.id)],
    )
    return csv_bytes([dict(zip(COLUMNS, row, strict=True)) for row in told], columns=COLUMNS, bom=True)


def _where(by: AuditFilter) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if words := by.search.strip():
        places = (AuditEntry.actor, AuditEntry.verb, AuditEntry.subject, AuditEntry.detail)
        where.append(or_(*(col(place).icontains(words, autoescape=True) for place in places)))
    if by.actor is not None:
        where.append(col(AuditEntry.actor) == by.actor)
    if by.verb is not None:
        where.append(col(AuditEntry.verb) == by.verb)
    if by.since is not None:
        where.append(col(AuditEntry.at) >= by.since)
    return where
