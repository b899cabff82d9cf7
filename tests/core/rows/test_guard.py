"""The probe matrix: every way we know to reach another business's rows, over every tenant table, on both databases."""

from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlalchemy import Engine
from sqlalchemy.orm import aliased, load_only
from sqlmodel import SQLModel, select

from core.rows import Rows, TenantError, TenantSession
from core.tables import Business, Campaign, Message, Post, tenant_classes, tenant_column
from tests.conftest import NOW, database
from tests.worlds import fill

Class = type[SQLModel]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def two(request: pytest.FixtureRequest) -> Iterator[tuple[Engine, UUID, UUID]]:
    """Two full businesses; every probe rolls back what it did."""
    with database(request.param, request) as engine:
        yield engine, fill(engine, NOW), fill(engine, NOW)


def _key(cls: Class, business: UUID, row_id: UUID) -> object:
    return business if cls is Business else (business, row_id)


def _other_id(session: TenantSession, cls: Class, other: UUID) -> UUID:
    table = cls.__table__
    column = table.c.id
    owner = table.c.id if cls is Business else table.c.business_id
    with session.get_bind().execution_options(tenant_system=True).connect() as connection:
        return connection.execute(sa.select(column).where(owner == other)).scalar_one()


def _owners(session: TenantSession, statement: sa.Select) -> set[UUID]:
    return set(session.execute(statement).scalars())


READS: dict[str, Callable[[TenantSession, Class, UUID], set[UUID]]] = {
    "select the class": lambda s, c, o: {getattr(r, c.tenant) for r in s.execute(select(c)).scalars()},
    "select a column": lambda s, c, o: _owners(s, select(tenant_column(c))),
    "ask for the other by name": lambda s, c, o: _owners(s, select(tenant_column(c)).where(tenant_column(c) == o)),
    "or true": lambda s, c, o: _owners(s, select(tenant_column(c)).where(sa.or_(tenant_column(c) == o, sa.true()))),
    "alias": lambda s, c, o: _owners(s, select(tenant_column(aliased(c)))),
    "subquery": lambda s, c, o: _owners(s, select(getattr(aliased(c, select(c).subquery()), c.tenant))),
    "scalar subquery": lambda s, c, o: (
        _owners(s, select(select(tenant_column(c)).where(tenant_column(c) == o).limit(1).scalar_subquery())) - {None}
    ),
    "cte": lambda s, c, o: _owners(s, select(select(tenant_column(c).label("x")).cte().c.x)),
    "union": lambda s, c, o: _owners(s, sa.union(select(tenant_column(c)), select(tenant_column(c)))),
    "exists": lambda s, c, o: (
        {o}
        if s.execute(select(tenant_column(c)).where(select(c).where(tenant_column(c) == o).exists())).first()
        else set()
    ),
    "count": lambda s, c, o: {o} if s.execute(select(sa.func.count()).select_from(c)).scalar_one() > 1 else set(),
    "load only": lambda s, c, o: {
        getattr(r, c.tenant) for r in s.execute(select(c).options(load_only(c.id))).scalars()
    },
    "get by key": lambda s, c, o: {o} if s.get(c, _key(c, o, _other_id(s, c, o))) else set(),
    "query": lambda s, c, o: {getattr(r, c.tenant) for r in s.query(c).all()},
    "join": lambda s, c, o: _owners(s, select(tenant_column(c)).join(Campaign if c is Post else Post, sa.true())),
    "whole alias": lambda s, c, o: {getattr(r, c.tenant) for r in s.execute(select(aliased(c))).scalars()},
    "lateral": lambda s, c, o: _owners(
        s,
        select(sa.literal_column("1"), select(tenant_column(c).label("x")).subquery().c.x).with_only_columns(
            select(tenant_column(c).label("x")).subquery().c.x
        ),
    ),
    "fresh refresh": lambda s, c, o: {
        getattr(r, c.tenant) for r in s.execute(select(c), execution_options={"populate_existing": True}).scalars()
    },
}

REFUSED: dict[str, Callable[[TenantSession, Class, UUID], object]] = {
    "bare table": lambda s, c, o: s.execute(sa.select(c.__table__)),
    "bare table column": lambda s, c, o: s.execute(sa.select(c.__table__.c.id)),
    "exists alone": lambda s, c, o: s.execute(select(sa.exists().where(tenant_column(c) == o))),
    "bare table inside": lambda s, c, o: s.execute(
        select(tenant_column(c), sa.select(sa.func.count()).select_from(c.__table__).scalar_subquery())
    ),
    "bare table beside an alias": lambda s, c, o: s.execute(select(aliased(c).id, c.__table__.c.id)),
    "bare table behind a subquery's column": lambda s, c, o: s.execute(
        select(c.id, sa.select(c.__table__.c.id).subquery().c.id)
    ),
    "bare table behind a cte's column": lambda s, c, o: s.execute(select(c.id, sa.select(c.__table__.c.id).cte().c.id)),
    "bare alias column": lambda s, c, o: s.execute(select(c.id, c.__table__.alias().c.id)),
    "bare column in where": lambda s, c, o: s.execute(select(aliased(c).id).where(c.__table__.c.id == o)),
    "bare table joined": lambda s, c, o: s.execute(select(c.id).join(c.__table__.alias(), sa.true())),
    "connection": lambda s, c, o: s.connection().execute(sa.select(c.__table__)),
    "core delete": lambda s, c, o: s.connection().execute(sa.delete(c.__table__)),
    "core update": lambda s, c, o: s.execute(sa.update(c.__table__).values(id=c.__table__.c.id)),
    "core insert": lambda s, c, o: s.execute(sa.insert(c.__table__)),
    "orm insert": lambda s, c, o: s.execute(sa.insert(c), [{c.tenant: o}]),
    "insert from select": lambda s, c, o: s.execute(sa.insert(c).from_select(["id"], select(c.id))),
    "text": lambda s, c, o: s.execute(sa.text(f"select * from {c.__table__.name}")),
    "text from orm": lambda s, c, o: s.execute(select(c).from_statement(sa.text(f"select * from {c.__table__.name}"))),
    "text in where": lambda s, c, o: s.execute(select(c).where(sa.text("1=1"))),
    "driver sql": lambda s, c, o: s.connection().exec_driver_sql(f"select * from {c.__table__.name}"),
    "bulk insert": lambda s, c, o: s.bulk_insert_mappings(c, [{c.tenant: o}]),
    "bulk update": lambda s, c, o: s.bulk_update_mappings(c, [{c.tenant: o}]),
    "bulk save": lambda s, c, o: s.bulk_save_objects([c()]),
    "update by key": lambda s, c, o: s.execute(sa.update(c), [{c.tenant: o, "id": o}]),
}


