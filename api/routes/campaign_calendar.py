"""A campaign's calendar: read often, so made of light rows, and not sent again while nothing changed."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Response

from api.answers import Known, as_json
from api.doors import CurrentWorkspace
from api.problems import REFUSED
from api.shapes.content import CalendarOut
from core import publishing

routes = APIRouter(tags=["calendar"], responses=REFUSED)
UNCHANGED: dict[int | str, dict[str, Any]] = {
    304: {"description": "It is as you have it: the ETag is the one that you sent as If-None-Match."}
}


@routes.get("/calendar/{campaign_id}", response_model=CalendarOut, responses=UNCHANGED)
def calendar(ws: CurrentWorkspace, campaign_id: UUID, known: Known = "") -> Response:
    """Every post of a campaign by its moment, those without one last."""
    return as_json({"campaign_id": campaign_id, "items": publishing.campaign_calendar(ws, campaign_id)}, known)
