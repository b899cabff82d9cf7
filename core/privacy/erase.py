"""Deleting a business by its name, which says that it is meant."""

from dataclasses import dataclass

from core import accounts
from core.errors import Invalid
from core.keys import Key, needs
from core.vocab import Permission
from core.wiring import Runtime
from core.workspace import Workspace


@dataclass(frozen=True)
class Erased:
    """What is gone: the business's name, and how many rows it had."""

    name: str
    rows: int


def delete_business(runtime: Runtime, key: Key, name: str) -> Erased:
    """Delete a business for good, as ``accounts.delete_business`` does, once somebody has typed its name.

    Raises:
        Forbidden: the key is no admin's.
        Invalid: another name was typed (field ``name``).
    """
    with runtime.workspace(key) as ws:
        known = _deletable(ws, name)
    return Erased(known, accounts.delete_business(runtime, key))


@needs(Permission.MANAGE)
def _deletable(ws: Workspace, name: str) -> str:
    if " ".join(name.split()) != " ".join(ws.business.name.split()):
        raise Invalid(f"Type the name as it stands, {ws.business.name}, to delete it.", field="name")
    return ws.business.name
