"""The AI bill: one row for every attempt to get an answer; and what is held back while one is under way."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from core.tables.base import TenantRow, word
from core.vocab import Engine


class AiUsage(TenantRow, table=True):
    """``cost`` is in US dollars by ``price_table``; None is "unpriced", never free. ``month`` reads like ``2026-02``.

    ``level`` says how firmly the shape was asked for. ``tokens_cached`` are part of ``tokens_in``, ``tokens_reasoning``
    of ``tokens_out``; ``cached`` marks an answer that was remembered here, and cost nothing.
    """

    __tablename__ = "ai_usage"
    __table_args__ = (sa.Index("ix_ai_usage_month", "business_id", "month"),)

    month: str = Field(max_length=7)
    user_id: UUID | None = None
    engine: Engine = Field(sa_type=word(Engine))
    model: str = Field(max_length=120)
    model_asked: str = Field(default="", max_length=120)
    prompt_id: str = Field(max_length=80)
    prompt_version: str = Field(max_length=20)
    prompt_hash: str = Field(max_length=64)
    schema_hash: str = Field(default="", max_length=64)
    level: str = Field(default="", max_length=20)
    tokens_in: int = 0
    tokens_out: int = 0
    tokens_cached: int = 0
    tokens_reasoning: int = 0
    estimated: bool = False
    cost: Decimal | None = Field(default=None, max_digits=12, decimal_places=6)
    price_table: str = Field(default="", max_length=40)
    latency_ms: int = 0
    outcome: str = Field(max_length=40)
    cached: bool = False
    created_at: datetime


class AiHold(TenantRow, table=True):
    """Tokens that a question under way may take; gone when it is settled, or when its process died."""

    __tablename__ = "ai_hold"

    month: str = Field(max_length=7)
    tokens: int
    expires_at: datetime
