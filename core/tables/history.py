"""What a post said before, and what people said about it."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from core.tables.base import Frozen, TenantRow, child_of, word
from core.tables.values import AiMetadata, Wording
from core.vocab import Engine, NoteKind


class PostVersion(TenantRow, table=True):
    """A post's words as one change left them; numbers run from 1.

    ``actor`` did it, or asked for it where ``engine`` is a writer; nobody is named for what was there before versions
    were kept. ``ai`` is there where a writer's answer came in with this version. ``restored`` is the version that it
    brought back.
    """

    __tablename__ = "post_version"
    __table_args__ = (
        child_of("post", "post_id"),
        sa.UniqueConstraint("business_id", "post_id", "number", name="uq_post_version_number"),
    )

    post_id: UUID
    number: int
    verb: str = Field(max_length=80)
    user_id: UUID | None = None
    actor: str = Field(default="", max_length=120)
    engine: Engine = Field(default=Engine.PERSON, sa_type=word(Engine))
    words: Wording = Field(sa_type=Frozen(Wording))
    changed: tuple[str, ...] = Field(default=(), sa_type=Frozen(tuple[str, ...]))
    ai: AiMetadata | None = Field(default=None, sa_type=Frozen(AiMetadata))
    restored: int | None = None
    began_at: datetime
    at: datetime


class PostNote(TenantRow, table=True):
    """One line of a post's thread; ``version`` is what lay before whoever wrote it."""

    __tablename__ = "post_note"
    __table_args__ = (
        child_of("post", "post_id"),
        sa.Index("ix_post_note_post", "business_id", "post_id", "at"),
    )

    post_id: UUID
    kind: NoteKind = Field(sa_type=word(NoteKind))
    text: str = Field(default="", max_length=2000)
    user_id: UUID | None = None
    actor: str = Field(max_length=120)
    version: int | None = None
    at: datetime
