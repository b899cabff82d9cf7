"""A session that belongs to one business: it narrows what it reads and refuses what is not its own."""

import re
from collections.abc import Iterable
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, NoReturn
from uuid import UUID

from sqlalchemy import Engine, event
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction, with_loader_criteria

from core.backends.engine import TENANT
from core.errors import Invalid
from core.rows.guard import FLUSHING, STAMP, TenantError, classes_in
from core.tables import tenant_classes, tenant_column

_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")
"""NUL, which PostgreSQL refuses, and half characters, which neither database can be sent."""


class TenantSession(Session):
    """Reads are narrowed to ``tenant``; writes of another business's rows raise ``TenantError``."""

    def __init__(self, bind: Engine, tenant: UUID) -> None:
        if bind.dialect.name == "postgresql":
            bind = bind.execution_options(**{TENANT: tenant})
        super().__init__(bind, expire_on_commit=False)
        self.tenant = tenant

    def flush(self, objects: Any = None) -> None:
        token = FLUSHING.set(True)
        try:
            super().flush(objects)
        finally:
            FLUSHING.reset(token)

    def _refuse(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise TenantError("bulk methods skip the tenant checks; add rows through Rows")

    bulk_save_objects = _refuse
    bulk_insert_mappings = _refuse
    bulk_update_mappings = _refuse


@contextmanager
def stamped(session: TenantSession) -> Any:
    """Let one statement that Rows itself built, with the business in it, pass the guard."""
    token = FLUSHING.set(True)
    try:
        yield session
    finally:
        FLUSHING.reset(token)


@lru_cache(maxsize=1024)
def _criteria(tenant: UUID) -> dict[type, Any]:
    """What narrows each tenant class to one business; made once a business, for it is asked at every statement."""
    return {
        cls: with_loader_criteria(cls, tenant_column(cls) == tenant, include_aliases=True) for cls in tenant_classes()
    }


@event.listens_for(TenantSession, "do_orm_execute")
def _narrow(state: ORMExecuteState) -> None:
    session = state.session
    assert isinstance(session, TenantSession)
    if not state.is_orm_statement:
        return  # Core statements and text carry no stamp: the engine's guard refuses them
    criteria = _criteria(session.tenant)
    own = [criteria[cls] for cls in classes_in(state) if cls in criteria]
    state.statement = state.statement.options(*own)
    state.update_execution_options(**{STAMP: session.tenant})


@event.listens_for(TenantSession, "before_flush")
def _own_rows_only(session: TenantSession, _context: UOWTransaction, _instances: object) -> None:
    for row in _changed(session):
        owner = getattr(row, getattr(type(row), "tenant", ""), None)
        if owner != session.tenant:
            raise TenantError(f"a {type(row).__name__} of another business")
        for name, value in vars(row).items():
            if isinstance(value, str) and _UNWRITABLE.search(value):
                words = "This text has a character that no database keeps. Type it anew instead of pasting it."
                raise Invalid(words, field=name)


def _changed(session: Session) -> Iterable[Any]:
    return (*session.new, *session.dirty, *session.deleted)
