"""Rows of one business: get, find, count, add, change, remove. Every query has the business in it."""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, insert, update
from sqlmodel import SQLModel, col, select

from core.errors import NotFound
from core.rows.bulk import adding, changing
from core.rows.guard import TenantError
from core.rows.prepared import TENANT, Prepared
from core.rows.session import TenantSession, stamped
from core.tables import Business, ClientToken, tenant_column

T = TypeVar("T", bound=SQLModel)


class Rows:
    """What one business owns. Made by a workspace; ``session`` is never handed out."""

    def __init__(self, session: TenantSession, *, read_only: bool = False) -> None:
        self._session = session
        self._read_only = read_only

    @property
    def is_writing(self) -> bool:
        """Whether these rows belong to a write transaction."""
        return not self._read_only

    def get(self, cls: type[T], row_id: UUID) -> T:
        """One row.

        Raises:
            NotFound: this business has no such row (another's looks the same).
        """
        found = self.seek(cls, row_id)
        if found is None:
            raise NotFound(f"There is no such {_word(cls)} here. It may have been deleted.")
        return found

    def lock(self, cls: type[T], row_id: UUID) -> T:
        """One row as it stands now, and nobody else's to change until the transaction ends.

        SQLite's one writer needs no lock; on PostgreSQL two people who move the same thing wait for each other.

        Raises:
            NotFound: this business has no such row.
        """
        self._refuse_reading()
        if self._session.get(cls, (self._session.tenant, row_id), with_for_update=True, populate_existing=True) is None:
            raise NotFound(f"There is no such {_word(cls)} here. It may have been deleted.")
        return self.get(cls, row_id)

    def alone(self, deed: str) -> None:
        """Nobody else of this business does the same until the transaction ends. SQLite has one writer anyway."""
        self._refuse_reading()
        connection = self._session.connection()
        if connection.dialect.name == "postgresql":
            number = int.from_bytes(sha256(f"{self._session.tenant} {deed}".encode()).digest()[:8], signed=True)
            connection.execute(select(func.pg_advisory_xact_lock(number)))

    def seek(self, cls: type[T], row_id: UUID) -> T | None:
        """One row, or None."""
        key = row_id if cls is Business else (self._session.tenant, row_id)
        return self._session.get(cls, key)

    def one(self, cls: type[T], *where: ColumnElement[bool]) -> T:
        """The first row that fits.

        Raises:
            NotFound: none does.
        """
        found = self.first(cls, *where)
        if found is None:
            raise NotFound(f"There is no such {_word(cls)} here.")
        return found

    def first(self, cls: type[T], *where: ColumnElement[bool], order: Sequence[Any] = ()) -> T | None:
        rows = self.find(cls, *where, order=order, limit=1)
        return rows[0] if rows else None

    def find(
        self, cls: type[T], *where: ColumnElement[bool], order: Sequence[Any] = (), limit: int | None = None
    ) -> list[T]:
        """The rows that fit, as objects."""
        query = select(cls).where(tenant_column(cls) == self._session.tenant, *where).order_by(*order)
        return list(self._session.execute(query.limit(limit) if limit is not None else query).scalars())

    def columns(
        self,
        *columns: Any,
        where: Iterable[ColumnElement[bool]] = (),
        join: tuple[type[SQLModel], ColumnElement[bool]] | None = None,
        group: Sequence[Any] = (),
        order: Sequence[Any] = (),
        limit: int | None = None,
    ) -> list[Any]:
        """Columns and aggregates instead of objects: several times lighter for lists and sums."""
        query: Any = select(*columns)
        if join is not None:
            query = query.join(join[0], join[1])
        query = query.where(*where).group_by(*group).order_by(*order)
        return list(self._session.execute(query.limit(limit) if limit is not None else query).all())

    def told(self, lines: Prepared, **values: Any) -> list[Any]:
        """The lines of a list that was prepared, with its parameters."""
        with stamped(self._session):
            asked = {TENANT: self._session.tenant, **values}
            return list(self._session.connection().execute(lines.statement, asked).all())

    def count(self, cls: type[SQLModel], *where: ColumnElement[bool]) -> int:
        query = select(func.count()).select_from(cls).where(tenant_column(cls) == self._session.tenant, *where)
        return int(self._session.execute(query).scalar_one())

    def add(self, row: T) -> T:
        """Stamp a new row with this business and write it with the transaction."""
        self._refuse_reading()
        if not isinstance(row, Business):
            row.business_id = self._session.tenant
        self._session.add(row)
        return row

    def add_many(self, cls: type[SQLModel], values: Sequence[Mapping[str, Any]]) -> None:
        """Write many rows in one statement, each stamped with this business; every one names the same columns."""
        self._refuse_reading()
        if values:
            self._session.flush()
            tenant, connection, names = self._session.tenant, self._session.connection(), tuple(values[0])
            with stamped(self._session):
                if (statement := adding(connection.dialect, cls, names)) is None:
                    connection.execute(insert(cls), [{**value, "business_id": tenant} for value in values])
                else:
                    statement.run(connection, tenant, {name: [value[name] for value in values] for name in names})

    def change(self, cls: type[SQLModel], *where: ColumnElement[bool], **values: Any) -> int:
        """Change the rows that fit in one statement; how many there were. A compare-and-set in one call."""
        self._refuse_reading()
        query = update(cls).where(tenant_column(cls) == self._session.tenant, *where).values(**values)
        done = self._session.execute(query, execution_options={"synchronize_session": "fetch"})
        return int(done.rowcount)  # type: ignore[attr-defined]

    def change_each(self, cls: type[SQLModel], pairs: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> int:
        """Change many rows at once, each found by columns of its own and given values of its own; how many there were.

        Every pair names the same columns. Objects that were read before do not see it.
        """
        self._refuse_reading()
        if not pairs:
            return 0
        self._session.flush()
        connection, (by, to) = self._session.connection(), pairs[0]
        columns = {f"by_{name}": [one[name] for one, _ in pairs] for name in by}
        columns |= {f"to_{name}": [one[name] for _, one in pairs] for name in to}
        with stamped(self._session):
            return changing(connection.dialect, cls, by, to).run(connection, self._session.tenant, columns)

    def remove(self, cls: type[SQLModel], *where: ColumnElement[bool]) -> int:
        """Delete the rows that fit, and by cascade what hangs on them; how many there were."""
        self._refuse_reading()
        query = delete(cls).where(tenant_column(cls) == self._session.tenant, *where)
        return int(self._session.execute(query).rowcount)  # type: ignore[attr-defined]

    def made(self, cls: type[T], verb: str, token: str | None) -> T | None:
        """What this verb already made for a client's token, so that a double click never makes two."""
        if token is None:
            return None
        seen = self.first(ClientToken, col(ClientToken.verb) == verb, col(ClientToken.token) == token)
        return None if seen is None else self.seek(cls, seen.made_id)

    def _refuse_reading(self) -> None:
        if self._read_only:  # a write outside ``ws.writing()`` would be lost without a word
            raise TenantError("open ws.writing() before you write")

    def flush(self) -> None:
        """Send what was added to the database now, so that later rows can point at it."""
        self._session.flush()


def _word(cls: type[SQLModel]) -> str:
    return {"Faq": "FAQ", "ConversationNote": "note", "SavedReply": "saved reply"}.get(
        cls.__name__, cls.__name__.lower()
    )
