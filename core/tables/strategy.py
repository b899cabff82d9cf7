"""Plans that are proposed, and the campaigns that accepted ones become."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from core.tables.base import Frozen, TenantRow, child_of, word
from core.tables.values import AiMetadata, Brief, KpiTarget, Lesson, Proposal, Slice, SlotText, UtmPreset, WeekTheme
from core.vocab import CampaignStatus, PlanStatus


class Plan(TenantRow, table=True):
    brief: Brief = Field(sa_type=Frozen(Brief))
    proposal: Proposal = Field(sa_type=Frozen(Proposal))
    ai: AiMetadata | None = Field(default=None, sa_type=Frozen(AiMetadata))
    status: PlanStatus = Field(default=PlanStatus.PROPOSED, sa_type=word(PlanStatus))
    campaign_id: UUID | None = None
    created_at: datetime


class PlanDraft(TenantRow, table=True):
    """A text that was written for a slot of a plan before the plan was accepted; ``slot`` names what it was told."""

    __tablename__ = "plan_draft"
    __table_args__ = (
        child_of("plan", "plan_id"),
        sa.UniqueConstraint("business_id", "plan_id", "slot", name="uq_plan_draft_slot"),
    )

    plan_id: UUID
    slot: str = Field(max_length=80)
    text: SlotText = Field(sa_type=Frozen(SlotText))
    created_at: datetime


class Campaign(TenantRow, table=True):
    """``health_*`` belongs to analytics, everything else to strategy."""

    __table_args__ = (
        sa.Index("ix_campaign_status", "business_id", "status"),
        sa.CheckConstraint("ends_on >= starts_on", name="ends_after_it_starts"),
    )

    name: str = Field(max_length=160)
    goal: str = Field(max_length=300)
    starts_on: date
    ends_on: date
    status: CampaignStatus = Field(default=CampaignStatus.DRAFT, sa_type=word(CampaignStatus))
    kpis: tuple[KpiTarget, ...] = Field(default=(), sa_type=Frozen(tuple[KpiTarget, ...]))
    themes: tuple[WeekTheme, ...] = Field(default=(), sa_type=Frozen(tuple[WeekTheme, ...]))
    lessons: tuple[Lesson, ...] = Field(default=(), sa_type=Frozen(tuple[Lesson, ...]))
    channels: tuple[str, ...] = Field(default=(), sa_type=Frozen(tuple[str, ...]))
    utm: tuple[UtmPreset, ...] = Field(default=(), sa_type=Frozen(tuple[UtmPreset, ...]))
    health_score: float | None = None
    health_low: float | None = None
    health_high: float | None = None
    health_parts: tuple[Slice, ...] = Field(default=(), sa_type=Frozen(tuple[Slice, ...]))
    health_at: datetime | None = None
    created_at: datetime
