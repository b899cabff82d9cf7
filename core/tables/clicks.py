"""Links in letters and text messages that count who followed them, one row a copy and link."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from core.tables.base import TenantRow, child_of


class CountedLink(TenantRow, table=True):
    """Where one link of one person's copy leads, and how often it was followed.

    ``token`` is drawn at random and names the link in the address that is sent. ``machines`` counts what was no
    person: prefetching, HEAD, known scanners; ``clicks`` the rest. No network address and no program's name is kept.
    """

    __tablename__ = "counted_link"
    __table_args__ = (
        child_of("publication", "publication_id"),
        child_of("post", "post_id"),
        sa.UniqueConstraint("token"),
        sa.Index("ix_counted_link_publication", "business_id", "publication_id"),
        sa.Index("ix_counted_link_post", "business_id", "post_id"),
    )

    publication_id: UUID
    post_id: UUID
    token: str = Field(max_length=24)
    url: str
    clicks: int = 0
    machines: int = 0
    first_at: datetime | None = None
