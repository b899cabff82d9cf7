"""What is to go out, and the journal of every attempt to send it."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from core.tables.base import TenantRow, child_of, word
from core.vocab import AttemptOutcome, PublicationKind, PublicationStatus

DUE = sa.text("status IN ('scheduled', 'publishing')")  # noqa: TID251 - literals, or the partial index is not used


class Publication(TenantRow, table=True):
    """One thing to send once. ``run_at`` is when it is due and, while it is being sent, when its lease ends.

    ``fence`` grows with every claim: a settle that names an old fence changes nothing. With ``contact_id`` it is one
    person's copy of a post; the post's own row without it says that the copies were made. ``bounced_at`` is when a copy
    that had left was reported as not delivered.
    """

    __table_args__ = (
        child_of("post", "post_id"),
        child_of("message", "message_id"),
        child_of("contact", "contact_id"),
        sa.CheckConstraint("(post_id IS NULL) != (message_id IS NULL)", name="one_subject"),
        sa.UniqueConstraint("business_id", "idempotency_key"),
        sa.Index("ix_publication_due", "run_at", "business_id", "id", sqlite_where=DUE, postgresql_where=DUE),
        sa.Index("ix_publication_post", "business_id", "post_id"),
        sa.Index("ix_publication_message", "business_id", "message_id"),
        sa.Index("ix_publication_contact", "business_id", "contact_id", "due_at"),
    )

    kind: PublicationKind = Field(sa_type=word(PublicationKind))
    post_id: UUID | None = None
    message_id: UUID | None = None
    contact_id: UUID | None = None
    channel: str = Field(max_length=40)
    status: PublicationStatus = Field(default=PublicationStatus.SCHEDULED, sa_type=word(PublicationStatus))
    due_at: datetime
    run_at: datetime
    lease_owner: str = Field(default="", max_length=80)
    fence: int = 0
    attempts: int = 0
    idempotency_key: str = Field(max_length=120)
    external_id: str | None = Field(default=None, max_length=200)
    published_at: datetime | None = None
    bounced_at: datetime | None = None
    reason: str = ""
    raw_error: str = ""
    created_at: datetime


class Attempt(TenantRow, table=True):
    """One wire call: written ``open`` and made durable before the call, closed with what came of it."""

    __table_args__ = (
        child_of("publication", "publication_id"),
        sa.UniqueConstraint("business_id", "publication_id", "fence"),
        sa.Index("ix_attempt_started", "business_id", "started_at"),
    )

    publication_id: UUID
    fence: int
    outcome: AttemptOutcome = Field(default=AttemptOutcome.OPEN, sa_type=word(AttemptOutcome))
    detail: str = ""
    started_at: datetime
    ended_at: datetime | None = None
