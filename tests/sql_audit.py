"""An auditor who reads every statement of the whole test run: one on a tenant table has to name whose rows it means.

It knows nothing of the guard or of SQLAlchemy's classes: it parses the SQL that goes to the database (sqlglot). What the
one named door asks, migrations, and SQL that a test writes by hand are not its business.
"""

import re
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlglot import exp, parse_one

from core.backends import SYSTEM
from core.backends.engine import KEEPER
from core.tables import tenant_classes, tenant_column

VALUE = re.compile(r"\?|%\(\w+\)s")
AGAIN = re.compile(r"(\([^()]*\)|\bNULL(?:::\w+)?)(?:, \1)+")
"""One more value, or one more row of them: however many there are, it is the same statement."""

PLAIN = re.compile(
    r"(?:SELECT\b.*?\sFROM|UPDATE|DELETE FROM) (\w+)\s(?:SET .*?)?\s?WHERE \1\.(\w+) = NULL\b", re.DOTALL
)
"""Most statements: one table, and the first that is asked of it is whose; those need no parsing."""


def install() -> None:
    """Read along at every engine of this process."""
    event.listen(Engine, "before_cursor_execute", _read)


def _read(connection: Connection, _cursor: Any, statement: str, _params: Any, context: Any, _many: bool) -> None:
    if context is None or context.compiled is None or context.isddl:
        return
    options = context.execution_options
    if not (options.get(SYSTEM) or options.get(KEEPER)):
        found = _asked_before(statement, connection.dialect.name)
        assert not found, f"{', '.join(found)}: whose rows? {statement}"


@lru_cache(maxsize=4096)
def _asked_before(statement: str, dialect: str) -> tuple[str, ...]:
    """Most statements come again to the letter: then not even their values need to be taken out."""
    return unnamed(AGAIN.sub(r"\1", VALUE.sub("NULL", statement)), dialect)


@cache
def unnamed(statement: str, dialect: str) -> tuple[str, ...]:
    """The tenant tables that a statement reaches without saying whose rows.

    >>> unnamed("SELECT post.id FROM post JOIN campaign ON true WHERE post.business_id = ?", "sqlite")
    ('campaign',)
    """
    if not any(name in statement for name in _owners()):
        return ()
    plain = PLAIN.match(statement)
    if plain and _owners().get(plain[1]) == plain[2] and statement.count("FROM") <= 1 and " OR " not in statement:
        return ()
    tree = parse_one(statement, read={"postgresql": "postgres"}.get(dialect, dialect))
    found: list[str] = []
    for one in tree.find_all(exp.Select, exp.Update, exp.Delete, exp.Insert):
        found += _in_one(one)
    return tuple(found)


def _in_one(one: exp.Expression) -> list[str]:
    if isinstance(one, exp.Insert):
        into = one.this
        table = into.this if isinstance(into, exp.Schema) else into
        columns = {str(column.name) for column in into.expressions} if isinstance(into, exp.Schema) else set()
        owner = _owners().get(table.name)
        return [] if owner is None or owner in columns else [table.name]
    here = [
        table for table in one.find_all(exp.Table) if table.find_ancestor(exp.Select, exp.Update, exp.Delete) is one
    ]
    said = {
        (side.table, side.name)
        for equal in one.find_all(exp.EQ)
        if equal.find_ancestor(exp.Select, exp.Update, exp.Delete) is one
        and not equal.find_ancestor(exp.Or, exp.Not, exp.Case)
        for side in (equal.this, equal.expression)
        if isinstance(side, exp.Column)
    }
    return [
        table.name
        for table in here
        if (owner := _owners().get(table.name))
        and (table.alias_or_name, owner) not in said
        and not (len(here) == 1 and ("", owner) in said)
    ]


@cache
def _owners() -> dict[str, str]:
    return {str(cls.__tablename__): tenant_column(cls).key for cls in tenant_classes()}
