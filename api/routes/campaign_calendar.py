"""A campaign's calendar: read often, so made of light rows, and not sent again while nothing changed."""

from uuid import UUID

from fastapi import APIRouter, Response

from api.answers import as_json
from api.doors import Business, Way
from api.problems import REFUSED
from api.remembered import remembered
from api.shapes.content import CalendarOut
from core import publishing

routes = APIRouter(tags=["calendar"], responses=REFUSED)


@routes.get("/calendar/{campaign_id}", response_model=CalendarOut)
@remembered
def calendar(way: Way, campaign_id: UUID, business_id: Business = None) -> Response:
    """Every post of a campaign by its moment, those without one last."""
    with way.open(business_id) as ws:
        return as_json({"campaign_id": campaign_id, "items": publishing.campaign_calendar(ws, campaign_id)})
