"""Two versions of one post, and what came of them."""

from datetime import datetime
from typing import Literal
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from core.tables.base import Frozen, TenantRow, child_of, word
from core.tables.values import Value
from core.vocab import ExperimentMetric, ExperimentStatus


class Verdict(Value):
    """What was found when both versions were equally old.

    ``winner`` is empty where there is none, and ``reason`` says why in words. ``hits`` and ``seen`` are the first
    version's and the second's; ``low`` and ``high`` bound the second's share less the first's (95%).
    """

    winner: Literal["a", "b", ""] = ""
    reason: str
    age_hours: int = 0
    hits: tuple[int, int] = (0, 0)
    seen: tuple[int, int] = (0, 0)
    p_value: float | None = None
    low: float | None = None
    high: float | None = None


class Experiment(TenantRow, table=True):
    """``post_b`` says what ``post_a`` says in other words.

    Decided once: when the later one has been out for ``after_hours``, or at ``decide_at``. ``least`` is how many must
    have seen each of them. With ``share`` the list is split: so many percent of the people get each version, at the
    same moment, and ``post_rest`` is what everybody else gets once it is decided. Without, the versions take turns.
    """

    __table_args__ = (
        child_of("post", "post_a"),
        child_of("post", "post_b"),
        child_of("post", "post_rest", ondelete="NO ACTION"),
        sa.Index("ix_experiment_status", "business_id", "status"),
        sa.Index("ix_experiment_post_a", "business_id", "post_a"),
        sa.Index("ix_experiment_post_b", "business_id", "post_b"),
        sa.Index("ix_experiment_post_rest", "business_id", "post_rest"),
    )

    post_a: UUID
    post_b: UUID
    metric: ExperimentMetric = Field(sa_type=word(ExperimentMetric))
    after_hours: int | None = None
    decide_at: datetime | None = None
    least: int
    share: int | None = None
    post_rest: UUID | None = None
    status: ExperimentStatus = Field(default=ExperimentStatus.RUNNING, sa_type=word(ExperimentStatus))
    verdict: Verdict | None = Field(default=None, sa_type=Frozen(Verdict))
    created_at: datetime
    ended_at: datetime | None = None
