"""From what a program shows with a request to a key: an access token of somebody signed in, or a token of its own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, update
from sqlmodel import col, select

from core.accounts.members import only
from core.accounts.passes import LEEWAY, read_pass
from core.accounts.sessions import hashed
from core.backends.engine import WRITE
from core.errors import Forbidden, NotFound, NotSignedIn
from core.keys import Key
from core.tables import ApiToken, Membership, SignIn, User
from core.vocab import Permission, Scope
from core.wiring import Runtime

TOKEN = "mcct_"  # noqa: S105 - how every token of ours begins, so that scanners for lost secrets know it
SEEN = timedelta(minutes=10)
"""How exactly a token's last use is kept: a write at every request would cost more than the request."""
_OPENS: Mapping[Scope, frozenset[Permission]] = MappingProxyType(
    {
        Scope.BUSINESS_WRITE: frozenset({Permission.WRITE}),
        Scope.CAMPAIGNS_WRITE: frozenset({Permission.PLAN, Permission.WRITE}),
        Scope.CONTENT_WRITE: frozenset({Permission.WRITE}),
        Scope.PUBLISH: frozenset({Permission.PUBLISH}),
        Scope.INBOX_WRITE: frozenset({Permission.REPLY}),
        Scope.IMPORT: frozenset({Permission.IMPORT, Permission.WRITE}),
        Scope.WEBHOOKS: frozenset({Permission.MANAGE}),
    }
)
"""What a scope opens beyond reading. None opens approving: that is a person's."""


@dataclass(frozen=True)
class LetIn:
    """A key; until when it holds as long as nothing in the database changes; and whose requests it counts among."""

    key: Key
    until: datetime
    counted: str


def _asked(here: bool) -> Any:
    mine = col(Membership.user_id) == col(User.id)
    joined = and_(mine, col(Membership.business_id) == bindparam("business")) if here else mine
    return (
        select(User.id, User.name, SignIn.expires_at, Membership.business_id, Membership.role)  # type: ignore[call-overload]
        .join(SignIn, col(SignIn.user_id) == col(User.id))
        .outerjoin(Membership, joined)
        .where(col(SignIn.token_hash) == bindparam("session"), col(User.id) == bindparam("user"))
        .where(col(SignIn.expires_at) > bindparam("now"), col(User.is_active).is_(True))
        .limit(2)
    )


_HERE, _ANYWHERE = _asked(here=True), _asked(here=False)
_BY_TOKEN = (
    select(  # type: ignore[call-overload]
        ApiToken.id, ApiToken.business_id, ApiToken.name, ApiToken.scopes, ApiToken.expires_at, ApiToken.last_used_at,
        User.id.label("user_id"), User.name.label("maker"), Membership.role,  # type: ignore[attr-defined]
    )
    .join(User, col(User.id) == col(ApiToken.user_id))
    .join(
        Membership,
        and_(
            col(Membership.user_id) == col(ApiToken.user_id), col(Membership.business_id) == col(ApiToken.business_id)
        ),
    )
    .where(col(ApiToken.token_hash) == bindparam("hash"), col(User.is_active).is_(True))
)  # fmt: skip
"""Asked with every request, so written once: who shows this, and where they may go."""


def admit(runtime: Runtime, access: str, business_id: UUID | None = None) -> Key:
    """Cut the key for whoever shows an access token: ``recognise`` and ``enter`` in one question to the database.

    Raises:
        NotSignedIn: the token is not valid, over, or its sign-in was ended.
        NotFound, Invalid: as ``enter``.
    """
    return let_in(runtime, access, business_id).key


def let_in(runtime: Runtime, shown: str, business_id: UUID | None = None, *, scope: Scope | None = None) -> LetIn:
    """The same, and for API tokens too; ``scope`` is what they need here, None where only people may.

    Raises:
        Forbidden: it is an API token without that scope.
        NotSignedIn, NotFound, Invalid: as ``admit``.
    """
    if shown.startswith(TOKEN):
        return _by_token(runtime, shown, business_id, scope)
    known = read_pass(runtime, shown)
    told = {"session": known.session, "user": known.user_id, "now": runtime.clock(), "business": business_id}
    with runtime.engine.connect() as connection:
        found = connection.execute(_HERE if business_id else _ANYWHERE, told).all()
    if not found:
        raise NotSignedIn("This sign-in was ended. Sign in again.")
    if business_id and found[0].business_id is None:
        raise NotFound("There is no such business in your account.", field="business")
    user_id, name, expires_at = found[0][:3]
    key = only([(one.business_id, one.role) for one in found if one.business_id], user_id, name)
    return LetIn(key, min(known.ends_at + LEEWAY, expires_at), str(user_id))


def bounded(key: Key, scopes: Iterable[str]) -> frozenset[Permission]:
    """What is left of a key's permissions within these scopes; a word that is no scope any more opens nothing."""
    opened = {permission for scope in set(scopes) & set(Scope) for permission in _OPENS.get(Scope(scope), ())}
    return key.permissions & (opened | {Permission.READ})


def _by_token(runtime: Runtime, shown: str, business_id: UUID | None, scope: Scope | None) -> LetIn:
    now = runtime.clock()
    with runtime.engine.connect() as connection:
        found = connection.execute(_BY_TOKEN, {"hash": hashed(shown)}).one_or_none()
    if found is None:
        raise NotSignedIn("This API token is not valid, or it was ended. Make a new one in Settings, Programs.")
    if found.expires_at is not None and found.expires_at <= now:
        raise NotSignedIn(f"This API token ended on {found.expires_at:%Y-%m-%d}. Make a new one in Settings, Programs.")
    if business_id not in {None, found.business_id}:
        raise NotFound("There is no such business for this API token.", field="business")
    if scope is None:
        raise Forbidden("An API token cannot do this. Sign in with an account, and use its access token.")
    if scope not in found.scopes:
        raise Forbidden(f"This API token lacks the scope {scope}. Make one that has it in Settings, Programs.")
    if found.last_used_at is None or now - found.last_used_at >= SEEN:
        with runtime.engine.execution_options(**{WRITE: True}).begin() as connection:
            connection.execute(update(ApiToken).where(col(ApiToken.id) == found.id).values(last_used_at=now))
    whole = only([(found.business_id, found.role)], found.user_id, f"{found.maker[:30]}, token {found.name}"[:120])
    key = replace(whole, permissions=bounded(whole, found.scopes))
    return LetIn(key, found.expires_at or datetime.max.replace(tzinfo=now.tzinfo), f"token {found.id}")
