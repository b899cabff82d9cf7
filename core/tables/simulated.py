"""The simulated platforms' own ledger: what they accepted, kept apart from what we believe we sent."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from core.tables.base import TenantRow


class SimulatedPost(TenantRow, table=True):
    """One thing a simulated channel accepted. ``traits`` freezes followers and recent posts at that moment."""

    __tablename__ = "simulated_post"
    __table_args__ = (
        sa.Index("ix_simulated_post_key", "business_id", "client_ref"),
        sa.UniqueConstraint("business_id", "external_id"),
    )

    channel: str = Field(max_length=40)
    client_ref: str = Field(max_length=120)
    external_id: str = Field(max_length=200)
    accepted_at: datetime
    text: str
    traits: dict[str, Any] = Field(sa_type=sa.JSON)
