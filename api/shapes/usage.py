"""What was sent, what writing cost, and what files brought in."""

from datetime import datetime
from typing import Self
from uuid import UUID

from pydantic import BaseModel, Field

from core.analytics import Imported, LedgerLine, Usage
from core.analytics.usage import UsageLine
from core.audience import BroughtIn
from core.publishing import PublicationRow
from core.tables import ImportBatch
from core.vocab import Engine, PublicationKind, PublicationStatus


class PublicationOut(BaseModel):
    id: UUID
    kind: PublicationKind
    content_id: UUID | None
    message_id: UUID | None
    platform: str
    status: PublicationStatus
    due_at: datetime
    attempts: int
    external_id: str | None = Field(description="What the channel calls it.")
    published_at: datetime | None
    reason: str = Field(description="Why it did not go out, and what to do.")
    created_at: datetime

    @classmethod
    def of(cls, row: PublicationRow) -> Self:
        return cls(content_id=row.post_id, platform=row.channel, **row._asdict())


class UsageLineOut(BaseModel):
    engine: Engine
    model: str
    prompt_id: str
    answers: int
    failed: int
    tokens_in: int
    tokens_out: int
    cost_usd: float | None = Field(description="Null is unpriced, never free.")
    estimated: bool
    last_at: datetime

    @classmethod
    def of(cls, line: UsageLine) -> Self:
        told = {name: getattr(line, name) for name in cls.model_fields if name != "cost_usd"}
        return cls(cost_usd=_usd(line.cost), **told)


class UsageOut(BaseModel):
    """One calendar month of writing, in UTC."""

    month: str = Field(examples=["2026-03"])
    tokens: int = Field(description="In and out, as they count against the allowance.")
    allowance: int
    left: int
    cost_usd: float | None = Field(description="Null while nothing that has a price was asked.")
    notice: str | None
    lines: list[UsageLineOut]

    @classmethod
    def of(cls, used: Usage) -> Self:
        lines = [UsageLineOut.of(line) for line in used.lines]
        told = {name: getattr(used, name) for name in ("month", "tokens", "allowance", "left", "notice")}
        return cls(cost_usd=_usd(used.cost), lines=lines, **told)


class LedgerLineOut(BaseModel):
    """One attempt to get an answer."""

    at: datetime
    prompt_id: str
    engine: Engine
    model: str
    tokens_in: int
    tokens_out: int
    estimated: bool = Field(description="Counted here, because the endpoint did not say.")
    cost_usd: float | None
    outcome: str
    cached: bool
    latency_ms: int

    @classmethod
    def of(cls, line: LedgerLine) -> Self:
        told = {name: getattr(line, name) for name in cls.model_fields if name not in {"prompt_id", "cost_usd"}}
        return cls(prompt_id=line.what, cost_usd=_usd(line.cost), **told)


class ImportOut(BaseModel):
    """A file that was brought in; it can be taken back as a whole."""

    id: UUID
    filename: str
    of: str = Field(description="leads, or the platform of its posts.")
    rows_in: int
    made: int
    rows_refused: int
    created_at: datetime

    @classmethod
    def told(cls, batch: ImportBatch) -> Self:
        same = {name: getattr(batch, name) for name in ("id", "filename", "rows_in", "rows_refused", "created_at")}
        return cls(of=batch.channel, made=batch.posts_made, **same)


class RowProblem(BaseModel):
    row: int = Field(description="The number that a spreadsheet shows.")
    column: str
    detail: str


class PostsImported(ImportOut):
    known: int = Field(description="Were here before and were left as they are.")
    errors: list[RowProblem]

    @classmethod
    def done(cls, one: Imported) -> Self:
        errors = [RowProblem(row=e.row, column=e.column, detail=e.message) for e in one.errors[:100]]
        return cls(**ImportOut.told(one.batch).model_dump(), known=one.known, errors=errors)


class ContactsImported(BaseModel):
    added: int
    changed: int
    stayed_away: int = Field(description="Had unsubscribed, and were left alone.")
    errors: list[RowProblem]

    @classmethod
    def done(cls, one: BroughtIn) -> Self:
        errors = [RowProblem(row=e.row, column=e.column, detail=e.message) for e in one.errors[:100]]
        return cls(added=one.added, changed=one.changed, stayed_away=one.stayed_away, errors=errors)


def _usd(cost: object) -> float | None:
    return None if cost is None else float(str(cost))
