"""Runs migrations on SQLite and PostgreSQL alike, each revision wholly or not at all."""

from typing import Any

import sqlalchemy as sa
from alembic import context
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from core.backends import make_engine
from core.rows.security import secure
from core.settings import load_settings
from core.tables import METADATA
from core.tables.base import Frozen


def render_item(kind: str, thing: Any, autogen: Any) -> str | bool:
    """Spell our own column types in plain SQLAlchemy, so that an old revision never needs today's code."""
    del autogen
    if kind != "type":
        return False
    if isinstance(thing, Frozen):
        return "JSON"
    if isinstance(thing, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    if isinstance(thing, AutoString):
        return f"sa.String(length={thing.length})" if thing.length else "sa.String()"
    if isinstance(thing, sa.Enum):
        words = ", ".join(repr(word) for word in thing.enums)
        return (
            f"sa.Enum({words}, name={thing.name!r}, native_enum=False, create_constraint=True, length={thing.length})"
        )
    return False


def run() -> None:
    engine = context.config.attributes.get("engine") or make_engine(load_settings().database_url)
    is_sqlite = engine.dialect.name == "sqlite"
    with engine.execution_options(write=True, keeper=True).connect() as connection:
        if is_sqlite:
            # A batch rebuild drops the parent table; with the keys on, ON DELETE CASCADE would empty its children.
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")
        try:
            context.configure(
                connection=connection,
                target_metadata=METADATA,
                render_as_batch=True,
                render_item=render_item,
                compare_type=False,
                transaction_per_migration=False,
                on_version_apply=_no_orphans if is_sqlite else None,
            )
            with context.begin_transaction():
                if not is_sqlite:
                    connection.exec_driver_sql(
                        "SELECT pg_advisory_xact_lock(727001)"
                    )  # one process migrates, the rest wait
                context.run_migrations()
                if not is_sqlite:
                    secure(connection)  # a table that came with this upgrade has its policy from the start
        finally:
            if is_sqlite:
                connection.rollback()
                connection.connection.driver_connection.execute("PRAGMA foreign_keys=ON")


def _no_orphans(ctx: Any, **_: Any) -> None:
    orphans = ctx.connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if orphans:
        raise RuntimeError(f"This migration would leave rows without their parents: {orphans[:5]}")


run()
