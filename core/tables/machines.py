"""Programs that act for a business, and programs that are told what happens there."""

from datetime import datetime
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from core.tables.base import Frozen, TenantRow, child_of, word
from core.vocab import DeliveryStatus


class ApiToken(SQLModel, table=True):
    """What a program shows instead of a sign-in. Only the hash is kept; ``start`` is what people tell it by.

    Not a tenant row: it is looked up before anybody knows which business it is about. Only ``core.accounts`` reads it.
    """

    __tablename__ = "api_token"
    __table_args__ = (
        sa.Index("ix_api_token_business_id", "business_id"),
        sa.Index("ix_api_token_user_id", "user_id"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    token_hash: str = Field(max_length=64, unique=True)
    start: str = Field(max_length=16)
    business_id: UUID = Field(foreign_key="business.id", ondelete="CASCADE")
    user_id: UUID = Field(foreign_key="app_user.id", ondelete="CASCADE")
    name: str = Field(max_length=80)
    scopes: tuple[str, ...] = Field(sa_type=Frozen(tuple[str, ...]))
    expires_at: datetime | None = None
    last_used_at: datetime | None = None
    created_at: datetime


class Webhook(TenantRow, table=True):
    """An address that is told what happens. ``problem`` says why it was switched off by itself; empty while it is on.

    ``failing_since`` is when the first of the failures came that stand in a row now.
    """

    url: str = Field(max_length=300)
    note: str = Field(default="", max_length=80)
    events: tuple[str, ...] = Field(default=(), sa_type=Frozen(tuple[str, ...]))
    sealed_secret: str = Field(max_length=4000)
    is_on: bool = True
    problem: str = ""
    failing_since: datetime | None = None
    created_at: datetime


class HookDelivery(TenantRow, table=True):
    """One happening to be told to one address. ``run_at`` is when it is tried next, or given up while it is tried.

    ``event_id`` names the happening: the same at every address and at every try.
    """

    __tablename__ = "hook_delivery"
    __table_args__ = (
        child_of("webhook", "webhook_id"),
        sa.Index("ix_hook_delivery_due", "status", "run_at"),
        sa.Index("ix_hook_delivery_webhook", "business_id", "webhook_id", "created_at"),
    )

    webhook_id: UUID
    event: str = Field(max_length=60)
    event_id: UUID
    body: str
    status: DeliveryStatus = Field(default=DeliveryStatus.WAITING, sa_type=word(DeliveryStatus))
    attempts: int = 0
    run_at: datetime
    answered: int | None = None
    detail: str = Field(default="", max_length=500)
    created_at: datetime
    ended_at: datetime | None = None
