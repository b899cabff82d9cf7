"""The AI bill, written down."""

from collections.abc import Sequence

from core.ai.billed import Entry
from core.tables import AiUsage
from core.wiring.turns import TURNS
from core.workspace import Workspace


class Ledger:
    """Writes the AI bill in a transaction of its own: tokens are spent even when the work rolls back."""

    def __init__(self, ws: Workspace) -> None:
        self._ws = ws

    def record(self, entries: Sequence[Entry]) -> None:
        with TURNS, self._ws.aside() as own, own.writing() as rows:
            for entry in entries:
                rows.add(self._row(entry))

    def _row(self, entry: Entry) -> AiUsage:
        ws, attempt, now = self._ws, entry.attempt, self._ws.now
        return AiUsage(
            business_id=ws.key.business_id,
            month=f"{now:%Y-%m}",
            user_id=ws.key.user_id,
            engine=entry.engine,
            model=attempt.model[:120],
            model_asked=attempt.asked[:120],
            prompt_id=entry.prompt_id,
            prompt_version=str(entry.prompt_version),
            prompt_hash=entry.prompt_hash,
            schema_hash=entry.schema_hash,
            level=attempt.level,
            tokens_in=attempt.usage.tokens_in,
            tokens_out=attempt.usage.tokens_out,
            tokens_cached=attempt.usage.cached,
            tokens_reasoning=attempt.usage.reasoning,
            estimated=attempt.usage.estimated,
            cost=attempt.cost,
            price_table=attempt.prices,
            latency_ms=attempt.latency_ms,
            outcome=attempt.outcome,
            cached=entry.cached,
            created_at=now,
        )
