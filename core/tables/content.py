"""Ideas and the posts that carry them, one variant a channel; and posts that are said again and again."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from core.tables.base import Frozen, TenantRow, child_of, word
from core.tables.rhythm import Recurrence
from core.tables.values import AiMetadata, MediaItem, Scene
from core.vocab import Origin, PostStatus, PostType


class Idea(TenantRow, table=True):
    """What one group of channel variants is about."""

    __table_args__ = (
        child_of("campaign", "campaign_id"),
        sa.Index("ix_idea_campaign", "business_id", "campaign_id"),
    )

    campaign_id: UUID | None = None
    title: str = Field(max_length=200)
    theme: str = Field(default="", max_length=200)
    created_at: datetime


class Series(TenantRow, table=True):
    """A post that repeats. ``post_id`` names the post whose words the next ones get.

    ``made_until`` is the last day for which posts were made; it never goes back, so that none is made twice.
    """

    __table_args__ = (sa.Index("ix_series_made", "business_id", "ended_at", "made_until"),)

    post_id: UUID
    rule: Recurrence = Field(sa_type=Frozen(Recurrence))
    made_until: date
    ended_at: datetime | None = None
    created_at: datetime


class Post(TenantRow, table=True):
    """Text and media belong to content; status and moments to publishing; ``engagement_score`` to analytics.

    ``series_day`` is the day of its series that a post stands for, also after it was moved or cancelled.
    """

    __table_args__ = (
        child_of("campaign", "campaign_id"),
        child_of("idea", "idea_id", ondelete="NO ACTION"),
        child_of("import_batch", "import_id"),
        child_of("series", "series_id", ondelete="NO ACTION"),
        sa.Index("ix_post_campaign", "business_id", "campaign_id"),
        sa.Index("ix_post_status", "business_id", "status"),
        sa.Index("ix_post_channel", "business_id", "channel"),
        sa.Index("ix_post_scheduled", "business_id", "scheduled_at"),
        sa.Index("ix_post_published", "business_id", "published_at"),
        sa.UniqueConstraint("business_id", "external_ref", name="uq_post_external_ref"),
        sa.UniqueConstraint("business_id", "series_id", "series_day", name="uq_post_series_day"),
    )

    campaign_id: UUID | None = None
    idea_id: UUID | None = None
    import_id: UUID | None = None
    series_id: UUID | None = None
    series_day: date | None = None
    external_ref: str | None = Field(default=None, max_length=200)
    origin: Origin = Field(default=Origin.SIMULATED, sa_type=word(Origin))

    title: str = Field(max_length=200)
    type: PostType = Field(sa_type=word(PostType))
    channel: str = Field(max_length=40)
    account: str = Field(default="", max_length=120)
    caption: str = ""
    hashtags: tuple[str, ...] = Field(default=(), sa_type=Frozen(tuple[str, ...]))
    cta: str = Field(default="", max_length=300)
    subject: str = Field(default="", max_length=400)
    preheader: str = Field(default="", max_length=400)
    media: tuple[MediaItem, ...] = Field(default=(), sa_type=Frozen(tuple[MediaItem, ...]))
    storyboard: tuple[Scene, ...] = Field(default=(), sa_type=Frozen(tuple[Scene, ...]))
    ai: AiMetadata | None = Field(default=None, sa_type=Frozen(AiMetadata))
    week: int | None = None
    paid: bool = False
    segment: str = Field(default="", max_length=120)

    status: PostStatus = Field(default=PostStatus.DRAFT, sa_type=word(PostStatus))
    planned_at: datetime | None = None
    scheduled_at: datetime | None = None
    published_at: datetime | None = None
    approximate_date: bool = False
    held_from: PostStatus | None = Field(default=None, sa_type=word(PostStatus, name="heldfrom"))
    status_reason: str = ""

    engagement_score: float | None = None
    created_at: datetime
    updated_at: datetime
