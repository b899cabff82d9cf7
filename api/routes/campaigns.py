"""Campaigns: made, read, changed, thrown away, listed."""

from uuid import UUID

from fastapi import APIRouter

from api.answers import Wanted, page
from api.doors import ClientToken, CurrentWorkspace
from api.problems import REFUSED
from api.remembered import remembered
from api.shapes.base import Page
from api.shapes.campaigns import CampaignChange, CampaignLine, CampaignNew, CampaignOut
from core import strategy
from core.vocab import CampaignStatus

routes = APIRouter(prefix="/campaign", tags=["campaigns"], responses=REFUSED)


@routes.post("", status_code=201, include_in_schema=False)
@routes.post("/", status_code=201)
def create(ws: CurrentWorkspace, asked: CampaignNew, token: ClientToken = None) -> CampaignOut:
    """Make an empty campaign by hand, as a draft."""
    made = strategy.create_campaign(ws, asked.brief(), token=token)
    return CampaignOut.seen(strategy.read_campaign(ws, made.id))


@routes.get("/", include_in_schema=False)
@routes.get("")
@remembered
def campaigns(ws: CurrentWorkspace, wanted: Wanted, status: CampaignStatus | None = None) -> Page[CampaignLine]:
    """Campaigns, the newest first."""
    found = strategy.page_campaigns(ws, status=status, after=wanted.after, limit=wanted.limit)
    return page(found, CampaignLine.of)


@routes.get("/{campaign_id}")
def read(ws: CurrentWorkspace, campaign_id: UUID) -> CampaignOut:
    """A campaign, its targets beside what was reached, and its posts by status."""
    return CampaignOut.seen(strategy.read_campaign(ws, campaign_id))


@routes.put("/{campaign_id}")
def change(ws: CurrentWorkspace, campaign_id: UUID, asked: CampaignChange) -> CampaignOut:
    """Change what is sent, all of it or nothing; what is left out stays as it is."""
    strategy.revise_campaign(ws, campaign_id, asked.edit())
    return CampaignOut.seen(strategy.read_campaign(ws, campaign_id))


@routes.delete("/{campaign_id}", status_code=204)
def throw_away(ws: CurrentWorkspace, campaign_id: UUID) -> None:
    """Throw a campaign away with its drafts. One of which something went out can only be completed."""
    strategy.delete_campaign(ws, campaign_id)
