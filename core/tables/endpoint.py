"""The AI endpoint that a business brought itself."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field

from core.tables.base import Frozen, TenantRow
from core.tables.values import Value


class EndpointCheck(Value):
    """What a test found for one model: ``level`` is how firmly it keeps a shape, ``served`` the model that answered."""

    model: str
    works: bool
    words: str
    level: str | None = None
    served: str = ""
    latency_ms: int = 0


class AiEndpoint(TenantRow, table=True):
    """One row a business at most. ``sealed_key`` is readable by the vault alone; empty where no key is needed.

    ``checks`` tell what the last test found, one for each model; they are emptied when what they tested changes.
    """

    __tablename__ = "ai_endpoint"
    __table_args__ = (sa.UniqueConstraint("business_id"),)

    base_url: str = Field(max_length=300)
    sealed_key: str = Field(default="", max_length=4000)
    key_ends: str = Field(default="", max_length=4)
    quick_model: str = Field(max_length=120)
    quality_model: str = Field(max_length=120)
    checks: tuple[EndpointCheck, ...] = Field(default=(), sa_type=Frozen(tuple[EndpointCheck, ...]))
    checked_at: datetime | None = None
    saved_at: datetime
