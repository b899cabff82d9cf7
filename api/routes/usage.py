"""What left, and what writing took."""

from uuid import UUID

from fastapi import APIRouter

from api.answers import Wanted, page
from api.doors import CurrentWorkspace
from api.problems import REFUSED
from api.remembered import remembered
from api.shapes.base import Page
from api.shapes.usage import LedgerLineOut, PublicationOut, UsageOut
from core import analytics, publishing
from core.vocab import PublicationStatus

routes = APIRouter(responses=REFUSED)


@routes.get("/publications", tags=["publications"])
@remembered
def publications(
    ws: CurrentWorkspace, wanted: Wanted, status: PublicationStatus | None = None, content_id: UUID | None = None
) -> Page[PublicationOut]:
    """Everything that was to leave, the newest first: posts, each person's copy of one, replies."""
    found = publishing.page_publications(ws, status=status, post_id=content_id, after=wanted.after, limit=wanted.limit)
    return page(found, PublicationOut.of)


@routes.get("/usage", tags=["usage"])
def usage(ws: CurrentWorkspace) -> UsageOut:
    """This month's writing, by model and prompt, and what is left of the allowance."""
    return UsageOut.of(analytics.read_usage(ws))


@routes.get("/usage/ledger", tags=["usage"])
@remembered
def ledger(ws: CurrentWorkspace, wanted: Wanted) -> Page[LedgerLineOut]:
    """Every attempt to get an answer, the newest first."""
    return page(analytics.page_ledger(ws, after=wanted.after, limit=wanted.limit), LedgerLineOut.of)
