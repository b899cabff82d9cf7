"""Campaigns: made by hand, paused, resumed, completed, and looked at with their targets."""

from collections.abc import Mapping
from types import MappingProxyType
from uuid import UUID

from core import publishing
from core.errors import Conflict
from core.keys import needs
from core.strategy.brief_rules import refuse_brief
from core.strategy.targets import COUNT
from core.tables import Campaign
from core.tables.values import Brief, KpiTarget
from core.vocab import CampaignStatus, Permission
from core.workspace import Workspace

S = CampaignStatus
NEXT: Mapping[S, frozenset[S]] = MappingProxyType(
    {
        S.DRAFT: frozenset({S.ACTIVE, S.COMPLETED}),
        S.ACTIVE: frozenset({S.PAUSED, S.COMPLETED}),
        S.PAUSED: frozenset({S.ACTIVE, S.COMPLETED}),
        S.COMPLETED: frozenset(),
    }
)


@needs(Permission.PLAN)
def create_campaign(ws: Workspace, brief: Brief, *, token: str | None = None) -> Campaign:
    """Make an empty campaign by hand, as a draft; posts are added to it one by one.

    Raises:
        Invalid: the brief makes no campaign; the field is named.
    """
    if done := ws.rows.made(Campaign, "create_campaign", token):
        return done
    refuse_brief(brief, today=ws.now.astimezone(ws.zone).date())
    leads = brief.leads_target
    kpis = (KpiTarget(name="leads", target=leads, unit=COUNT, why="You set this target."),) if leads else ()
    with ws.writing() as rows:
        if done := rows.made(Campaign, "create_campaign", token):
            return done
        campaign = rows.add(
            Campaign(
                business_id=ws.key.business_id,
                name=brief.name.strip(),
                goal=brief.goal.strip(),
                starts_on=brief.starts_on,
                ends_on=brief.ends_on,
                kpis=kpis,
                channels=tuple(line.channel for line in brief.cadence),
                created_at=ws.now,
            )
        )
        ws.made("create_campaign", token, campaign)
        ws.audit("create_campaign", campaign.name)
        rows.flush()
        return campaign


@needs(Permission.PLAN)
def start_campaign(ws: Workspace, campaign_id: UUID) -> Campaign:
    """Set a drafted campaign going.

    Raises:
        Conflict: it is not a draft.
    """
    return _move(ws, campaign_id, S.ACTIVE, {S.DRAFT}, "start_campaign")


@needs(Permission.PLAN)
def pause_campaign(ws: Workspace, campaign_id: UUID) -> Campaign:
    """Stop a campaign for now: its scheduled posts go on hold and nothing of it is sent.

    Raises:
        Conflict: it is not running.
    """
    return _move(ws, campaign_id, S.PAUSED, {S.ACTIVE}, "pause_campaign")


@needs(Permission.PLAN)
def resume_campaign(ws: Workspace, campaign_id: UUID) -> Campaign:
    """Set a paused campaign going again; held posts return to the calendar, those whose moment passed ask.

    Raises:
        Conflict: it is not paused.
    """
    return _move(ws, campaign_id, S.ACTIVE, {S.PAUSED}, "resume_campaign")


@needs(Permission.PLAN)
def complete_campaign(ws: Workspace, campaign_id: UUID) -> Campaign:
    """End a campaign for good; what was still scheduled goes on hold and nothing more of it is sent.

    Raises:
        Conflict: it is completed already.
    """
    return _move(ws, campaign_id, S.COMPLETED, {S.DRAFT, S.ACTIVE, S.PAUSED}, "complete_campaign")


def _move(ws: Workspace, campaign_id: UUID, to: S, allowed: set[S], verb: str) -> Campaign:
    with ws.writing() as rows:
        campaign = rows.get(Campaign, campaign_id)
        if campaign.status not in allowed or to not in NEXT[campaign.status]:
            words = ", ".join(status.value for status in S if status in NEXT[campaign.status])
            raise Conflict(f"This campaign is {campaign.status.value}. {f'It can become: {words}.' if words else ''}")
        before, campaign.status = campaign.status, to
        rows.flush()
        if to is S.ACTIVE and before is S.PAUSED:
            publishing.release_posts(ws, campaign_id)
        elif to in {S.PAUSED, S.COMPLETED}:
            publishing.hold_posts(ws, campaign_id)
        ws.audit(verb, campaign.name)
        return campaign
