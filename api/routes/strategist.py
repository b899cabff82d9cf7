"""What the strategist writes: plans, audiences, targets, improvements. Without an AI key it is the built-in writer."""

from fastapi import APIRouter

from api.doors import ClientToken, CurrentWorkspace
from api.problems import REFUSED
from api.shapes.business import SegmentShape
from api.shapes.campaigns import CampaignNew
from api.shapes.plans import CalendarOrder, ImprovementOut, KpisOut, OptimizeOrder, PlanOut, SegmentsOut
from core import strategy

routes = APIRouter(prefix="/ai/strategy", tags=["strategy"], responses=REFUSED)


@routes.post("/generate-calendar", status_code=201)
def generate_calendar(ws: CurrentWorkspace, asked: CalendarOrder, token: ClientToken = None) -> PlanOut:
    """Plan a campaign: weekly themes, posts with their moments, targets. With accept, its drafts are written too."""
    plan = strategy.propose_plan(ws, asked.brief(), token=token)
    return PlanOut.of(plan, strategy.accept_plan(ws, plan.id, token=token) if asked.accept else None)


@routes.post("/suggest-segments")
def suggest_segments(ws: CurrentWorkspace) -> SegmentsOut:
    """Groups of people to speak to, those already named first."""
    return SegmentsOut(target_audience=[SegmentShape.of(one) for one in strategy.suggest_segments(ws)])


@routes.post("/suggest-kpis")
def suggest_kpis(ws: CurrentWorkspace, asked: CampaignNew) -> KpisOut:
    """Targets for a campaign, each with the arithmetic behind it."""
    return KpisOut.of(strategy.suggest_kpis(ws, asked.brief()))


@routes.post("/optimize")
def optimize(ws: CurrentWorkspace, asked: OptimizeOrder) -> ImprovementOut:
    """Changes to a running campaign that its own numbers speak for; those named under apply are made."""
    return ImprovementOut.of(*strategy.optimise_campaign(ws, asked.campaign_id, asked.apply))
