"""What is due, as statements for both databases: made once, for making them costs more than running them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction
from sqlmodel import col
from sqlmodel.sql.sqltypes import UTCDateTime

from core.tables import Business, Publication
from core.vocab import PublicationStatus

AHEAD = 5
"""How many times what it asks for a clock looks at, so that five clocks on PostgreSQL find enough that is free."""
# Literals, not parameters: otherwise the partial index is not used.
WAITS = sa.literal_column("publication.status").in_(
    [sa.literal_column("'scheduled'"), sa.literal_column("'publishing'")]
)
"""What is still to be sent."""
OFFSET = sa.select(col(Business.clock_offset)).where(col(Business.id) == col(Publication.business_id))
"""Seconds that the clock of a publication's business is ahead."""
FURTHEST = sa.select(sa.func.max(col(Business.clock_offset)))
"""The most seconds that any business's clock is ahead."""


@dataclass(frozen=True)
class Claiming:
    """The statements of a claim: is anything due, and for more than one business; take the oldest, take turns."""

    look: Any
    take: Any
    take_turns: Any


@cache
def claiming(*, is_narrow: bool) -> Claiming:
    """Made once: making them costs more than running them. ``is_narrow`` looks at the businesses named ``only``."""
    row, when = Publication, UTCDateTime()
    serving = OFFSET.where(col(Business.paused).is_(False), col(Business.template_of).is_(None))
    waiting = [
        WAITS,
        # a plain bound beside the exact one, or the index is not used
        col(row.run_at) <= sa.bindparam("by", type_=when),
        col(row.run_at) <= shifted(sa.bindparam("now", type_=when), serving.scalar_subquery()),
    ]
    if is_narrow:
        waiting.append(col(row.business_id).in_(sa.bindparam("only", expanding=True)))
    first = sa.select(col(row.business_id)).where(*waiting).order_by(col(row.run_at)).limit(1).cte("first")
    others = sa.select(col(row.id)).where(*waiting, col(row.business_id) != first.c.business_id)
    look = sa.select(others.correlate(first).exists()).select_from(first)
    mine = sa.select(col(row.business_id), col(row.id)).where(*waiting)
    turns = _turns(waiting)
    by_turns = mine.join(turns, sa.and_(turns.c.business_id == row.business_id, turns.c.id == row.id))
    # all of one business here: the order of the index, so that what is not taken is not sorted
    take = _take(mine.order_by(col(row.run_at), col(row.business_id), col(row.id)))
    return Claiming(look, take, _take(by_turns.order_by(turns.c.turn, col(row.run_at), col(row.id))))


def _turns(waiting: Sequence[sa.ColumnElement[bool]]) -> sa.Subquery:
    """What is due in the order of turns, some more than asked for: on PostgreSQL, another clock may hold the first."""
    row = Publication
    turn = sa.func.row_number().over(partition_by=col(row.business_id), order_by=[col(row.run_at), col(row.id)])
    ranked = sa.select(col(row.business_id), col(row.id), col(row.run_at), turn.label("turn")).where(*waiting)
    inner = ranked.subquery("ranked")
    many = sa.bindparam("many", type_=sa.Integer())
    return sa.select(inner).order_by(inner.c.turn, inner.c.run_at, inner.c.id).limit(many).subquery("turns")


def _take(mine: sa.Select[UUID, UUID]) -> sa.Update:
    """Hold the first of these that nobody holds, under a new fence each."""
    row, when = Publication, UTCDateTime()
    due = mine.limit(sa.bindparam("most", type_=sa.Integer())).with_for_update(skip_locked=True, of=row).cte("due")
    return (
        sa.update(row)
        .where(sa.tuple_(col(row.business_id), col(row.id)).in_(sa.select(due.c.business_id, due.c.id)))
        .values(
            status=PublicationStatus.PUBLISHING,
            run_at=shifted(sa.bindparam("until", type_=when), OFFSET.scalar_subquery()),
            lease_owner=sa.bindparam("owner"),
            fence=col(row.fence) + 1,
        )
        .returning(col(row.business_id), col(row.id), col(row.fence), col(row.kind), col(row.due_at), col(row.run_at))
    )


class shifted(GenericFunction[datetime]):  # noqa: N801 - it reads as SQL
    """``shifted(moment, seconds)``: a moment moved on, in the database's own arithmetic."""

    type = UTCDateTime()
    inherit_cache = True


@compiles(shifted, "postgresql")
def _shifted_pg(element: shifted, compiler: Any, **kw: Any) -> str:
    moment, seconds = (compiler.process(part, **kw) for part in element.clauses)
    return f"(CAST({moment} AS TIMESTAMPTZ) + ({seconds}) * INTERVAL '1 second')"


@compiles(shifted, "sqlite")
def _shifted_sqlite(element: shifted, compiler: Any, **kw: Any) -> str:
    # The text SQLAlchemy stores has six digits after the point, SQLite's own has three.
    moment, seconds = (compiler.process(part, **kw) for part in element.clauses)
    return f"(strftime('%Y-%m-%d %H:%M:%f', {moment}, ({seconds}) || ' seconds') || '000')"
