"""What every table shares: keys, names of constraints, and column types that refuse nonsense on both databases."""

from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID, uuid4

import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine
from sqlmodel import Field, SQLModel

METADATA = SQLModel.metadata
METADATA.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def word(enum: type[StrEnum], *, name: str = "") -> sa.Enum:
    """A column of one vocabulary's words, checked by Python and by the database.

    SQLAlchemy's default stores member *names* and lets SQLite accept anything, after which every read of the row fails.
    ``name`` is needed where a table uses the same vocabulary twice.
    """
    return sa.Enum(
        enum,
        name=name or enum.__name__.lower(),
        native_enum=False,
        create_constraint=True,
        validate_strings=True,
        length=24,
        values_callable=lambda words: [word.value for word in words],
    )


class Frozen(TypeDecorator[Any]):
    """A JSON column of immutable values: an in-place edit would be lost silently, so it must be impossible.

    ``shape`` is a frozen Pydantic model or a tuple of them; anything else is refused when it is written.
    """

    impl = sa.JSON
    cache_ok = True

    def __init__(self, shape: Any) -> None:
        super().__init__()
        self.shape = shape
        self._adapter: TypeAdapter[Any] = TypeAdapter(shape)

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(JSONB() if dialect.name == "postgresql" else sa.JSON())

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        del dialect
        return None if value is None else self._adapter.dump_python(self._adapter.validate_python(value), mode="json")

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        del dialect
        return None if value is None else self._adapter.validate_python(value)


class TenantRow(SQLModel):
    """A row that a business owns. ``ws.rows`` stamps ``business_id``; nobody else may."""

    business_id: UUID = Field(primary_key=True, foreign_key="business.id", ondelete="CASCADE")
    id: UUID = Field(default_factory=uuid4, primary_key=True)

    tenant: ClassVar[str] = "business_id"


def tenant_classes() -> tuple[type[SQLModel], ...]:
    """Every mapped class whose rows a business owns; the business itself is one."""
    mapped = (mapper.class_ for mapper in SQLModel._sa_registry.mappers)  # noqa: SLF001 - SQLModel has no public door
    return tuple(sorted((cls for cls in mapped if hasattr(cls, "tenant")), key=lambda cls: cls.__name__))


def tenant_column(cls: type[SQLModel]) -> Any:
    """The column that says which business owns a row of this class."""
    return getattr(cls, getattr(cls, "tenant", "business_id"))


def child_of(parent: str, column: str, *, ondelete: str = "CASCADE") -> sa.ForeignKeyConstraint:
    """A foreign key that cannot point into another business: ``(business_id, column)`` to the parent's key."""
    return sa.ForeignKeyConstraint(
        ["business_id", column], [f"{parent}.business_id", f"{parent}.id"], ondelete=ondelete
    )
