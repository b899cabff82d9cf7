"""A campaign changed in one go, thrown away, and listed in pages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from uuid import UUID

from sqlmodel import col

from core.errors import Conflict, Invalid
from core.keys import needs
from core.rows.pages import MOST, Mark, Page, cut, older
from core.strategy.brief_rules import LENGTHS, WEEKS_MAX
from core.strategy.campaigns import complete_campaign, pause_campaign, resume_campaign, start_campaign
from core.strategy.set_targets import set_targets
from core.tables import Campaign, Conversation, Idea, Lead, Plan, Post
from core.tables.values import KpiTarget
from core.vocab import CampaignStatus, Permission, PostStatus
from core.workspace import Workspace

S = CampaignStatus
MOVES: Mapping[tuple[S, S], Callable[[Workspace, UUID], Campaign]] = MappingProxyType(
    {
        (S.DRAFT, S.ACTIVE): start_campaign,
        (S.ACTIVE, S.PAUSED): pause_campaign,
        (S.PAUSED, S.ACTIVE): resume_campaign,
        **{(before, S.COMPLETED): complete_campaign for before in (S.DRAFT, S.ACTIVE, S.PAUSED)},
    }
)
ON_RECORD = (PostStatus.SCHEDULED, PostStatus.PUBLISHING, PostStatus.PUBLISHED, PostStatus.UNCONFIRMED)


@dataclass(frozen=True, kw_only=True)
class CampaignEdit:
    """What to change; None leaves a field as it is."""

    name: str | None = None
    goal: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    kpis: tuple[KpiTarget, ...] | None = None
    status: CampaignStatus | None = None


@needs(Permission.PLAN)
def revise_campaign(ws: Workspace, campaign_id: UUID, edit: CampaignEdit) -> Campaign:
    """Change a campaign, all of it or nothing. Its posts keep their moments, also when its days change.

    Raises:
        Invalid: a value that cannot be; the field is named.
        Conflict: it is completed, or does not go from its status to the one asked for.
    """
    with ws.writing() as rows:
        campaign = rows.lock(Campaign, campaign_id)
        if campaign.status is S.COMPLETED:
            raise Conflict("This campaign is completed, so nothing of it can change. Duplicate it to do it better.")
        for field in ("name", "goal"):
            if (words := getattr(edit, field)) is not None:
                setattr(campaign, field, _worded(field, words))
        campaign.starts_on = edit.starts_on or campaign.starts_on
        campaign.ends_on = edit.ends_on or campaign.ends_on
        _refuse_days(campaign)
        rows.flush()
        if edit.kpis is not None:
            set_targets(ws, campaign_id, edit.kpis)
        ws.audit("revise_campaign", campaign.name)
        if edit.status not in {None, campaign.status}:
            return _moved(ws, campaign, edit.status)
        return campaign


@needs(Permission.PLAN)
def delete_campaign(ws: Workspace, campaign_id: UUID) -> None:
    """Throw a campaign away with its drafts and everything else that never went out.

    Raises:
        Conflict: a post of it went out or is on its way, or people wrote or signed up because of it.
    """
    with ws.writing() as rows:
        campaign = rows.lock(Campaign, campaign_id)
        mine = col(Post.campaign_id) == campaign_id
        if rows.count(Post, mine, col(Post.status).in_(ON_RECORD)):
            words = "Posts of this campaign went out or are scheduled. Complete it instead, so that its record stays."
            raise Conflict(words)
        if any(rows.count(one, col(one.campaign_id) == campaign_id) for one in (Conversation, Lead)):
            raise Conflict("People answered this campaign. Complete it instead, so that its record stays.")
        name = campaign.name
        rows.remove(Post, mine)
        kept = [idea_id for (idea_id,) in rows.columns(col(Post.idea_id), where=[col(Post.idea_id).is_not(None)])]
        rows.change(Idea, col(Idea.campaign_id) == campaign_id, col(Idea.id).in_(kept), campaign_id=None)
        rows.remove(Plan, col(Plan.campaign_id) == campaign_id)
        rows.remove(Campaign, col(Campaign.id) == campaign_id)
        ws.audit("delete_campaign", name)


@needs(Permission.READ)
def page_campaigns(
    ws: Workspace, *, status: CampaignStatus | None = None, after: Mark | None = None, limit: int = MOST
) -> Page[Campaign]:
    """Campaigns, the newest first."""
    where = older(Campaign.created_at, Campaign.id, after)
    where += [] if status is None else [col(Campaign.status) == status]
    order = [col(Campaign.created_at).desc(), col(Campaign.id).desc()]
    found = ws.rows.find(Campaign, *where, order=order, limit=limit + 1)
    return cut(found, limit, lambda one: Mark(one.created_at, one.id))


def _worded(field: str, words: str) -> str:
    if not words.strip():
        raise Invalid(f"Say the campaign's {field} in a few words.", field=field)
    if len(words.strip()) > LENGTHS[field]:
        raise Invalid(f"That is too long: {LENGTHS[field]} characters are the most here.", field=field)
    return words.strip()


def _refuse_days(campaign: Campaign) -> None:
    if campaign.ends_on < campaign.starts_on:
        raise Invalid("The campaign ends before it starts. Swap the two dates.", field="ends_on")
    if (campaign.ends_on - campaign.starts_on).days >= WEEKS_MAX * 7:
        words = f"That is longer than {WEEKS_MAX} weeks. Plan a quarter, and let its results shape the next."
        raise Invalid(words, field="ends_on")


def _moved(ws: Workspace, campaign: Campaign, to: CampaignStatus) -> Campaign:
    move = MOVES.get((campaign.status, to))
    if move is None:
        raise Conflict(f"This campaign is {campaign.status.value}; it can't become {to.value}.", field="status")
    return move(ws, campaign.id)
