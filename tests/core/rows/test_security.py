"""PostgreSQL's own border between businesses: raw SQL, past every guard of ours, over every tenant table."""

from collections.abc import Iterator
from uuid import UUID, uuid4

import psycopg
import pytest
import sqlalchemy as sa
from sqlalchemy import Engine

from core.backends import make_engine
from core.backends.engine import BUSINESS, EVERY, KEEPER, TENANT
from core.rows.security import POLICY, secure
from core.tables import METADATA, tenant_classes, tenant_column
from tests.conftest import NOW, bare_database
from tests.worlds import fill

TABLES = {str(cls.__tablename__): tenant_column(cls).key for cls in tenant_classes()}


@pytest.fixture(scope="module", params=["superuser", "owner"])
def two(request: pytest.FixtureRequest) -> Iterator[tuple[Engine, UUID, UUID]]:
    """Two full businesses and no guard, for a superuser and for an ordinary user who owns the tables."""
    with bare_database("postgresql", request) as top:
        if request.param == "owner":
            name = f"u{uuid4().hex}"
            with top.begin() as connection:
                connection.exec_driver_sql(f"CREATE ROLE {name} LOGIN")
                connection.exec_driver_sql(f"GRANT ALL ON SCHEMA public TO {name}")
            engine = make_engine(top.url.set(username=name).render_as_string(hide_password=False))
        else:
            engine = make_engine(top.url.render_as_string(hide_password=False))
        with engine.execution_options(**{KEEPER: True}).begin() as connection:
            METADATA.create_all(connection)
            secure(connection)
            secure(connection)
        engine.dispose()
        yield engine, fill(engine, NOW), fill(engine, NOW)
        engine.dispose()


def seen(connection: sa.Connection) -> dict[str, set[UUID]]:
    return {
        table: set(connection.exec_driver_sql(f"SELECT {owner} FROM {table}").scalars())
        for table, owner in TABLES.items()
    }


def test_every_tenant_table_has_the_policy_and_its_owner_keeps_to_it(two: tuple[Engine, UUID, UUID]) -> None:
    with two[0].connect() as connection:
        asked = "SELECT relname FROM pg_class JOIN pg_policy ON polrelid = pg_class.oid WHERE relforcerowsecurity AND relrowsecurity AND polname = %s"
        assert set(connection.exec_driver_sql(asked, (POLICY,)).scalars()) == set(TABLES)


def test_a_transaction_that_names_no_business_sees_and_changes_nothing(two: tuple[Engine, UUID, UUID]) -> None:
    engine, mine, _ = two
    with engine.connect() as connection:
        assert seen(connection) == {table: set() for table in TABLES}
        for table, owner in TABLES.items():
            assert connection.exec_driver_sql(f"DELETE FROM {table}").rowcount == 0, table
            assert connection.exec_driver_sql(f"UPDATE {table} SET {owner} = {owner}").rowcount == 0, table
        with pytest.raises(sa.exc.ProgrammingError, match="row-level security"):
            connection.exec_driver_sql(
                "INSERT INTO client_token (business_id, id, verb, token, made_id, created_at) "
                "VALUES (%s, %s, 'v', 't', %s, now())",
                (mine, uuid4(), uuid4()),
            )


def test_one_that_names_a_business_sees_that_one_and_gives_it_nothing_of_another(two) -> None:
    engine, mine, other = two
    with engine.execution_options(**{TENANT: mine}).connect() as connection:
        assert seen(connection) == {table: {mine} for table in TABLES}
        assert connection.exec_driver_sql("DELETE FROM client_token WHERE business_id = %s", (other,)).rowcount == 0
        with pytest.raises(sa.exc.ProgrammingError, match="row-level security"):
            connection.exec_driver_sql("UPDATE client_token SET business_id = %s", (other,))
        connection.rollback()
        connection.exec_driver_sql("SELECT 1")
        assert seen(connection) == {table: {mine} for table in TABLES}  # after a rollback it is said again
    with engine.connect() as connection:  # the same connection, out of the pool, remembers nobody
        assert seen(connection) == {table: set() for table in TABLES}


def test_the_named_door_sees_all(two: tuple[Engine, UUID, UUID]) -> None:
    engine, mine, other = two
    with engine.execution_options(tenant_system=True).connect() as connection:
        assert seen(connection) == {table: {mine, other} for table in TABLES}


def test_a_connection_that_is_not_ours_says_nothing_and_sees_nothing(two: tuple[Engine, UUID, UUID]) -> None:
    engine, mine, _ = two
    with psycopg.connect(engine.url.set(drivername="postgresql").render_as_string(hide_password=False)) as raw:
        if raw.execute("SELECT rolsuper FROM pg_roles WHERE rolname = session_user").fetchone() == (True,):
            raw.execute("SET ROLE center_rows")
        assert raw.execute("SELECT count(*) FROM post").fetchone() == (0,)
        raw.execute("SELECT set_config(%s, %s, true), set_config(%s, '', true)", (BUSINESS, str(mine), EVERY))
        assert raw.execute("SELECT count(*) FROM post").fetchone() == (1,)
