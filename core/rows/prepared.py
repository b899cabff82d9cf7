"""Lists that are read at every request: their statement is made once, with the business in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, select
from sqlmodel import SQLModel

from core.tables import tenant_column

TENANT = "by_tenant"


@dataclass(frozen=True)
class Prepared:
    """Columns of one table, of whichever business asks; ``Rows.told`` alone runs it."""

    statement: Select[Any]


def prepared(
    cls: type[SQLModel],
    *columns: Any,
    where: Sequence[ColumnElement[bool]] = (),
    group: Sequence[Any] = (),
    order: Sequence[Any] = (),
) -> Prepared:
    """Columns of one table, or sums over groups; ``where`` may hold parameters that are named when it is run."""
    return Prepared(select(*columns).where(_mine(cls), *where).group_by(*group).order_by(*order))


def ids(cls: type[SQLModel], *where: ColumnElement[bool]) -> Select[Any]:
    """The ids of the business's rows that fit, to be looked for in the ``where`` of a prepared list."""
    return select(cls.id).where(_mine(cls), *where)  # type: ignore[attr-defined]


def _mine(cls: type[SQLModel]) -> ColumnElement[bool]:
    mine: ColumnElement[bool] = tenant_column(cls) == bindparam(TENANT)
    return mine
