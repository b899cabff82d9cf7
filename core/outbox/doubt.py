"""Attempts that nobody heard the end of: while one stands, the thing may have gone out."""

from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import col

from core.tables import Attempt
from core.vocab import AttemptOutcome
from core.workspace import Workspace


def doubts(ws: Workspace, publication_id: UUID, *, before: int) -> bool:
    """Whether an attempt of an earlier fence than ``before`` may have been accepted."""
    return ws.rows.count(Attempt, *_earlier(publication_id, before)) > 0


def may_be_under_way(ws: Workspace, publication_id: UUID, *, before: int) -> bool:
    """Whether nobody has looked yet at an attempt that an earlier owner left open: it may still be on the wire."""
    is_open = col(Attempt.outcome) == AttemptOutcome.OPEN
    return ws.rows.count(Attempt, is_open, *_earlier(publication_id, before)) > 0


def resolve_doubts(ws: Workspace, publication_id: UUID, *, before: int) -> None:
    """Write down that the channel was asked, and that nothing sent under an earlier fence had arrived."""
    with ws.writing() as rows:
        asked = "looked up later: it had not arrived"
        missing = {"outcome": AttemptOutcome.TRANSIENT, "detail": asked, "ended_at": ws.now}
        rows.change(Attempt, *_earlier(publication_id, before), **missing)


def _earlier(publication_id: UUID, before: int) -> tuple[ColumnElement[bool], ...]:
    return (
        col(Attempt.publication_id) == publication_id,
        col(Attempt.fence) < before,
        col(Attempt.outcome).in_([AttemptOutcome.OPEN, AttemptOutcome.AMBIGUOUS]),
    )
