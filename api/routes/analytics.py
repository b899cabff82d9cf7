"""Numbers: of one piece, of a campaign, and its health score."""

from uuid import UUID

from fastapi import APIRouter

from api.doors import CurrentKey, CurrentWorkspace, Product
from api.problems import REFUSED
from api.shapes.analytics import (
    CampaignNumbersOut,
    ContentNumbers,
    HealthOut,
    Simulated,
    Simulation,
    TotalsTaken,
    TotalsTold,
)
from core import analytics, jobs

routes = APIRouter(prefix="/analytics", tags=["analytics"], responses=REFUSED)


@routes.post("/simulate")
def simulate(runtime: Product, key: CurrentKey, asked: Simulation) -> Simulated:
    """Let the simulated audience react up to now; a demo sandbox can skip days ahead."""
    jobs.simulate(runtime, key, asked.ahead())
    with runtime.workspace(key) as ws:
        return Simulated(now=ws.now)


@routes.post("/totals")
def take_totals(ws: CurrentWorkspace, asked: TotalsTold) -> TotalsTaken:
    """Tell what posts gathered so far by another program's count: totals, not gains, so telling twice counts once."""
    return TotalsTaken(posts=analytics.take_totals(ws, asked.told()))


@routes.get("/content/{content_id}")
def of_content(ws: CurrentWorkspace, content_id: UUID) -> ContentNumbers:
    """What one piece gathered so far, and day by day."""
    return ContentNumbers.of(analytics.read_post_numbers(ws, content_id))


@routes.get("/campaign/{campaign_id}")
def of_campaign(ws: CurrentWorkspace, campaign_id: UUID) -> CampaignNumbersOut:
    """What a campaign gathered so far."""
    return CampaignNumbersOut.of(campaign_id, analytics.read_campaign_numbers(ws, campaign_id))


@routes.get("/health-score/{campaign_id}")
def health(ws: CurrentWorkspace, campaign_id: UUID) -> HealthOut:
    """A campaign's Marketing Health Score with its four signals."""
    return HealthOut.of(campaign_id, analytics.read_health(ws, campaign_id))
