"""Campaigns: made by hand, paused, resumed, completed, and looked at with their targets."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col

from core import publishing
from core.analytics.figures import Figures, figures, pooled_rate
from core.errors import Conflict
from core.keys import needs
from core.strategy.brief_rules import refuse_brief
from core.strategy.targets import COUNT, KpiProgress, passed, progress
from core.tables import Campaign, Post
from core.tables.values import Brief, KpiTarget
from core.vocab import CampaignStatus, Permission, PostStatus
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


@dataclass(frozen=True)
class CampaignLine:
    """A campaign in a list; ``posts`` counts all of its posts, ``published`` those that went out."""

    id: UUID
    name: str
    goal: str
    status: CampaignStatus
    starts_on: date
    ends_on: date
    channels: tuple[str, ...]
    health_score: float | None
    posts: int
    published: int


@dataclass(frozen=True)
class CampaignView:
    """One campaign, its posts by status, and each target beside what was reached."""

    campaign: Campaign
    posts: Mapping[PostStatus, int]
    kpis: tuple[KpiProgress, ...]
    passed: float


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


@needs(Permission.READ)
def list_campaigns(ws: Workspace, *, status: CampaignStatus | None = None) -> tuple[CampaignLine, ...]:
    """Campaigns, the latest first, each with how many of its posts went out."""
    where = [] if status is None else [col(Campaign.status) == status]
    columns = (col(Post.campaign_id), col(Post.status), func.count())
    grouped = ws.rows.columns(
        *columns, where=[col(Post.campaign_id).is_not(None)], group=[col(Post.campaign_id), col(Post.status)]
    )
    counts: dict[UUID, Counter[PostStatus]] = {}
    for campaign_id, post_status, count in grouped:
        counts.setdefault(campaign_id, Counter())[post_status] = count
    none: Counter[PostStatus] = Counter()
    found = ws.rows.find(Campaign, *where, order=[col(Campaign.starts_on).desc(), col(Campaign.name)])
    return tuple(_line(campaign, counts.get(campaign.id, none)) for campaign in found)


@needs(Permission.READ)
def read_campaign(ws: Workspace, campaign_id: UUID) -> CampaignView:
    """One campaign with its targets against what was reached.

    Raises:
        NotFound: this business has no such campaign.
    """
    campaign = ws.rows.get(Campaign, campaign_id)
    posts = figures(ws.rows, col(Post.campaign_id) == campaign_id)
    by_status = Counter(post.status for post in posts)
    share = passed(campaign.starts_on, campaign.ends_on, ws.now.astimezone(ws.zone).date())
    reached = _reached([post for post in posts if post.status is PostStatus.PUBLISHED])
    return CampaignView(
        campaign=campaign,
        posts={status: by_status[status] for status in PostStatus if by_status[status]},
        kpis=tuple(progress(kpi, reached.get(kpi.name), share) for kpi in campaign.kpis),
        passed=share,
    )


def _reached(published: list[Figures]) -> dict[str, float | None]:
    """What the published posts add up to; None for a rate that nobody has seen yet."""
    return {
        "posts_published": len(published),
        "engagement_rate": pooled_rate((post.channel, post.counts) for post in published),
        "leads": sum(post.counts["conversions"] for post in published),
        "clicks": sum(post.counts["clicks"] for post in published),
        "reach": sum(post.counts["views"] for post in published),
    }


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


def _line(campaign: Campaign, counts: Counter[PostStatus]) -> CampaignLine:
    return CampaignLine(
        id=campaign.id,
        name=campaign.name,
        goal=campaign.goal,
        status=campaign.status,
        starts_on=campaign.starts_on,
        ends_on=campaign.ends_on,
        channels=campaign.channels,
        health_score=campaign.health_score,
        posts=counts.total(),
        published=counts[PostStatus.PUBLISHED],
    )
