"""PostgreSQL keeps businesses apart by itself: row-level security on every tenant table (ADR 19).

The guard stops a statement of ours that forgot its business; this stops whatever gets past it. A transaction says whose
rows it may touch (``core.backends.engine``); one that says nothing sees and writes none.
"""

from sqlalchemy import DDL, Connection, inspect

from core.backends.engine import BUSINESS, EVERY
from core.tables import tenant_classes, tenant_column

POLICY = "own_business"
_STEP_DOWN = """
DO $$ BEGIN
  IF (SELECT rolsuper FROM pg_roles WHERE rolname = session_user) THEN
    BEGIN
      CREATE ROLE center_rows NOLOGIN NOSUPERUSER NOBYPASSRLS;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL;  -- another database of this server has it already
    END;
    EXECUTE format('GRANT USAGE ON SCHEMA %%I TO center_rows', current_schema());
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %%I TO center_rows', current_schema());
  END IF;
END $$
"""
"""A superuser is above every policy, so our transactions of one step down to a role that is not."""


def secure(connection: Connection) -> None:
    """Put the policy on every tenant table that is there, its owner included; again changes nothing."""
    there = set(inspect(connection).get_table_names())
    for cls in tenant_classes():
        table, owner = str(cls.__tablename__), tenant_column(cls).key
        if table not in there:
            continue
        mine = f"{owner} = nullif(current_setting('{BUSINESS}', true), '')::uuid"
        fits = f"({mine} OR current_setting('{EVERY}', true) = 'yes')"
        for said in (
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
            f"DROP POLICY IF EXISTS {POLICY} ON {table}",
            f"CREATE POLICY {POLICY} ON {table} USING {fits} WITH CHECK {fits}",
        ):
            connection.execute(_ddl(said))
    connection.execute(_ddl(_STEP_DOWN))


def _ddl(said: str) -> DDL:
    return DDL(said)  # type: ignore[no-untyped-call]
