"""A business, and the profile that everything written for it rests on."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from core.tables.attached import Rota
from core.tables.base import Frozen, TenantRow
from core.tables.rhythm import PostingSlot
from core.tables.values import (
    Audience,
    BrandAssets,
    Cadence,
    Fact,
    Offer,
    OpenBlock,
    Segment,
    Weights,
)


class Business(SQLModel, table=True):
    """``clock_offset`` (seconds, sandboxes only) lets a demo live ahead of the wall clock.

    ``world_until`` is the moment up to which the simulated world's messages were drawn; None where nobody is simulated.
    """

    __table_args__ = (
        sa.CheckConstraint("clock_offset = 0 OR sandbox_until IS NOT NULL", name="only_sandboxes_skip"),
        sa.CheckConstraint("clock_offset >= 0", name="time_goes_forward"),
    )
    tenant: ClassVar[str] = "id"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    name: str = Field(max_length=120)
    industry: str = Field(max_length=60)
    zone: str = Field(max_length=64)
    country: str = Field(default="US", max_length=2)
    seed: str = Field(max_length=64)
    clock_offset: int = 0
    sandbox_until: datetime | None = Field(default=None, index=True)
    template_of: str | None = Field(default=None, max_length=60, index=True)
    paused: bool = False
    world_until: datetime | None = None
    created_at: datetime


class Profile(TenantRow, table=True):
    """One row a business: voice, goals, segments, assets, facts, hours, sender and postal address.

    ``monthly_tokens`` is the AI allowance: zero means that everything is written offline. From ``soft_cap_percent``
    of it on, people are warned; when half of the rest is gone too, the quick model writes everything. ``queue`` are the
    times of the week that are kept for posts, ``weekly_limit`` how many posts one person gets on one channel in seven
    days; ``reports_secret``, sealed, signs what a mail service reports,
    and ``messages_secret`` what a program brings of other channels.
    """

    __table_args__ = (sa.UniqueConstraint("business_id"),)

    brand_voice: str = Field(default="", max_length=400)
    goals: tuple[str, ...] = Field(default=(), sa_type=Frozen(tuple[str, ...]))
    segments: tuple[Segment, ...] = Field(default=(), sa_type=Frozen(tuple[Segment, ...]))
    assets: BrandAssets = Field(default=BrandAssets(), sa_type=Frozen(BrandAssets))
    facts: tuple[Fact, ...] = Field(default=(), sa_type=Frozen(tuple[Fact, ...]))
    offers: tuple[Offer, ...] = Field(default=(), sa_type=Frozen(tuple[Offer, ...]))
    benefits: tuple[str, ...] = Field(default=(), sa_type=Frozen(tuple[str, ...]))
    hours: tuple[OpenBlock, ...] = Field(default=(), sa_type=Frozen(tuple[OpenBlock, ...]))
    audience: tuple[Audience, ...] = Field(default=(), sa_type=Frozen(tuple[Audience, ...]))
    cadence: tuple[Cadence, ...] = Field(default=(), sa_type=Frozen(tuple[Cadence, ...]))
    queue: tuple[PostingSlot, ...] = Field(default=(), sa_type=Frozen(tuple[PostingSlot, ...]))
    holidays: tuple[date, ...] = Field(default=(), sa_type=Frozen(tuple[date, ...]))
    sender_name: str = Field(default="", max_length=120)
    sender_email: str = Field(default="", max_length=254)
    postal_address: str = Field(default="", max_length=300)
    website: str = Field(default="", max_length=300)
    place: str = Field(default="", max_length=120)
    weights: Weights = Field(default=Weights(), sa_type=Frozen(Weights))
    response_target_minutes: int = Field(default=60, ge=1)
    rota: Rota = Field(default=Rota(), sa_type=Frozen(Rota))
    approval_required: bool = False
    count_links: bool = False
    weekly_limit: int = 4
    monthly_tokens: int = 500_000
    soft_cap_percent: int = 80
    reports_secret: str = Field(default="", max_length=4000)
    messages_secret: str = Field(default="", max_length=4000)
    updated_at: datetime
