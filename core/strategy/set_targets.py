"""Targets of a campaign that runs already: suggested anew, and set by a person."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import col

from core.errors import Conflict, Invalid
from core.keys import needs
from core.strategy.pace import RATE
from core.strategy.suggest import SuggestedTargets, targets_for
from core.tables import Campaign, Post
from core.tables.values import Brief, Cadence, KpiTarget
from core.vocab import CampaignStatus, Permission, PostStatus
from core.workspace import Workspace

MOST = 8


@needs(Permission.PLAN)
def suggest_targets(ws: Workspace, campaign_id: UUID) -> SuggestedTargets:
    """Targets for a campaign as it stands, from its number of posts, benchmarks and the business's own history.

    Raises:
        NotFound: this business has no such campaign.
        Invalid: it has no channel or no post yet, so there is nothing to count with.
        ModelFailed: no valid suggestion, even when asked again.
    """
    campaign = ws.rows.get(Campaign, campaign_id)
    posts = ws.rows.count(Post, col(Post.campaign_id) == campaign_id, col(Post.status) != PostStatus.CANCELLED)
    if not posts or not campaign.channels:
        raise Invalid("This campaign has no posts yet. Add some, then ask for targets again.", field="posts")
    brief = Brief(
        name=campaign.name,
        goal=campaign.goal,
        starts_on=campaign.starts_on,
        ends_on=campaign.ends_on,
        cadence=tuple(Cadence(channel=name, per_week=1) for name in campaign.channels),
    )
    return targets_for(ws, brief, posts=posts)


@needs(Permission.PLAN)
def set_targets(ws: Workspace, campaign_id: UUID, targets: Sequence[KpiTarget]) -> Campaign:
    """Give a campaign other targets.

    Raises:
        NotFound: this business has no such campaign.
        Conflict: it is completed: what it aimed at stays on record.
        Invalid: a target twice, not above zero, or a rate above 100% (field ``kpis``).
    """
    _refuse_broken(targets)
    with ws.writing() as rows:
        campaign = rows.get(Campaign, campaign_id)
        if campaign.status is CampaignStatus.COMPLETED:
            raise Conflict("This campaign is completed. What it aimed at stays on record.")
        campaign.kpis = tuple(targets)
        ws.audit("set_targets", campaign.name, ", ".join(kpi.name for kpi in targets))
        rows.flush()
        return campaign


def _refuse_broken(targets: Sequence[KpiTarget]) -> None:
    names = [kpi.name for kpi in targets]
    if len(set(names)) < len(names) or len(names) > MOST:
        raise Invalid(f"Name each target once, {MOST} at most.", field="kpis")
    for kpi in targets:
        if kpi.target <= 0:
            raise Invalid("A target of 0 or less is no target. Give it a number, or leave it out.", field="kpis")
        if kpi.unit == RATE and kpi.target > 1:
            raise Invalid("A rate can't be above 100%.", field="kpis")
