"""The AI bill: one row for every attempt to get an answer."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from core.tables.base import TenantRow, word
from core.vocab import Engine


class AiUsage(TenantRow, table=True):
    """``cost`` is in US dollars; None is "unpriced", never free. ``month`` reads like ``2026-02``."""

    __tablename__ = "ai_usage"
    __table_args__ = (sa.Index("ix_ai_usage_month", "business_id", "month"),)

    month: str = Field(max_length=7)
    user_id: UUID | None = None
    engine: Engine = Field(sa_type=word(Engine))
    model: str = Field(max_length=120)
    prompt_id: str = Field(max_length=80)
    prompt_version: str = Field(max_length=20)
    prompt_hash: str = Field(max_length=64)
    tokens_in: int = 0
    tokens_out: int = 0
    estimated: bool = False
    cost: Decimal | None = Field(default=None, max_digits=12, decimal_places=6)
    latency_ms: int = 0
    outcome: str = Field(max_length=40)
    cached: bool = False
    created_at: datetime
