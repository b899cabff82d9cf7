"""Insights that somebody asked for in the next plan: asked, taken back, and done with once a plan is accepted."""

from collections.abc import Collection
from uuid import UUID

from sqlmodel import col

from core.keys import needs
from core.rows import Rows
from core.tables import Insight
from core.vocab import Permission
from core.workspace import Workspace


@needs(Permission.PLAN)
def apply_insight(ws: Workspace, insight_id: UUID) -> Insight:
    """Let an insight shape the next plan that is proposed; asking twice is no mistake.

    Raises:
        NotFound: there is no such insight any more.
    """
    with ws.writing() as rows:
        insight = rows.get(Insight, insight_id)
        if insight.applied_at is None:
            insight.applied_at = ws.now
            ws.audit("apply_insight", insight.text)
            rows.flush()
        return insight


@needs(Permission.PLAN)
def leave_out_insight(ws: Workspace, insight_id: UUID) -> Insight:
    """Take that back.

    Raises:
        NotFound: there is no such insight any more.
    """
    with ws.writing() as rows:
        insight = rows.get(Insight, insight_id)
        if insight.applied_at is not None:
            insight.applied_at = None
            ws.audit("leave_out_insight", insight.text)
            rows.flush()
        return insight


@needs(Permission.READ)
def applied_insights(ws: Workspace) -> list[Insight]:
    """What the next plan was asked to follow and still stands, in the order it was asked for."""
    return ws.rows.find(
        Insight, col(Insight.applied_at).is_not(None), order=[col(Insight.applied_at), col(Insight.text)]
    )


def followed(rows: Rows, subjects: Collection[str]) -> None:
    """A plan that follows them is accepted: the one after starts anew. ``subjects`` are what the insights speak of."""
    for insight in rows.find(Insight, col(Insight.applied_at).is_not(None)):
        if insight.text.partition(" do ")[0] in subjects:
            insight.applied_at = None
