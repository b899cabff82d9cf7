"""What this month's writing used and cost."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from sqlalchemy import and_, case, func
from sqlmodel import col

from core.ai.allowance import Allowance
from core.keys import needs
from core.tables import AiUsage
from core.vocab import Engine, Permission
from core.workspace import Workspace


@dataclass(frozen=True)
class UsageLine:
    """One prompt as one model answered it.

    Args:
        answers: attempts to get an answer, also those that failed; failed: of them, those that gave none.
        cost: US dollars; None where no attempt has a known price, which is not "free".
        estimated: whether some tokens were counted here because the model did not say.
        unpriced: attempts of a model that took tokens at a price that is not known, and are not in the cost.
    """

    engine: Engine
    model: str
    prompt_id: str
    answers: int
    failed: int
    tokens_in: int
    tokens_out: int
    cost: Decimal | None
    estimated: bool
    last_at: datetime
    unpriced: int = 0


@dataclass(frozen=True)
class Usage:
    """One calendar month (``2026-02``, UTC) of writing: ``allowance`` in tokens, ``soft_cap`` in percent of it."""

    month: str
    lines: tuple[UsageLine, ...]
    allowance: int
    soft_cap: int = 80

    @property
    def tokens(self) -> int:
        """Tokens in and out that count against the allowance."""
        return sum(line.tokens_in + line.tokens_out for line in self.lines)

    @property
    def left(self) -> int:
        return max(0, self.allowance - self.tokens)

    @property
    def share(self) -> float:
        """What is used of the allowance, 0-1; all of it where there is none."""
        return min(1.0, self.tokens / self.allowance) if self.allowance else 1.0

    @property
    def notice(self) -> str | None:
        """What the allowance has to say, in the words that its writers use; None while there is plenty."""
        allowance = Allowance(self.allowance, self.tokens, soft_cap=self.soft_cap)
        return allowance.notice(allowance.standing)

    @property
    def cost(self) -> Decimal | None:
        """US dollars; None while nothing that has a price was asked."""
        priced = [line.cost for line in self.lines if line.cost is not None]
        return sum(priced, Decimal(0)) if priced else None

    @property
    def is_partly_unpriced(self) -> bool:
        """Whether a model answered whose price is not known."""
        return any(line.unpriced for line in self.lines)


@needs(Permission.READ)
def read_usage(ws: Workspace) -> Usage:
    """This month's ledger, by model and prompt, the most used first."""
    month = f"{ws.now:%Y-%m}"
    took = col(AiUsage.tokens_in) + col(AiUsage.tokens_out)
    unpriced = and_(col(AiUsage.engine) == Engine.MODEL, col(AiUsage.cost).is_(None), took > 0)
    by = [col(AiUsage.engine), col(AiUsage.model), col(AiUsage.prompt_id)]
    asked = ws.rows.columns(
        *by,
        func.count(),
        func.sum(case((col(AiUsage.outcome) == "answered", 0), else_=1)),
        func.sum(col(AiUsage.tokens_in)),
        func.sum(col(AiUsage.tokens_out)),
        func.sum(col(AiUsage.cost)),
        func.max(case((col(AiUsage.estimated), 1), else_=0)),
        func.max(col(AiUsage.created_at)),
        func.sum(case((unpriced, 1), else_=0)),
        where=[col(AiUsage.month) == month],
        group=by,
        order=[func.count().desc(), *by],
    )
    lines = tuple(replace(UsageLine(*told), estimated=bool(told[8])) for told in asked)
    return Usage(month, lines, ws.profile.monthly_tokens, ws.profile.soft_cap_percent)
