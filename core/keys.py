"""A key opens one business for one person. Only ``core.accounts`` cuts keys, after looking at memberships."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar
from uuid import UUID

from core.errors import Forbidden
from core.vocab import Permission, Role

_WRITER = frozenset(Permission) - {Permission.MANAGE, Permission.CLOCK}
PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.ADMIN: frozenset(Permission) - {Permission.CLOCK},
    Role.MARKETER: _WRITER,
    Role.VIEWER: frozenset({Permission.READ}),
}


@dataclass(frozen=True)
class Key:
    """Who acts (None is the clock) on which business, and what they may do."""

    business_id: UUID
    user_id: UUID | None
    actor: str
    permissions: frozenset[Permission]


class HasKey(Protocol):
    @property
    def key(self) -> Key: ...


P = ParamSpec("P")
R = TypeVar("R")
W = TypeVar("W", bound=HasKey)


def needs(permission: Permission) -> Callable[[Callable[Concatenate[W, P], R]], Callable[Concatenate[W, P], R]]:
    """Declare the permission a verb needs; it is checked from the workspace's key before the verb runs.

    Raises:
        Forbidden: the key does not hold it.
    """

    def declare(verb: Callable[Concatenate[W, P], R]) -> Callable[Concatenate[W, P], R]:
        @wraps(verb)
        def checked(ws: W, /, *args: P.args, **kwargs: P.kwargs) -> R:
            if permission not in ws.key.permissions:
                raise Forbidden(f"Your role cannot {_WORDS[permission]} here. Ask an admin of this business.")
            return verb(ws, *args, **kwargs)

        checked.needs = permission  # type: ignore[attr-defined]
        return checked

    return declare


def permission_of(verb: Callable[..., Any]) -> Permission | None:
    """The permission a verb declares, or None where it declares none."""
    return getattr(verb, "needs", None)


_WORDS = {
    Permission.READ: "look at this",
    Permission.PLAN: "plan campaigns",
    Permission.WRITE: "write posts",
    Permission.APPROVE: "approve posts",
    Permission.PUBLISH: "publish",
    Permission.REPLY: "answer messages",
    Permission.IMPORT: "import data",
    Permission.MANAGE: "change settings",
    Permission.CLOCK: "run the clock",
}
