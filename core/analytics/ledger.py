"""The AI ledger, attempt by attempt."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import func
from sqlmodel import col

from core.analytics.exports import csv_bytes
from core.analytics.forecast import LATELY, Forecast, forecast
from core.keys import needs
from core.rows.pages import Mark, Page, cut, older
from core.tables import AiUsage
from core.vocab import Engine, Permission
from core.workspace import Workspace

SHOWN = 50
COLUMNS = (
    "created_at", "prompt_id", "prompt_version", "prompt_hash", "schema_hash", "engine", "model_asked", "model",
    "level", "tokens_in", "tokens_out", "tokens_cached", "tokens_reasoning", "estimated", "cost", "price_table",
    "latency_ms", "outcome", "cached",
)  # fmt: skip


@dataclass(frozen=True)
class LedgerLine:
    """One attempt to get an answer.

    Attributes:
        what: the prompt's name.
        model: which served, or was asked when none did.
        level: how firmly the reply's shape was asked for; empty where no endpoint was asked.
        cost: US dollars; None is "unpriced", never free.
        estimated: whether the tokens were counted here because the endpoint did not say.
        cached: whether it was remembered from before, and cost nothing now.
    """

    at: datetime
    what: str
    engine: Engine
    model: str
    level: str
    tokens_in: int
    tokens_out: int
    estimated: bool
    cost: Decimal | None
    outcome: str
    cached: bool
    latency_ms: int


@needs(Permission.READ)
def read_ledger(ws: Workspace, *, limit: int = SHOWN) -> tuple[LedgerLine, ...]:
    """The latest attempts, the newest first."""
    rows = ws.rows.find(AiUsage, order=[col(AiUsage.created_at).desc(), col(AiUsage.id)], limit=limit)
    return tuple(map(_line, rows))


@needs(Permission.READ)
def page_ledger(ws: Workspace, *, after: Mark | None = None, limit: int = SHOWN) -> Page[LedgerLine]:
    """The same in pages, back to the first attempt."""
    row = AiUsage
    order = [col(row.created_at).desc(), col(row.id).desc()]
    found = ws.rows.find(row, *older(row.created_at, row.id, after), order=order, limit=limit + 1)
    return cut(found, limit, lambda one: Mark(one.created_at, one.id)).of(_line)


@needs(Permission.READ)
def export_ledger(ws: Workspace) -> bytes:
    """Every attempt of this month (UTC) as CSV with a byte order mark, the newest first; an empty cost is unpriced."""
    told = ws.rows.columns(
        *(col(getattr(AiUsage, name)) for name in COLUMNS),
        where=[col(AiUsage.month) == f"{ws.now:%Y-%m}"],
        order=[col(AiUsage.created_at).desc(), col(AiUsage.id)],
    )
    return csv_bytes([dict(zip(COLUMNS, row, strict=True)) for row in told], columns=COLUMNS, bom=True)


@needs(Permission.READ)
def read_forecast(ws: Workspace) -> Forecast | None:
    """When the allowance runs out at the pace of the last days; None where there is no pace, or no allowance."""
    now, tokens = ws.now, col(AiUsage.tokens_in) + col(AiUsage.tokens_out)
    lately, since = ws.rows.columns(
        func.coalesce(func.sum(tokens), 0),
        func.min(col(AiUsage.created_at)),
        where=[tokens > 0, col(AiUsage.created_at) >= now - LATELY, col(AiUsage.created_at) <= now],
    )[0]
    used = ws.rows.columns(
        func.coalesce(func.sum(tokens), 0), where=[tokens > 0, col(AiUsage.month) == f"{now:%Y-%m}"]
    )[0][0]
    given = ws.profile.monthly_tokens
    if given <= 0:
        return None
    return forecast(given=given, used=int(used), lately=int(lately), since=since, now=now)


def _line(row: AiUsage) -> LedgerLine:
    return LedgerLine(
        row.created_at,
        row.prompt_id,
        row.engine,
        row.model or row.model_asked,
        row.level,
        row.tokens_in,
        row.tokens_out,
        row.estimated,
        row.cost,
        row.outcome,
        row.cached,
        row.latency_ms,
    )
