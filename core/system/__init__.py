"""The one named door across businesses: ids and moments only. A house test lists who may come through it."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import Connection, Engine
from sqlmodel import col
from sqlmodel.sql.sqltypes import UTCDateTime

from core.backends import SYSTEM
from core.backends.engine import WRITE
from core.system.due import AHEAD, FURTHEST, OFFSET, WAITS, claiming, shifted
from core.tables import (
    METADATA,
    ApiToken,
    Business,
    CountedLink,
    Heartbeat,
    HookDelivery,
    Invitation,
    JobRun,
    Membership,
    Publication,
)
from core.vocab import DeliveryStatus, PublicationKind, PublicationStatus

BEAT = timedelta(seconds=10)
"""Between two beats of the clock."""
_OF_PEOPLE = {Membership.__tablename__, Invitation.__tablename__, ApiToken.__tablename__}


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

    @property
    def held(self) -> dict[str, Any]:
        """The columns by which a publication is found while it is still ours."""
        return {"id": self.publication_id, "fence": self.fence, "status": PublicationStatus.PUBLISHING}


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

    Businesses take turns: first the oldest of each, then the second of each, and so on. Somebody with ten thousand
    posts due takes from the others no more than every other turn.

    Args:
        engine: the database.
        now: the wall clock; a sandbox's own clock adds its offset.
        owner: who claims, for the journal.
        lease: how long the claim holds.
        limit: how many at most.
        only: the businesses to look at; all when None.
    """
    asked = {"now": now, "until": now + lease, "owner": owner, "most": limit, "many": limit * AHEAD}
    if only is not None:
        asked["only"] = list(only)
    statements = claiming(is_narrow=only is not None)
    with writing(engine) as connection:
        ahead = connection.execute(FURTHEST).scalar_one() or 0
        asked["by"] = now + timedelta(seconds=ahead)
        has_others = connection.execute(statements.look, asked).scalar_one_or_none()
        if has_others is None:
            return []
        take = statements.take_turns if has_others else statements.take
        taken = [Claim(*found) for found in connection.execute(take, asked).all()]
    return _interleaved(taken)


def _interleaved(taken: Iterable[Claim]) -> list[Claim]:
    """One of each business after the other, the oldest first; RETURNING promises no order."""
    turns: Counter[UUID] = Counter()
    ranked = []
    for claim in sorted(taken, key=lambda claim: (claim.due_at, claim.publication_id)):
        turns[claim.business_id] += 1
        ranked.append((turns[claim.business_id], claim))
    return [claim for _, claim in sorted(ranked, key=lambda one: one[0])]


def renew(engine: Engine, claims: Collection[Claim], now: datetime, *, lease: timedelta) -> list[Claim]:
    """Hold claims for a whole lease from now, and make that durable; those that are still ours, in the same order."""
    row = Publication
    mine = [(claim.business_id, claim.publication_id, claim.fence) for claim in claims]
    hold = (
        sa.update(row)
        .where(sa.tuple_(col(row.business_id), col(row.id), col(row.fence)).in_(mine))
        .where(col(row.status) == PublicationStatus.PUBLISHING)
        .values(run_at=shifted(now + lease, OFFSET.scalar_subquery()))
        .returning(col(row.id), col(row.run_at))
    )
    with writing(engine) as connection:
        until = dict(map(tuple, connection.execute(hold).all()))
    return [replace(claim, until=until[claim.publication_id]) for claim in claims if claim.publication_id in until]


def next_due(engine: Engine, business_id: UUID) -> datetime | None:
    """The earliest moment, by the business's own clock, at which it has something to send."""
    soonest = sa.select(sa.func.min(col(Publication.run_at))).where(
        col(Publication.business_id) == business_id,
        WAITS,
    )
    with reading(engine) as connection:
        return connection.execute(soonest).scalar_one()


def seconds_to_next(engine: Engine, now: datetime, *, within: float) -> float:
    """Seconds until any business has something due, 0 when one has already; ``within`` when nothing is before that."""
    row = Publication
    asked = (
        sa.select(col(Business.clock_offset), sa.func.min(col(row.run_at)))
        .join(Business, col(Business.id) == col(row.business_id))
        .where(
            WAITS,
            col(Business.paused).is_(False),
            col(Business.template_of).is_(None),
        )
        .group_by(col(Business.clock_offset))
    )
    with reading(engine) as connection:
        ahead = connection.execute(FURTHEST).scalar_one() or 0
        soon = asked.where(col(row.run_at) <= now + timedelta(seconds=ahead + within))
        found = connection.execute(soon).all()
    waits = [(at - now).total_seconds() - offset for offset, at in found]
    return min([within, *(max(0.0, wait) for wait in waits)])


def beat(engine: Engine, name: str, now: datetime) -> None:
    """Say that the clock is alive; said a moment ago, it is not said again, for every write makes others read anew."""
    last = last_beat(engine, name)
    if last is not None and timedelta(0) <= now - last < BEAT:
        return
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


def waiting_to_tell(engine: Engine, now: datetime) -> list[UUID]:
    """The businesses that have something to tell other programs by now, by the clock that is furthest ahead."""
    row = HookDelivery
    with reading(engine) as connection:
        ahead = connection.execute(FURTHEST).scalar_one() or 0
        due = (col(row.status) == DeliveryStatus.WAITING, col(row.run_at) <= now + timedelta(seconds=ahead))
        return list(connection.execute(sa.select(col(row.business_id)).where(*due).distinct()).scalars())


def expired_sandboxes(engine: Engine, now: datetime) -> list[UUID]:
    """Demo sandboxes whose day is over."""
    wanted = sa.select(col(Business.id)).where(col(Business.sandbox_until) < now)
    with reading(engine) as connection:
        return list(connection.execute(wanted).scalars())


def erase_businesses(engine: Engine, ids: Iterable[UUID]) -> int:
    """Delete businesses with everything they own, by cascade; what a clock holds first, in the order it takes them."""
    gone = list(ids)
    with writing(engine) as connection:
        connection.execute(sa.delete(Publication).where(col(Publication.business_id).in_(gone)))
        return int(connection.execute(sa.delete(Business).where(col(Business.id).in_(gone))).rowcount)


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
