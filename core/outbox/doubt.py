"""Attempts that nobody heard the end of: while one stands, the thing may have gone out."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import col

from core.tables import Attempt
from core.vocab import AttemptOutcome
from core.workspace import Workspace

UNHEARD = (AttemptOutcome.OPEN, AttemptOutcome.AMBIGUOUS)


def doubts(ws: Workspace, publication_id: UUID, *, before: int) -> bool:
    """Whether an attempt of an earlier fence than ``before`` may have been accepted."""
    return bool(doubtful(ws, {publication_id: before}))


def doubtful(ws: Workspace, fences: Mapping[UUID, int]) -> dict[UUID, set[AttemptOutcome]]:
    """Which of these publications have attempts, earlier than the fence given for each, that may have been accepted.

    Of each, how they ended so far: one that is still open may be on the wire, for nobody has looked at it yet. The
    first claim has nothing before it, and is not looked for.
    """
    again = [publication_id for publication_id, fence in fences.items() if fence > 1]
    found: dict[UUID, set[AttemptOutcome]] = {}
    if again:
        where = (col(Attempt.publication_id).in_(again), col(Attempt.outcome).in_(UNHEARD))
        for publication_id, fence, outcome in ws.rows.columns(
            Attempt.publication_id, Attempt.fence, Attempt.outcome, where=where
        ):
            if fence < fences[publication_id]:
                found.setdefault(publication_id, set()).add(outcome)
    return found


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
        col(Attempt.outcome).in_(UNHEARD),
    )
