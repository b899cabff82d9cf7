"""The claim, on both databases: one owner a publication, by each business's own clock."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy import Engine

from core import system
from core.tables import Business, Publication
from core.vocab import PublicationStatus
from tests.worlds import fill

LEASE = timedelta(minutes=5)


@pytest.fixture
def shop(engine: Engine, now: datetime) -> UUID:
    return fill(engine, now)


def queue(engine: Engine, business: UUID, moments: list[datetime]) -> None:
    with system.writing(engine) as connection:
        row = dict(connection.execute(sa.select(Publication.__table__)).mappings().first())
        connection.execute(
            sa.insert(Publication),
            [row | {"id": uuid4(), "run_at": at, "due_at": at, "idempotency_key": str(uuid4())} for at in moments],
        )
        connection.execute(sa.delete(Publication).where(Publication.id == row["id"]))


def change(engine: Engine, business: UUID, **values: object) -> None:
    with system.writing(engine) as connection:
        connection.execute(sa.update(Business).where(Business.id == business).values(**values))


def test_only_what_is_due_is_claimed_in_order(engine: Engine, shop: UUID, now: datetime) -> None:
    queue(engine, shop, [now - timedelta(minutes=1), now - timedelta(hours=1), now + timedelta(minutes=1)])
    claims = system.claim_due(engine, now, "a", lease=LEASE)
    assert [c.due_at for c in claims] == [now - timedelta(hours=1), now - timedelta(minutes=1)]
    assert {c.fence for c in claims} == {1}


def test_a_moment_is_due_when_it_comes_and_not_a_microsecond_before(engine: Engine, shop: UUID, now: datetime) -> None:
    queue(engine, shop, [now])
    assert system.claim_due(engine, now - timedelta(microseconds=1), "a", lease=LEASE) == []
    assert len(system.claim_due(engine, now, "a", lease=LEASE)) == 1


def test_a_claim_holds_until_its_lease_ends_and_then_carries_a_new_fence(
    engine: Engine, shop: UUID, now: datetime
) -> None:
    queue(engine, shop, [now])
    assert len(system.claim_due(engine, now, "a", lease=LEASE)) == 1
    assert system.claim_due(engine, now + LEASE - timedelta(seconds=1), "b", lease=LEASE) == []
    (again,) = system.claim_due(engine, now + LEASE, "b", lease=LEASE)
    assert again.fence == 2


def test_a_lease_is_renewed_by_whoever_still_holds_it(engine: Engine, shop: UUID, now: datetime) -> None:
    queue(engine, shop, [now - timedelta(minutes=1), now])
    change(engine, shop, sandbox_until=now + timedelta(days=2), clock_offset=60)
    claims = system.claim_due(engine, now, "a", lease=LEASE)
    assert [claim.until for claim in claims] == [now + timedelta(minutes=1) + LEASE] * 2
    with system.writing(engine) as connection:
        lost = sa.update(Publication).where(Publication.id == claims[0].publication_id)
        connection.execute(lost.values(fence=Publication.fence + 1))
    (kept,) = system.renew(engine, claims, now + LEASE / 2, lease=LEASE)
    assert kept.publication_id == claims[1].publication_id
    assert kept.until == now + timedelta(minutes=1) + LEASE * 1.5
    late = now + LEASE * 1.5 - timedelta(seconds=1)
    assert kept.publication_id not in {one.publication_id for one in system.claim_due(engine, late, "b", lease=LEASE)}
    assert system.renew(engine, [], now, lease=LEASE) == []
    with system.writing(engine) as connection:  # put down: the fence is the same, and it is nobody's
        mine = sa.update(Publication).where(Publication.id == kept.publication_id)
        connection.execute(mine.values(status=PublicationStatus.SCHEDULED))
    assert system.renew(engine, [kept], now, lease=LEASE) == []


def test_a_sandbox_is_served_by_its_own_clock(engine: Engine, shop: UUID, now: datetime) -> None:
    queue(engine, shop, [now + timedelta(days=1)])
    assert system.claim_due(engine, now, "a", lease=LEASE) == []
    change(engine, shop, sandbox_until=now + timedelta(days=2), clock_offset=86_399)
    assert system.claim_due(engine, now, "a", lease=LEASE) == []
    change(engine, shop, clock_offset=86_400)
    (claim,) = system.claim_due(engine, now, "a", lease=LEASE)
    with system.reading(engine) as connection:
        held = connection.execute(sa.select(Publication.run_at, Publication.status)).one()
    assert held == (now + timedelta(days=1) + LEASE, PublicationStatus.PUBLISHING)
    assert claim.due_at == now + timedelta(days=1)


def test_a_claim_is_of_one_business_alone_by_its_clock(engine: Engine, shop: UUID, now: datetime) -> None:
    """Sandboxes of one template share the ids of their rows, and each has a clock of its own."""
    other = fill(engine, now)
    for business in (shop, other):
        queue_for(engine, business, [now + timedelta(hours=1)])
    with system.writing(engine) as connection:
        (mine,) = connection.execute(sa.select(Publication.id).where(Publication.business_id == shop)).scalars()
        connection.execute(sa.update(Publication).where(Publication.business_id == other).values(id=mine))
    change(engine, shop, sandbox_until=now + timedelta(days=2), clock_offset=3600)
    claims = system.claim_due(engine, now, "a", lease=LEASE)
    assert [(one.business_id, one.publication_id) for one in claims] == [(shop, mine)]
    with system.reading(engine) as connection:
        fences = dict(map(tuple, connection.execute(sa.select(Publication.business_id, Publication.fence)).all()))
    assert fences == {shop: 1, other: 0}
    assert [one.business_id for one in system.renew(engine, claims, now, lease=LEASE)] == [shop]


@pytest.mark.parametrize("values", [{"paused": True}, {"template_of": "bakery"}])
def test_paused_businesses_and_templates_send_nothing(
    engine: Engine, shop: UUID, now: datetime, values: dict[str, object]
) -> None:
    queue(engine, shop, [now])
    change(engine, shop, **values)
    assert system.claim_due(engine, now, "a", lease=LEASE) == []
    assert system.list_businesses(engine) == []


def test_many_clocks_never_claim_the_same_thing(engine: Engine, shop: UUID, now: datetime) -> None:
    queue(engine, shop, [now - timedelta(seconds=s) for s in range(60)])
    with ThreadPoolExecutor(6) as pool:
        batches = list(pool.map(lambda n: system.claim_due(engine, now, f"w{n}", lease=LEASE, limit=10), range(8)))
    ids = [claim.publication_id for batch in batches for claim in batch]
    assert len(ids) == len(set(ids)) == 60


def test_claims_keep_to_the_businesses_that_were_named(engine: Engine, shop: UUID, now: datetime) -> None:
    queue(engine, shop, [now])
    assert system.claim_due(engine, now, "a", lease=LEASE, only=[uuid4()]) == []
    assert len(system.claim_due(engine, now, "a", lease=LEASE, only=[shop])) == 1


def test_the_due_query_uses_the_partial_index(engine: Engine, shop: UUID, now: datetime) -> None:
    if engine.dialect.name == "postgresql":  # its planner scans a table this small unless told not to
        with engine.connect() as connection:
            connection.exec_driver_sql("SET enable_seqscan = off")
            where = "status IN ('scheduled', 'publishing') AND run_at <= now()"
            plan = connection.execution_options(tenant_system=True).exec_driver_sql(
                f"EXPLAIN SELECT id FROM publication WHERE {where} ORDER BY run_at"
            )
            assert "ix_publication_due" in "\n".join(row[0] for row in plan)
        return
    plans: list[str] = []

    @sa.event.listens_for(engine, "before_cursor_execute")
    def explain(connection, cursor, statement, params, context, many) -> None:
        if statement.startswith(("WITH", "UPDATE")):
            rows = connection.connection.cursor().execute("EXPLAIN QUERY PLAN " + statement, params).fetchall()
            plans.extend(str(row[-1]) for row in rows)

    system.claim_due(engine, now, "a", lease=LEASE)
    assert any("ix_publication_due" in line for line in plans), plans


def test_the_clock_s_sign_of_life(engine: Engine, now: datetime) -> None:
    assert system.last_beat(engine, "clock") is None
    system.beat(engine, "clock", now)
    system.beat(engine, "clock", now + LEASE)
    assert system.last_beat(engine, "clock") == now + LEASE


def test_a_sandbox_goes_with_everything_it_owns(engine: Engine, shop: UUID, now: datetime) -> None:
    change(engine, shop, sandbox_until=now)
    assert system.expired_sandboxes(engine, now) == []
    assert system.expired_sandboxes(engine, now + timedelta(seconds=1)) == [shop]
    assert system.erase_businesses(engine, [shop]) == 1
    with system.reading(engine) as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(Publication)).scalar_one() == 0


def test_businesses_take_turns_however_much_one_of_them_has(engine: Engine, shop: UUID, now: datetime) -> None:
    other = fill(engine, now)
    queue(engine, shop, [now - timedelta(hours=2, seconds=s) for s in range(40)])
    queue_for(engine, other, [now - timedelta(minutes=m) for m in (1, 2, 3)])
    claims = system.claim_due(engine, now, "a", lease=LEASE, limit=8)
    assert [claim.business_id for claim in claims] == [shop, other] * 3 + [shop] * 2
    assert [claim.due_at for claim in claims if claim.business_id == other] == [
        now - timedelta(minutes=m) for m in (3, 2, 1)
    ]
    assert {claim.business_id for claim in system.claim_due(engine, now, "b", lease=LEASE, limit=8)} == {shop}


def queue_for(engine: Engine, business: UUID, moments: list[datetime]) -> None:
    """As ``queue``, for one business among several."""
    mine = Publication.business_id == business
    with system.writing(engine) as connection:
        row = dict(connection.execute(sa.select(Publication.__table__).where(mine)).mappings().first())
        connection.execute(
            sa.insert(Publication),
            [row | {"id": uuid4(), "run_at": at, "due_at": at, "idempotency_key": str(uuid4())} for at in moments],
        )
        connection.execute(sa.delete(Publication).where(mine, Publication.id == row["id"]))


def test_the_clock_knows_how_long_it_may_sleep(engine: Engine, shop: UUID, now: datetime) -> None:
    queue(engine, shop, [now + timedelta(seconds=10)])
    assert system.seconds_to_next(engine, now, within=5) == 5
    assert system.seconds_to_next(engine, now, within=60) == pytest.approx(10)
    change(engine, shop, sandbox_until=now + timedelta(days=2), clock_offset=4)
    assert system.seconds_to_next(engine, now, within=60) == pytest.approx(6)
    change(engine, shop, clock_offset=11)
    assert system.seconds_to_next(engine, now, within=60) == 0
    change(engine, shop, paused=True)
    assert system.seconds_to_next(engine, now, within=60) == 60
