"""A month's tokens in the database: held back under a lock, so that no two questions count on the same ones."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col

from core.ai.allowance import Allowance, Need, Standing
from core.ai.metered import Grant
from core.rows import Rows
from core.tables import AiHold, AiUsage, Profile
from core.wiring.turns import TURNS
from core.workspace import Workspace

PATIENCE, STEP = 20.0, 0.2
"""Seconds to wait for questions under way to let go of their tokens, and between two looks."""
LASTS = timedelta(minutes=3)
"""A hold whose process died counts no longer; longer than any question takes."""


class MonthlyQuota:
    """The allowance of the workspace's business; ``sleep`` waits so many seconds."""

    def __init__(self, ws: Workspace, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self._ws, self._sleep = ws, sleep

    @contextmanager
    def reserved(self, need: Need) -> Iterator[Grant]:
        """Hold tokens back for one question for as long as the context lasts; nothing when they are spent."""
        grant, hold = self._granted(need)
        for _ in range(round(PATIENCE / STEP)):
            if grant.standing is not Standing.CROWDED:
                break
            self._sleep(STEP)
            grant, hold = self._granted(need)
        try:
            yield grant
        finally:
            if hold is not None:
                with TURNS, self._ws.aside() as own, own.writing() as rows:
                    rows.remove(AiHold, col(AiHold.id) == hold)

    def _granted(self, need: Need) -> tuple[Grant, UUID | None]:
        with TURNS, self._ws.aside() as own, own.writing() as rows:
            profile = rows.lock(Profile, own.profile.id)  # everybody of this business who asks waits here, briefly
            rows.remove(AiHold, col(AiHold.expires_at) <= own.now)
            allowance = _allowance(own, rows, profile)
            standing = allowance.standing_for(need)
            grant = Grant(standing, allowance.notice(standing))
            if standing in {Standing.SPENT, Standing.CROWDED}:
                return grant, None
            hold = AiHold(
                business_id=own.key.business_id,
                month=f"{own.now:%Y-%m}",
                tokens=allowance.hold_for(need),
                expires_at=own.now + LASTS,
            )
            return grant, rows.add(hold).id


def allowance_of(ws: Workspace) -> Allowance:
    """Where the business stands this month."""
    with ws.aside() as own:  # its own snapshot may be older than the answers that were billed aside
        return _allowance(own, own.rows, own.profile)


def _allowance(ws: Workspace, rows: Rows, profile: Profile) -> Allowance:
    month = f"{ws.now:%Y-%m}"
    spent = func.coalesce(func.sum(col(AiUsage.tokens_in) + col(AiUsage.tokens_out)), 0)
    held = func.coalesce(func.sum(col(AiHold.tokens)), 0)
    return Allowance(
        given=profile.monthly_tokens,
        spent=int(rows.columns(spent, where=[col(AiUsage.month) == month])[0][0]),
        held=int(rows.columns(held, where=[col(AiHold.month) == month, col(AiHold.expires_at) > ws.now])[0][0]),
        soft_cap=profile.soft_cap_percent,
    )
