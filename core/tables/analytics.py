"""What was measured: raw readings, the days they touch, daily rollups, insights, scores, imports."""

from datetime import date, datetime
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlmodel import Field

from core.tables.base import Frozen, TenantRow, child_of, word
from core.tables.values import Slice
from core.vocab import Origin


class Reading(TenantRow, table=True):
    """A post's totals so far, as its channel told them. ``None`` is "not told", never zero.

    ``views`` is the channel's stated denominator: views, impressions, reach, or delivered for e-mail and SMS.
    """

    __table_args__ = (
        child_of("post", "post_id"),
        sa.UniqueConstraint("business_id", "post_id", "recorded_at"),
    )

    post_id: UUID
    channel: str = Field(max_length=40)
    origin: Origin = Field(sa_type=word(Origin))
    recorded_at: datetime
    views: int | None = Field(default=None, ge=0)
    likes: int | None = Field(default=None, ge=0)
    comments: int | None = Field(default=None, ge=0)
    shares: int | None = Field(default=None, ge=0)
    saves: int | None = Field(default=None, ge=0)
    clicks: int | None = Field(default=None, ge=0)
    watch_seconds: int | None = Field(default=None, ge=0)
    conversions: int | None = Field(default=None, ge=0)


class DirtyDay(TenantRow, table=True):
    """A day whose rollup must be computed again, because a reading of it arrived."""

    __tablename__ = "dirty_day"
    __table_args__ = (sa.UniqueConstraint("business_id", "day"),)

    day: date


class MetricDaily(TenantRow, table=True):
    """What one post gained on one UTC day; differences of readings, so that sums over days are totals."""

    __tablename__ = "metric_daily"
    __table_args__ = (
        child_of("post", "post_id"),
        sa.UniqueConstraint("business_id", "post_id", "day"),
        sa.Index("ix_metric_daily_day", "business_id", "day"),
    )

    post_id: UUID
    channel: str = Field(max_length=40)
    origin: Origin = Field(sa_type=word(Origin))
    day: date
    views: int = 0
    likes: int = 0
    comments: int = 0
    shares: int = 0
    saves: int = 0
    clicks: int = 0
    watch_seconds: int = 0
    conversions: int = 0
    leads: int = 0
    """Leads that events and files traced to the post, beside the conversions that its channel told."""


class Lead(TenantRow, table=True):
    """Somebody who wants to buy, book or sign up, as an event or a file told; it names no person.

    ``post_id`` and ``campaign_id`` are where its tags lead; ``ref`` is the sender's own id, so that a repeated event is
    one lead.
    """

    __table_args__ = (
        child_of("post", "post_id"),
        child_of("campaign", "campaign_id"),
        child_of("import_batch", "import_id"),
        sa.UniqueConstraint("business_id", "ref", name="uq_lead_ref"),
        sa.Index("ix_lead_at", "business_id", "at"),
        sa.Index("ix_lead_post", "business_id", "post_id"),
        sa.Index("ix_lead_campaign", "business_id", "campaign_id"),
    )

    post_id: UUID | None = None
    campaign_id: UUID | None = None
    import_id: UUID | None = None
    ref: str = Field(max_length=120)
    at: datetime
    origin: Origin = Field(sa_type=word(Origin))
    utm_source: str = Field(default="", max_length=120)
    utm_medium: str = Field(default="", max_length=120)
    utm_campaign: str = Field(default="", max_length=120)
    utm_content: str = Field(default="", max_length=120)
    created_at: datetime


class LeadDoor(TenantRow, table=True):
    """The one secret by which other programs may tell this business of leads; readable by the vault alone."""

    __tablename__ = "lead_door"
    __table_args__ = (sa.UniqueConstraint("business_id", name="uq_lead_door_business"),)

    sealed_secret: str = Field(max_length=4000)
    secret_ends: str = Field(default="", max_length=4)
    made_at: datetime


class Insight(TenantRow, table=True):
    """An effect that was found, with its size, its interval and how many posts it rests on.

    ``applied_at`` is when somebody asked for it in the next plan.
    """

    __table_args__ = (sa.Index("ix_insight_found", "business_id", "found_at"),)

    text: str
    evidence: str
    effect: float
    low: float
    high: float
    samples: int
    q_value: float
    found_at: datetime
    applied_at: datetime | None = None


class HealthRecord(TenantRow, table=True):
    """One dated health score, of the business (``campaign_id`` is None) or of a campaign."""

    __tablename__ = "health_record"
    __table_args__ = (
        child_of("campaign", "campaign_id"),
        sa.UniqueConstraint("business_id", "scope", "day", name="uq_health_record_scope_day"),
    )

    campaign_id: UUID | None = None
    scope: str = Field(max_length=40)
    day: date
    value: float
    low: float
    high: float
    parts: tuple[Slice, ...] = Field(default=(), sa_type=Frozen(tuple[Slice, ...]))
    formula_version: str = Field(max_length=20)
    recorded_at: datetime


class ImportBatch(TenantRow, table=True):
    """One file that was imported, so that it can be recognised and taken back."""

    __tablename__ = "import_batch"
    __table_args__ = (sa.UniqueConstraint("business_id", "content_hash"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    filename: str = Field(max_length=255)
    content_hash: str = Field(max_length=64)
    channel: str = Field(max_length=40)
    rows_in: int
    posts_made: int
    rows_refused: int
    approximate_dates: bool = False
    created_at: datetime
