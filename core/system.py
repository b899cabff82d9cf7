"""The one named door across businesses: ids and moments only. A house test lists who may come through it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import Connection, Engine
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction
from sqlmodel import col
from sqlmodel.sql.sqltypes import UTCDateTime

from core.backends import SYSTEM
from core.backends.engine import WRITE
from core.tables import METADATA, Business, CountedLink, Heartbeat, Invitation, JobRun, Membership, Publication
from core.vocab import PublicationKind, PublicationStatus

_OF_PEOPLE = {Membership.__tablename__, Invitation.__tablename__}
_PUBLISHING: sa.ColumnElement[str] = sa.literal_column("'publishing'")


@dataclass(frozen=True)
class Claim:
    """A publication that is ours to send ``until`` the lease ends, as long as the fence is still ours.

    Both moments are by the business's own clock.
    """

    business_id: UUID
    publication_id: UUID
    fence: int
    kind: PublicationKind
    due_at: datetime
    until: datetime


def reading(engine: Engine) -> Connection:
    """A connection that may look across businesses."""
    return engine.execution_options(**{SYSTEM: True}).connect()


def writing(engine: Engine) -> Any:
    """A write transaction that may reach across businesses."""
    return engine.execution_options(**{SYSTEM: True, WRITE: True}).begin()


def list_businesses(engine: Engine) -> list[UUID]:
    """Every business the clock works for: not paused, not a template that sandboxes are copied from."""
    wanted = sa.select(col(Business.id)).where(col(Business.paused).is_(False), col(Business.template_of).is_(None))
    with reading(engine) as connection:
        return list(connection.execute(wanted.order_by(col(Business.id))).scalars())


def claim_due(
    engine: Engine, now: datetime, owner: str, *, lease: timedelta, limit: int = 20, only: Iterable[UUID] | None = None
) -> list[Claim]:
    """Take up to ``limit`` due publications, each for one owner alone, and make that durable.

    A publication is due when its moment has come by its business's own clock, and again when the lease of
    whoever was sending it has run out. Two callers never hold the same fence.

    Args:
        engine: the database.
        now: the wall clock; a sandbox's own clock adds its offset.
        owner: who claims, for the journal.
        lease: how long the claim holds.
        limit: how many at most.
        only: the businesses to look at; all when None.
    """
    row = Publication
    offset = sa.select(col(Business.clock_offset)).where(col(Business.id) == col(row.business_id))
    serving = offset.where(col(Business.paused).is_(False), col(Business.template_of).is_(None))
    with writing(engine) as connection:
        ahead = connection.execute(sa.select(sa.func.max(col(Business.clock_offset)))).scalar_one() or 0
        mine = (
            sa.select(col(row.business_id), col(row.id))
            .where(
                # Literals, not parameters, and a plain bound on run_at: otherwise the partial index is not used.
                sa.literal_column("publication.status").in_([sa.literal_column("'scheduled'"), _PUBLISHING]),
                col(row.run_at) <= now + timedelta(seconds=ahead),
                col(row.run_at) <= shifted(now, serving.scalar_subquery()),
            )
            .order_by(col(row.run_at), col(row.id))
            .limit(limit)
            .with_for_update(skip_locked=True, of=row)
        )
        due = (mine if only is None else mine.where(col(row.business_id).in_(list(only)))).cte("due")
        take = (
            sa.update(row)
            .where(sa.tuple_(col(row.business_id), col(row.id)).in_(sa.select(due.c.business_id, due.c.id)))
            .values(
                status=PublicationStatus.PUBLISHING,
                run_at=shifted(now + lease, offset.scalar_subquery()),
                lease_owner=owner,
                fence=col(row.fence) + 1,
            )
            .returning(
                col(row.business_id), col(row.id), col(row.fence), col(row.kind), col(row.due_at), col(row.run_at)
            )
        )
        taken = [Claim(*found) for found in connection.execute(take).all()]
    return sorted(taken, key=lambda claim: (claim.due_at, claim.publication_id))  # RETURNING promises no order


def renew(engine: Engine, claims: Collection[Claim], now: datetime, *, lease: timedelta) -> list[Claim]:
    """Hold claims for a whole lease from now, and make that durable; those that are still ours, in the same order."""
    row = Publication
    offset = sa.select(col(Business.clock_offset)).where(col(Business.id) == col(row.business_id))
    mine = [(claim.business_id, claim.publication_id, claim.fence) for claim in claims]
    hold = (
        sa.update(row)
        .where(sa.tuple_(col(row.business_id), col(row.id), col(row.fence)).in_(mine))
        .where(col(row.status) == PublicationStatus.PUBLISHING)
        .values(run_at=shifted(now + lease, offset.scalar_subquery()))
        .returning(col(row.id), col(row.run_at))
    )
    with writing(engine) as connection:
        until = dict(map(tuple, connection.execute(hold).all()))
    return [replace(claim, until=until[claim.publication_id]) for claim in claims if claim.publication_id in until]


def next_due(engine: Engine, business_id: UUID) -> datetime | None:
    """The earliest moment, by the business's own clock, at which it has something to send."""
    soonest = sa.select(sa.func.min(col(Publication.run_at))).where(
        col(Publication.business_id) == business_id,
        sa.literal_column("publication.status").in_([sa.literal_column("'scheduled'"), _PUBLISHING]),
    )
    with reading(engine) as connection:
        return connection.execute(soonest).scalar_one()


