"""Ideas that wait for the next plan: somebody chose them, mostly because customers keep asking."""

from collections.abc import Collection
from uuid import UUID

from sqlmodel import col

from core.errors import Invalid
from core.keys import needs
from core.rows import Rows
from core.tables import Idea
from core.vocab import Permission
from core.workspace import Workspace

WAITS = "asked by customers"
"""The theme by which an idea without a campaign is known to wait."""
LONGEST, MOST = 120, 20
"""Characters of an idea, and ideas that wait at once."""
_WAITING = (col(Idea.campaign_id).is_(None), col(Idea.theme) == WAITS)


@needs(Permission.PLAN)
def keep_idea(ws: Workspace, title: str) -> Idea:
    """Let the next plan have a post about this; the same idea again is the same idea.

    Raises:
        Invalid: no words, too many, or too many ideas that wait.
    """
    said = " ".join(title.split())
    if not 0 < len(said) <= LONGEST:
        raise Invalid(f"Say what the post is about, in 1 to {LONGEST} characters.", field="idea")
    with ws.writing() as rows:
        waiting = rows.find(Idea, *_WAITING)
        if same := next((idea for idea in waiting if idea.title.casefold() == said.casefold()), None):
            return same
        if len(waiting) >= MOST:
            raise Invalid(f"{MOST} ideas wait already. Plan a campaign with them, or leave some out.", field="idea")
        idea = rows.add(Idea(business_id=ws.key.business_id, title=said, theme=WAITS, created_at=ws.now))
        ws.audit("keep_idea", said)
        rows.flush()
        return idea


@needs(Permission.READ)
def waiting_ideas(ws: Workspace) -> list[Idea]:
    """What the next plan will have a post about, in the order it was chosen."""
    return ws.rows.find(Idea, *_WAITING, order=[col(Idea.created_at), col(Idea.id)])


@needs(Permission.PLAN)
def drop_idea(ws: Workspace, idea_id: UUID) -> None:
    """Leave an idea out after all; one that is gone is left out."""
    with ws.writing() as rows:
        if rows.remove(Idea, col(Idea.id) == idea_id, *_WAITING):
            ws.audit("drop_idea")


def taken_up(rows: Rows, titles: Collection[str]) -> None:
    """A plan with posts about them is accepted: they wait no more."""
    rows.remove(Idea, col(Idea.title).in_(titles), *_WAITING)
