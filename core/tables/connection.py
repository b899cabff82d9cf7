"""The real accounts that a business connected behind its channels."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field

from core.tables.base import TenantRow


class ChannelConnection(TenantRow, table=True):
    """One row a channel at most. ``sealed_secret`` is readable by the vault alone.

    ``kind`` is the name of its adapter's module. ``problem`` says why the account is paused, in words for a person;
    empty while it may send.
    """

    __tablename__ = "channel_connection"
    __table_args__ = (sa.UniqueConstraint("business_id", "channel"),)

    channel: str = Field(max_length=40)
    kind: str = Field(max_length=40)
    url: str = Field(max_length=300)
    account: str = Field(default="", max_length=200)
    sender: str = Field(default="", max_length=320)
    sealed_secret: str = Field(default="", max_length=4000)
    secret_ends: str = Field(default="", max_length=4)
    remembers: bool = False
    problem: str = ""
    checked_at: datetime | None = None
    saved_at: datetime
