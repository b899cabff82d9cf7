"""Many rows in one statement, in the words of each database, made once: making one costs more than running it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import Connection, Dialect
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import SQLModel

from core.tables import tenant_column

OWNER = "owner"
_MADE: dict[tuple[Any, ...], "Bulk"] = {}


@dataclass(frozen=True)
class Bulk:
    """A statement for many rows of one business.

    SQLite runs it once a row, for no road lies between. PostgreSQL lies at the end of one and takes all rows at once,
    as a list for each column.

    Attributes:
        text: the statement.
        stored: what is bound to its places, in order, with what makes a value what the driver takes, where it must.
        is_at_once: whether it takes lists.
    """

    text: str
    stored: Mapping[str, Callable[[Any], Any] | None]
    is_at_once: bool

    def run(self, connection: Connection, owner: UUID, columns: Mapping[str, Sequence[Any]]) -> int:
        """Run it on values column by column; how many rows it touched."""
        given = {OWNER: repeat(owner, len(next(iter(columns.values())))), **columns}
        ready = [map(make, given[name]) if make else given[name] for name, make in self.stored.items()]
        bound = tuple(map(list, ready)) if self.is_at_once else list(zip(*ready, strict=True))
        return int(connection.exec_driver_sql(self.text, bound).rowcount)


def changing(dialect: Dialect, cls: type[SQLModel], by: Iterable[str], to: Iterable[str]) -> Bulk:
    """Gives the columns ``to`` new values in the rows that the columns ``by`` find; values come as by_… and to_…."""
    key = (dialect.name, cls, tuple(by), tuple(to))
    if key not in _MADE:
        (table, owner), quoted = _table(cls), dialect.identifier_preparer.quote
        found = {OWNER: owner, **{f"by_{name}": table.c[name] for name in by}}
        new = {f"to_{name}": table.c[name] for name in to}
        given, values = _given(dialect, new | found)
        sets = ", ".join(f"{quoted(one.name)} = {values[name]}" for name, one in new.items())
        where = " AND ".join(f"{quoted(table.name)}.{quoted(one.name)} = {values[name]}" for name, one in found.items())
        text = f"UPDATE {quoted(table.name)} SET {sets}{given} WHERE {where}"  # noqa: S608 - names of our own tables
        _MADE[key] = _bulk(dialect, text, new | found)
    return _MADE[key]


def adding(dialect: Dialect, cls: type[SQLModel], names: Iterable[str]) -> Bulk | None:
    """Adds rows of the columns ``names``; None where other columns have defaults, which it would leave empty."""
    key = (dialect.name, cls, tuple(names))
    (table, owner), quoted = _table(cls), dialect.identifier_preparer.quote
    if {column.name for column in table.c if column.default is not None} - set(names):
        return None
    if key not in _MADE:
        new = {OWNER: owner, **{name: table.c[name] for name in names}}
        given, values = _given(dialect, new)
        into = ", ".join(quoted(one.name) for one in new.values())
        source = f"SELECT {', '.join(values.values())}{given}" if given else f"VALUES ({', '.join(values.values())})"
        _MADE[key] = _bulk(dialect, f"INSERT INTO {quoted(table.name)} ({into}) {source}", new)
    return _MADE[key]


def _table(cls: type[SQLModel]) -> tuple[sa.Table, sa.Column[Any]]:
    table: sa.Table = cls.__table__  # type: ignore[attr-defined]
    return table, table.c[tenant_column(cls).key]


def _bulk(dialect: Dialect, text: str, places: Mapping[str, sa.Column[Any]]) -> Bulk:
    stored = {name: one.type.dialect_impl(dialect).bind_processor(dialect) for name, one in places.items()}
    return Bulk(text, stored, dialect.name == "postgresql")


def _given(dialect: Dialect, places: Mapping[str, sa.Column[Any]]) -> tuple[str, dict[str, str]]:
    """Where the values come from, and how each is called there.

    On PostgreSQL the business comes in a list, too: were it one value, a planner that has no statistics yet would read
    all of its rows. Texts have no length there: one that is too long is to be refused, and a cast would cut it.
    """
    if dialect.name != "postgresql":
        return "", dict.fromkeys(places, "?")
    kinds = [ARRAY(one.type).compile(dialect) for one in places.values()]
    lists = ", ".join(f"%s::{'TEXT[]' if kind.startswith('VARCHAR') else kind}" for kind in kinds)
    return f" FROM unnest({lists}) AS given({', '.join(places)})", {name: f"given.{name}" for name in places}
