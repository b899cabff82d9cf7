"""People who wrote, what was said, and the answers that are known."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from core.tables.attached import Attachment, SourceNote
from core.tables.base import Frozen, TenantRow, child_of, word
from core.tables.values import AiMetadata
from core.vocab import Author, ConsentStatus, ConversationStatus, Direction, Origin


class Contact(TenantRow, table=True):
    """A person outside the business. Nobody is written to without consent, and consent says where it came from.

    ``suppressed_reason`` says why an address is left alone although nobody withdrew: it refuses mail for good.
    ``soft_bounces`` counts the times in a row that it refused for a while.
    """

    __table_args__ = (sa.UniqueConstraint("business_id", "channel", "handle"),)

    name: str = Field(max_length=120)
    channel: str = Field(max_length=40)
    handle: str = Field(max_length=254)
    email: str = Field(default="", max_length=254)
    phone: str = Field(default="", max_length=40)
    segment: str = Field(default="", max_length=120)
    zone: str = Field(default="", max_length=64)
    consent: ConsentStatus = Field(default=ConsentStatus.UNKNOWN, sa_type=word(ConsentStatus))
    consent_source: str = Field(default="", max_length=120)
    consent_at: datetime | None = None
    suppressed_at: datetime | None = None
    suppressed_reason: str = Field(default="", max_length=200)
    soft_bounces: int = 0
    origin: Origin = Field(default=Origin.SIMULATED, sa_type=word(Origin))
    created_at: datetime


class Conversation(TenantRow, table=True):
    __table_args__ = (
        child_of("contact", "contact_id"),
        child_of("post", "post_id", ondelete="NO ACTION"),
        child_of("campaign", "campaign_id", ondelete="NO ACTION"),
        sa.UniqueConstraint("business_id", "external_ref"),
        sa.Index("ix_conversation_status", "business_id", "status", "last_inbound_at"),
        sa.Index("ix_conversation_campaign", "business_id", "campaign_id"),
    )

    contact_id: UUID
    external_ref: str = Field(max_length=200)
    channel: str = Field(max_length=40)
    post_id: UUID | None = None
    campaign_id: UUID | None = None
    status: ConversationStatus = Field(default=ConversationStatus.PENDING, sa_type=word(ConversationStatus))
    reason: str = ""
    intent: str = Field(default="", max_length=120)
    sentiment: str = Field(default="", max_length=20)
    urgency: str = Field(default="", max_length=20)
    lead: bool = False
    assignee_id: UUID | None = None
    first_inbound_at: datetime
    last_inbound_at: datetime
    first_reply_at: datetime | None = None
    version: int = 0


class Message(TenantRow, table=True):
    """``ai_suggested_reply`` waits for a person; ``sent_at`` is when a reply truly left.

    ``intent``, ``sentiment`` and ``urgency`` are what a customer's message was judged to be when it arrived; empty
    where it was not judged.
    """

    __table_args__ = (
        child_of("conversation", "conversation_id"),
        sa.UniqueConstraint("business_id", "external_ref"),
        sa.Index("ix_message_conversation", "business_id", "conversation_id", "at"),
    )

    conversation_id: UUID
    external_ref: str = Field(max_length=200)
    direction: Direction = Field(sa_type=word(Direction))
    author: Author = Field(sa_type=word(Author))
    text: str
    attachments: tuple[Attachment, ...] = Field(default=(), sa_type=Frozen(tuple[Attachment, ...]))
    at: datetime
    sent_at: datetime | None = None
    verdict: str = Field(default="", max_length=24)
    verdict_reason: str = ""
    confidence: float | None = None
    intent: str = Field(default="", max_length=120)
    sentiment: str = Field(default="", max_length=20)
    urgency: str = Field(default="", max_length=20)
    faq_id: UUID | None = None
    ai_suggested_reply: str = ""
    suggestion_flags: tuple[str, ...] = Field(default=(), sa_type=Frozen(tuple[str, ...]))
    sources: tuple[SourceNote, ...] = Field(default=(), sa_type=Frozen(tuple[SourceNote, ...]))
    ai: AiMetadata | None = Field(default=None, sa_type=Frozen(AiMetadata))


class Faq(TenantRow, table=True):
    """A question, how people phrase it, and the only text that is ever sent without a person.

    It counts from the day ``season_from`` to the day ``season_to``, both included, each open where there is none; when
    ``season_yearly``, in every year.
    """

    question: str = Field(max_length=300)
    phrasings: tuple[str, ...] = Field(default=(), sa_type=Frozen(tuple[str, ...]))
    answer: str
    is_on: bool = True
    season_from: date | None = None
    season_to: date | None = None
    season_yearly: bool = False
    created_at: datetime


class ConversationNote(TenantRow, table=True):
    """What colleagues tell each other about a conversation; never sent, and never shown to a model."""

    __tablename__ = "conversation_note"
    __table_args__ = (
        child_of("conversation", "conversation_id"),
        sa.Index("ix_conversation_note", "business_id", "conversation_id", "at"),
    )

    conversation_id: UUID
    text: str = Field(max_length=2000)
    user_id: UUID | None = None
    actor: str = Field(max_length=120)
    at: datetime


class SavedReply(TenantRow, table=True):
    """An answer kept under a short name, to be put into the edit box; a person sends it."""

    __tablename__ = "saved_reply"
    __table_args__ = (sa.UniqueConstraint("business_id", "name"),)

    name: str = Field(max_length=60)
    text: str
    updated_at: datetime
