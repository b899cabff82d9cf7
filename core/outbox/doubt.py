"""Attempts that nobody heard the end of: while one stands, the thing may have gone out."""

from sqlalchemy import ColumnElement
from sqlmodel import col

from core.system import Claim
from core.tables import Attempt
from core.vocab import AttemptOutcome
from core.workspace import Workspace


def doubts(ws: Workspace, claim: Claim) -> bool:
    """Whether an attempt before this claim's own may have been accepted."""
    return ws.rows.count(Attempt, *_earlier(claim)) > 0


def resolve_doubts(ws: Workspace, claim: Claim) -> None:
    """Write down that the channel was asked, and that nothing sent before this claim had arrived."""
    with ws.writing() as rows:
        asked = "looked up later: it had not arrived"
        rows.change(Attempt, *_earlier(claim), outcome=AttemptOutcome.TRANSIENT, detail=asked, ended_at=ws.now)


def _earlier(claim: Claim) -> tuple[ColumnElement[bool], ...]:
    return (
        col(Attempt.publication_id) == claim.publication_id,
        col(Attempt.fence) < claim.fence,
        col(Attempt.outcome).in_([AttemptOutcome.OPEN, AttemptOutcome.AMBIGUOUS]),
    )
