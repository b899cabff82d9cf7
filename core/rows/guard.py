"""Fails closed: a statement on a tenant table that was not narrowed to one business never reaches the database."""

import re
from collections.abc import Iterator
from contextvars import ContextVar
from functools import cache
from typing import Any
from weakref import WeakSet

from sqlalchemy import Connection, Engine, Select, Table, TextClause, event
from sqlalchemy.orm import ORMExecuteState
from sqlalchemy.sql import visitors
from sqlalchemy.sql.dml import Delete, Insert, Update
from sqlalchemy.sql.elements import ClauseElement, ColumnClause
from sqlalchemy.sql.selectable import Alias, TextualSelect
from sqlalchemy.sql.visitors import HasTraverseInternals

from core.backends import SYSTEM
from core.tables import tenant_classes

STAMP = "tenant_stamp"
_HARMLESS: WeakSet[ClauseElement] = WeakSet()
"""Selects that were looked through and reach for nothing of a business; they never change once they are made."""
FLUSHING: ContextVar[bool] = ContextVar("flushing", default=False)


class TenantError(RuntimeError):
    """A bug in this program, never a person's mistake: some code reached for rows without a business."""


def install_guard(engine: Engine) -> None:
    """Put the guard on an engine; every connection of it is watched from then on."""
    event.listen(engine, "before_execute", _guard)
    event.listen(engine, "before_cursor_execute", _guard_driver)


def classes_in(state: ORMExecuteState) -> set[type]:
    """The tenant classes a statement reads or writes, its subqueries included, so that each can be narrowed.

    Raises:
        TenantError: it cannot be narrowed: an insert, an update by primary key, a moved row, text, a bare table.
    """
    statement: Any = state.statement
    if isinstance(statement, Insert):
        raise TenantError("rows are added through Rows.add")
    if state.is_update and not isinstance(state.parameters, dict | None):
        raise TenantError("bulk update by primary key")
    if isinstance(statement, Update) and any(_column(name) == "business_id" for name in _values(statement)):
        raise TenantError("a row cannot move to another business")
    found: set[type] = set()
    _refuse_hidden(statement, found)
    return found


def _refuse_hidden(statement: Any, found: set[type]) -> None:
    """Refuse text and bare tables, one SELECT after another: criteria narrow a class, never a table behind its back."""
    inner: list[Any] = []
    parts = list(_written(statement, inner))
    narrowed = {part.table for part in parts if isinstance(part, ColumnClause) and _is_class(part)}
    narrowed |= {part for part in parts if isinstance(part, Table) and _is_class(part)}
    if isinstance(statement, Update | Delete):
        narrowed.add(statement.table)
        parts.remove(statement.table)
        found.add(statement.entity_description["entity"])
    found |= {part._annotations["parententity"].mapper.class_ for part in parts if _is_class(part)}  # noqa: SLF001
    for part in parts:
        if isinstance(part, TextClause | TextualSelect):
            raise TenantError("text inside a statement")
        bare = None if _is_class(part) else _table_behind(part)
        if bare in _tables() and not (isinstance(part, ColumnClause) and part.table in narrowed):
            raise TenantError("a bare table inside a statement: select the class")
    for select in inner:
        _refuse_hidden(select, found)


def _table_behind(part: Any) -> Any:
    """The table that a column or an alias stands for."""
    part = getattr(part, "table", part)
    while isinstance(part, Alias):
        part = part.element
    return part if isinstance(part, Table) else None


def _written(part: Any, inner: list[Any]) -> Iterator[Any]:
    """What was written into one SELECT, without the FROM list derived from it; SELECTs inside go to ``inner``."""
    children = HasTraverseInternals.get_children(part) if isinstance(part, Select) else part.get_children()
    for child in (*children, *_behind(part)):
        if isinstance(child, Select):
            inner.append(child)
        else:
            yield child
            if not _is_class(child):
                yield from _written(child, inner)


def _behind(part: Any) -> tuple[Any, ...]:
    """The subquery that a column is picked from: SQLAlchemy puts it in the FROM list by itself."""
    source = getattr(part, "table", None) if isinstance(part, ColumnClause) else None
    return () if source is None or isinstance(source, Table) else (source,)


def _is_class(part: Any) -> bool:
    return "parententity" in part._annotations  # noqa: SLF001 - the only mark by which SQLAlchemy tells class from table


def _guard(connection: Connection, clause: ClauseElement, _multi: Any, _params: Any, options: dict[str, Any]) -> None:
    if STAMP in options or FLUSHING.get() or _is_system(connection, options):
        return
    is_select = isinstance(clause, Select)
    if is_select and clause in _HARMLESS:
        return
    for part in visitors.iterate(clause):
        if isinstance(part, TextClause | TextualSelect):
            raise TenantError("raw SQL does not say whose rows it means")
        if isinstance(part, Table) and part in _tables():
            raise TenantError(f"{part.name} was reached without a business")
    if is_select:
        _HARMLESS.add(clause)


def _guard_driver(
    connection: Connection, _cursor: Any, statement: str, _params: Any, context: Any, _many: bool
) -> None:
    # Text handed straight to the driver never passes before_execute; anything compiled already has. Rows hands over
    # statements of its own, which have the business in them.
    if FLUSHING.get() or (context is not None and context.compiled is not None):
        return
    if not _is_system(connection, {}) and _names().search(statement):
        raise TenantError("raw SQL does not say whose rows it means")


def _is_system(connection: Connection, options: dict[str, Any]) -> bool:
    return bool(options.get(SYSTEM) or connection.get_execution_options().get(SYSTEM))


@cache
def _tables() -> frozenset[Table]:
    return frozenset(cls.__table__ for cls in tenant_classes())  # type: ignore[attr-defined]


@cache
def _names() -> re.Pattern[str]:
    return re.compile(r"\b(" + "|".join(sorted(table.name for table in _tables())) + r")\b", re.IGNORECASE)


def _values(statement: Update) -> Any:
    return tuple(statement._values or ())  # noqa: SLF001


def _column(name: Any) -> str:
    return str(getattr(name, "key", name))
