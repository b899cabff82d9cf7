"""Texts that a business keeps to use again."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field

from core.tables.base import Frozen, TenantRow, word
from core.tables.values import BlockText
from core.vocab import BlockKind


class TextBlock(TenantRow, table=True):
    """A template, a snippet or a set of hashtags; ``channel`` says where it belongs, everywhere when it is empty."""

    __tablename__ = "text_block"
    __table_args__ = (sa.UniqueConstraint("business_id", "kind", "name", name="uq_text_block_name"),)

    kind: BlockKind = Field(sa_type=word(BlockKind))
    name: str = Field(max_length=80)
    channel: str = Field(default="", max_length=40)
    text: BlockText = Field(sa_type=Frozen(BlockText))
    updated_at: datetime
