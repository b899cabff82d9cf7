"""Campaigns looked at: their posts by status, and their targets against what was reached."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import col

from core.analytics.figures import Figures, figures, pooled_rate
from core.analytics.leads.beside import Beside, of_campaigns
from core.keys import needs
from core.strategy.spend import Spend, spend_of
from core.strategy.targets import KpiProgress, passed, progress
from core.tables import Campaign, Plan, Post
from core.tables.values import AiMetadata
from core.vocab import CampaignStatus, Origin, Permission, PostStatus
from core.workspace import Workspace


@dataclass(frozen=True)
class CampaignLine:
    """A campaign in a list; ``posts`` counts all of its posts, ``published`` those that went out.

    ``passed`` is the share of its days that are over, 0-1.
    """

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
    kpis: tuple[KpiProgress, ...]
    passed: float


@dataclass(frozen=True)
class CampaignView:
    """One campaign, its posts by status, each target beside what was reached, and who wrote its themes, if known.

    Args:
        spend: what its texts cost so far.
        engagements: what its published posts brought; origins: where these numbers come from.
    """

    campaign: Campaign
    posts: Mapping[PostStatus, int]
    kpis: tuple[KpiProgress, ...]
    passed: float
    ai: AiMetadata | None
    spend: Spend
    engagements: float
    origins: frozenset[Origin]


@needs(Permission.READ)
def list_campaigns(ws: Workspace, *, status: CampaignStatus | None = None) -> tuple[CampaignLine, ...]:
    """Campaigns, the latest first, each with how many of its posts went out and its targets beside what was reached."""
    where = [] if status is None else [col(Campaign.status) == status]
    posts: dict[UUID, list[Figures]] = {}
    for post in figures(ws.rows, col(Post.campaign_id).is_not(None)):
        if post.campaign_id is not None:
            posts.setdefault(post.campaign_id, []).append(post)
    found = ws.rows.find(Campaign, *where, order=[col(Campaign.starts_on).desc(), col(Campaign.name)])
    today = ws.now.astimezone(ws.zone).date()
    beside = of_campaigns(ws.rows, [campaign.id for campaign in found])
    return tuple(_line(campaign, posts.get(campaign.id, []), today, beside[campaign.id]) for campaign in found)


@needs(Permission.READ)
def read_campaign(ws: Workspace, campaign_id: UUID) -> CampaignView:
    """One campaign with its targets against what was reached.

    Raises:
        NotFound: this business has no such campaign.
    """
    campaign = ws.rows.get(Campaign, campaign_id)
    posts = figures(ws.rows, col(Post.campaign_id) == campaign_id)
    by_status = Counter(post.status for post in posts)
    published = [post for post in posts if post.status is PostStatus.PUBLISHED]
    beside = of_campaigns(ws.rows, [campaign_id])[campaign_id]
    share, kpis = standing(campaign, posts, ws.now.astimezone(ws.zone).date(), beside)
    plan = ws.rows.first(Plan, col(Plan.campaign_id) == campaign_id)
    return CampaignView(
        campaign=campaign,
        posts={status: by_status[status] for status in PostStatus if by_status[status]},
        kpis=kpis,
        passed=share,
        ai=plan.ai if plan else None,
        spend=_spend(ws, campaign_id),
        engagements=sum(post.engagements for post in published),
        origins=frozenset(post.origin for post in published),
    )


def _spend(ws: Workspace, campaign_id: UUID) -> Spend:
    where = [col(Post.campaign_id) == campaign_id, col(Post.ai).is_not(None)]
    return spend_of(ai for (ai,) in ws.rows.columns(col(Post.ai), where=where) if ai is not None)


def standing(
    campaign: Campaign, posts: list[Figures], today: date, beside: Beside
) -> tuple[float, tuple[KpiProgress, ...]]:
    """The share of its days that are over, and each target beside what was reached."""
    share = passed(campaign.starts_on, campaign.ends_on, today)
    reached = _reached([post for post in posts if post.status is PostStatus.PUBLISHED], beside)
    return share, tuple(progress(kpi, reached.get(kpi.name), share, campaign.ends_on) for kpi in campaign.kpis)


def _reached(published: list[Figures], beside: Beside) -> dict[str, float | None]:
    """What the published posts add up to; None for a rate that nobody has seen yet."""
    return {
        "posts_published": len(published),
        "engagement_rate": pooled_rate((post.channel, post.counts) for post in published),
        "leads": beside.total + sum(post.counts["conversions"] for post in published),
        "clicks": sum(post.counts["clicks"] for post in published),
        "reach": sum(post.counts["views"] for post in published),
    }


def _line(campaign: Campaign, posts: list[Figures], today: date, beside: Beside) -> CampaignLine:
    share, kpis = standing(campaign, posts, today, beside)
    return CampaignLine(
        id=campaign.id,
        name=campaign.name,
        goal=campaign.goal,
        status=campaign.status,
        starts_on=campaign.starts_on,
        ends_on=campaign.ends_on,
        channels=campaign.channels,
        health_score=campaign.health_score,
        posts=len(posts),
        published=sum(post.status is PostStatus.PUBLISHED for post in posts),
        kpis=kpis,
        passed=share,
    )