@pytest.mark.parametrize("cls", tenant_classes(), ids=lambda c: c.__name__)
def test_no_read_sees_the_other_business(two: tuple[Engine, UUID, UUID], cls: Class) -> None:
    engine, mine, other = two
    leaks = {}
    for name, probe in READS.items():
        with TenantSession(engine, mine) as session:
            seen = probe(session, cls, other)
        if not seen <= {mine}:
            leaks[name] = seen
    assert leaks == {}


@pytest.mark.parametrize("cls", tenant_classes(), ids=lambda c: c.__name__)
def test_what_cannot_be_narrowed_is_refused(two: tuple[Engine, UUID, UUID], cls: Class) -> None:
    engine, mine, other = two
    passed = []
    for name, probe in REFUSED.items():
        with TenantSession(engine, mine) as session:
            try:
                probe(session, cls, other)
            except TenantError:
                continue
            passed.append(name)
    assert passed == []


@pytest.mark.parametrize("cls", tenant_classes(), ids=lambda c: c.__name__)
def test_writes_stop_at_the_border(two: tuple[Engine, UUID, UUID], cls: Class) -> None:
    engine, mine, other = two
    with TenantSession(engine, mine) as session:
        try:
            deleted = session.execute(sa.delete(cls)).rowcount
        except sa.exc.IntegrityError:  # something of mine still points at it: nothing was deleted
            session.rollback()
            deleted = 0
        else:
            assert deleted == 1
            assert Rows(session).count(cls) == 0
        table = cls.__table__
        owner = table.c.id if cls is Business else table.c.business_id
        left = sa.select(sa.func.count()).where(owner == other)
        assert session.connection().execute(left, execution_options={"tenant_system": True}).scalar_one() == 1


def test_a_forged_row_is_refused(two: tuple[Engine, UUID, UUID]) -> None:
    now = NOW
    engine, mine, other = two
    with TenantSession(engine, mine) as session:
        session.add(
            Campaign(business_id=other, name="x", goal="y", starts_on=now.date(), ends_on=now.date(), created_at=now)
        )
        with pytest.raises(TenantError):
            session.flush()


@pytest.mark.parametrize(
    "words", ["a\x00b", "a\ud800b", "\u202eמבצע קיץ\u202c 👩‍👩‍👧 ﷽"], ids=["nul", "half", "right to left"]
)
def test_words_that_no_database_keeps_are_refused_by_name_and_all_others_kept(
    two: tuple[Engine, UUID, UUID], words: str
) -> None:
    from core.errors import Invalid

    engine, mine, _ = two
    with TenantSession(engine, mine) as session:
        row = session.execute(select(Campaign)).scalar_one()
        row.goal = words
        if words.startswith("a"):
            with pytest.raises(Invalid) as refused:
                session.flush()
            assert refused.value.field == "goal"
        else:
            session.flush()
            session.expire_all()
            assert session.execute(select(Campaign.goal)).scalar_one() == words


def test_a_row_cannot_move_house(two: tuple[Engine, UUID, UUID]) -> None:
    engine, mine, other = two
    with TenantSession(engine, mine) as session:
        row = session.execute(select(Campaign)).scalar_one()
        row.business_id = other
        with pytest.raises(TenantError):
            session.flush()
    with TenantSession(engine, mine) as session, pytest.raises(TenantError):
        session.execute(sa.update(Campaign).values(business_id=other))


def test_a_child_cannot_hang_on_another_business_s_parent(two: tuple[Engine, UUID, UUID]) -> None:
    engine, mine, other = two
    with TenantSession(engine, other) as session:
        foreign = session.execute(select(Campaign.id)).scalar_one()
    with TenantSession(engine, mine) as session:
        post = session.execute(select(Post)).scalar_one()
        post.campaign_id = foreign
        with pytest.raises(sa.exc.IntegrityError):
            session.flush()


def test_an_engine_without_a_business_reads_nothing(two: tuple[Engine, UUID, UUID]) -> None:
    engine, _, _ = two
    with engine.connect() as connection:
        with pytest.raises(TenantError):
            connection.execute(sa.select(Message.__table__))
        with pytest.raises(TenantError):
            connection.exec_driver_sql("select * from message")


def test_get_answers_not_found_alike(two: tuple[Engine, UUID, UUID]) -> None:
    from uuid import uuid4

    from core.errors import NotFound

    engine, mine, other = two
    with TenantSession(engine, mine) as session:
        theirs = _other_id(session, Post, other)
        words = []
        for row_id in (theirs, uuid4()):
            with pytest.raises(NotFound) as refusal:
                Rows(session).get(Post, row_id)
            words.append(str(refusal.value))
    assert words[0] == words[1]