def beat(engine: Engine, name: str, now: datetime) -> None:
    """Say that the clock is alive."""
    with writing(engine) as connection:
        if not connection.execute(sa.update(Heartbeat).where(col(Heartbeat.name) == name).values(beat_at=now)).rowcount:
            connection.execute(sa.insert(Heartbeat).values(name=name, beat_at=now))


def last_beat(engine: Engine, name: str) -> datetime | None:
    """When the clock was last alive."""
    with reading(engine) as connection:
        return connection.execute(
            sa.select(col(Heartbeat.beat_at)).where(col(Heartbeat.name) == name)
        ).scalar_one_or_none()


def log_job(engine: Engine, run: JobRun) -> None:
    """Write down one run of a background job."""
    with writing(engine) as connection:
        connection.execute(sa.insert(JobRun).values(**run.model_dump()))


def business_of_link(engine: Engine, token: str) -> UUID | None:
    """The business whose letter or text carries a counted link; None for a link that nobody sent."""
    with reading(engine) as connection:
        wanted = sa.select(col(CountedLink.business_id)).where(col(CountedLink.token) == token)
        return connection.execute(wanted).scalar_one_or_none()


def expired_sandboxes(engine: Engine, now: datetime) -> list[UUID]:
    """Demo sandboxes whose day is over."""
    wanted = sa.select(col(Business.id)).where(col(Business.sandbox_until) < now)
    with reading(engine) as connection:
        return list(connection.execute(wanted).scalars())


def erase_businesses(engine: Engine, ids: Iterable[UUID]) -> int:
    """Delete businesses with everything they own, by cascade."""
    with writing(engine) as connection:
        return int(connection.execute(sa.delete(Business).where(col(Business.id).in_(list(ids)))).rowcount)


def count_rows(engine: Engine, business_id: UUID) -> int:
    """How many rows a business owns, memberships and itself included, over all tables."""
    owners = (table.c.get("business_id") for table in METADATA.sorted_tables)
    columns = [col(Business.id), *(owner for owner in owners if owner is not None)]
    with reading(engine) as connection:
        counted = (sa.select(sa.func.count()).where(owner == business_id) for owner in columns)
        return sum(connection.execute(one).scalar_one() for one in counted)


def describe(engine: Engine, ids: Iterable[UUID]) -> list[tuple[UUID, str, datetime | None]]:
    """Id, name and end of sandbox of the named businesses, for the list a person chooses from."""
    wanted = sa.select(col(Business.id), col(Business.name), col(Business.sandbox_until))
    with reading(engine) as connection:
        return [
            (one, name, until) for one, name, until in connection.execute(wanted.where(col(Business.id).in_(list(ids))))
        ]


def templates(engine: Engine, *, made_after: datetime) -> list[UUID]:
    """The demo businesses that sandboxes are copied from, unless they are older than asked for."""
    wanted = sa.select(col(Business.id)).where(
        col(Business.template_of).is_not(None), col(Business.created_at) > made_after
    )
    with reading(engine) as connection:
        return list(connection.execute(wanted.order_by(col(Business.template_of))).scalars())


def old_templates(engine: Engine, *, made_before: datetime) -> list[UUID]:
    """Templates whose history ends too long ago."""
    wanted = sa.select(col(Business.id)).where(
        col(Business.template_of).is_not(None), col(Business.created_at) <= made_before
    )
    with reading(engine) as connection:
        return list(connection.execute(wanted).scalars())


def copy_business(engine: Engine, source: UUID, target: UUID, *, sandbox_until: datetime) -> None:
    """Copy a template with everything it owns. Composite keys let every row keep its id: one statement a table."""
    with writing(engine) as connection:
        for table in METADATA.sorted_tables:
            if table.name == Business.__tablename__:
                same = {"id": sa.literal(target, table.c.id.type), "template_of": sa.null()}
                own = same | {"sandbox_until": sa.literal(sandbox_until, UTCDateTime())}
                rows = table.c.id == source
            elif "business_id" in table.c and table.name not in _OF_PEOPLE:
                own = {"business_id": sa.literal(target, table.c.business_id.type)}
                rows = table.c.business_id == source
            else:
                continue
            chosen = sa.select(*[own.get(column.name, column) for column in table.c]).where(rows)
            connection.execute(sa.insert(table).from_select([column.name for column in table.c], chosen))


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
