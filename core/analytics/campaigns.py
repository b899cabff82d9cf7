"""How campaigns do: their numbers so far and how far their targets are reached."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlmodel import col

from core.analytics.figures import Figures, figures, pooled_rate
from core.analytics.leads.beside import of_campaigns
from core.analytics.totals import denominators
from core.keys import needs
from core.tables import Campaign, Post
from core.tables.values import KpiTarget
from core.vocab import CampaignStatus, Origin, Permission, PostStatus
from core.workspace import Workspace


@dataclass(frozen=True)
class CampaignNumbers:
    """What one campaign did so far.

    Args:
        published: posts out; planned: all its posts but the cancelled ones.
        rate: pooled engagement rate, a fraction of ``denominator``.
        leads: those that its posts brought, that were marked in conversations, and that no post could be found for.
        spend: US dollars paid for writing its posts; None where nothing was priced.
    """

    published: int
    planned: int
    views: int
    engagements: float
    rate: float | None
    denominator: str
    clicks: int
    leads: int
    spend: Decimal | None
    origins: frozenset[Origin]


@dataclass(frozen=True)
class KpiProgress:
    """A target and where it stands; ``actual`` is None for a KPI that is not measured here."""

    target: KpiTarget
    actual: float | None

    @property
    def share(self) -> float | None:
        """Actual over target; None where there is no telling."""
        return None if self.actual is None or not self.target.target else self.actual / self.target.target


@dataclass(frozen=True)
class CampaignProgress:
    """A live campaign: its KPIs and its health, 0-100."""

    id: UUID
    name: str
    starts_on: date
    ends_on: date
    health: float | None
    numbers: CampaignNumbers
    kpis: tuple[KpiProgress, ...]


@needs(Permission.READ)
def read_campaign_numbers(ws: Workspace, campaign_id: UUID) -> CampaignNumbers:
    """What one campaign did so far.

    Raises:
        NotFound: there is no such campaign.
    """
    ws.rows.get(Campaign, campaign_id)
    return _numbers(ws, [campaign_id])[campaign_id]


@needs(Permission.READ)
def read_campaigns(ws: Workspace) -> list[CampaignProgress]:
    """The active campaigns and how far they are."""
    campaigns = ws.rows.find(Campaign, col(Campaign.status) == CampaignStatus.ACTIVE, order=[col(Campaign.starts_on)])
    numbers = _numbers(ws, [campaign.id for campaign in campaigns])
    return [
        CampaignProgress(
            id=campaign.id,
            name=campaign.name,
            starts_on=campaign.starts_on,
            ends_on=campaign.ends_on,
            health=campaign.health_score,
            numbers=numbers[campaign.id],
            kpis=tuple(KpiProgress(kpi, _actual(kpi, numbers[campaign.id])) for kpi in campaign.kpis),
        )
        for campaign in campaigns
    ]


def _numbers(ws: Workspace, campaigns: Sequence[UUID]) -> dict[UUID, CampaignNumbers]:
    if not campaigns:
        return {}
    of_them = col(Post.campaign_id).in_(campaigns)
    posts = figures(ws.rows, of_them, col(Post.status) != PostStatus.CANCELLED)
    paid: dict[UUID, list[Decimal]] = {campaign_id: [] for campaign_id in campaigns}
    written = [of_them, col(Post.ai).is_not(None)]
    for campaign_id, ai in ws.rows.columns(col(Post.campaign_id), col(Post.ai), where=written):
        paid[campaign_id] += [ai.cost] if ai is not None and ai.cost is not None else []
    beside = of_campaigns(ws.rows, campaigns)
    return {
        campaign_id: _sum(
            [post for post in posts if post.campaign_id == campaign_id], paid[campaign_id], beside[campaign_id].total
        )
        for campaign_id in campaigns
    }


def _sum(posts: Sequence[Figures], paid: Sequence[Decimal], beside: int) -> CampaignNumbers:
    out = [post for post in posts if post.published_at is not None]
    return CampaignNumbers(
        published=len(out),
        planned=len(posts),
        views=sum(post.views or 0 for post in out),
        engagements=sum(post.engagements for post in out),
        rate=pooled_rate((post.channel, post.counts) for post in out),
        denominator=denominators(post.channel for post in out),
        clicks=sum(post.counts["clicks"] for post in out),
        leads=beside + sum(post.counts["conversions"] for post in out),
        spend=sum(paid, Decimal(0)) if paid else None,
        origins=frozenset(post.origin for post in out),
    )


def _actual(kpi: KpiTarget, numbers: CampaignNumbers) -> float | None:
    measured: dict[str, float | None] = {
        "leads": numbers.leads,
        "engagement_rate": numbers.rate,
        "posts_published": numbers.published,
        "clicks": numbers.clicks,
        "views": numbers.views,
    }
    return measured.get(kpi.name)
