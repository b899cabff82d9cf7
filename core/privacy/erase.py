"""Deleting a business with all it owns, and looking that nothing is left."""

from dataclasses import dataclass

import structlog

from core import system
from core.errors import Invalid
from core.keys import Key, needs
from core.vocab import Permission
from core.wiring import Runtime
from core.workspace import Workspace

log = structlog.get_logger()


@dataclass(frozen=True)
class Erased:
    """What is gone: the business's name, and how many rows it had."""

    name: str
    rows: int


def delete_business(runtime: Runtime, key: Key, name: str) -> Erased:
    """Delete a business for good: rows, pictures, films and what was kept for a while. Its people keep their accounts.

    What is going out at this moment may still arrive; nothing else of it will.

    Args:
        runtime: the product.
        key: of an admin of this business.
        name: the business's name, typed by whoever deletes it.

    Raises:
        Forbidden: the key is no admin's.
        Invalid: another name was typed (field ``name``).
    """
    with runtime.workspace(key) as ws:
        known = _deletable(ws, name)
        ws.cache.delete()
    rows = system.count_rows(runtime.engine, key.business_id)
    runtime.media.delete(str(key.business_id))
    system.erase_businesses(runtime.engine, [key.business_id])
    if left := system.count_rows(runtime.engine, key.business_id):
        raise AssertionError(f"{left} rows of a deleted business are left")
    log.info("business_deleted", business=str(key.business_id), rows=rows, by=str(key.user_id))
    return Erased(known, rows)


@needs(Permission.MANAGE)
def _deletable(ws: Workspace, name: str) -> str:
    if " ".join(name.split()) != " ".join(ws.business.name.split()):
        raise Invalid(f"Type the name as it stands, {ws.business.name}, to delete it.", field="name")
    return ws.business.name
