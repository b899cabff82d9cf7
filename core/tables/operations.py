"""How the house is kept: who did what, what the clock did, and what was already made."""

from datetime import datetime
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from core.tables.base import TenantRow, word
from core.vocab import JobStatus


class AuditEntry(TenantRow, table=True):
    __tablename__ = "audit_entry"
    __table_args__ = (sa.Index("ix_audit_entry_at", "business_id", "at"),)

    at: datetime
    user_id: UUID | None = None
    actor: str = Field(max_length=120)
    verb: str = Field(max_length=80)
    subject: str = Field(default="", max_length=200)
    detail: str = ""


class ClientToken(TenantRow, table=True):
    """What a creating verb already made for a client's token: a double click never makes two."""

    __tablename__ = "client_token"
    __table_args__ = (sa.UniqueConstraint("business_id", "verb", "token"),)

    verb: str = Field(max_length=80)
    token: str = Field(max_length=120)
    made_id: UUID
    created_at: datetime


class JobRun(SQLModel, table=True):
    """One run of one background job; of the house, not of a business."""

    __tablename__ = "job_run"
    __table_args__ = (sa.Index("ix_job_run_started", "job", "started_at"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    job: str = Field(max_length=60)
    owner: str = Field(max_length=80)
    status: JobStatus = Field(sa_type=word(JobStatus))
    did: int = 0
    error: str = ""
    started_at: datetime
    ended_at: datetime


class Heartbeat(SQLModel, table=True):
    """The clock's sign of life: when it is late, the Overview and ``/readyz`` say so."""

    name: str = Field(primary_key=True, max_length=60)
    beat_at: datetime
