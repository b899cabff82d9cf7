"""People whom another server vouches for (OpenID Connect): found again by its name for them, never by an address."""

from collections.abc import Mapping
from typing import Any

import structlog
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from core.accounts.people import Person, checked_address, find_user
from core.backends.engine import WRITE
from core.channels.characters import hidden
from core.errors import Conflict, Invalid, NotSignedIn
from core.tables import Identity, User
from core.wiring import Runtime

log = structlog.get_logger()


def vouched_for(runtime: Runtime, claims: Mapping[str, Any]) -> Person:
    """Who an identity token speaks of: known by issuer and subject, or now linked to their account, or new here.

    The token's signature, audience and nonce were checked by whoever read it. An account is linked only when the
    provider says that the address is verified and we have seen it to be the account's owner's as well: otherwise a
    stranger who registered it first would have a way in. What a person may do is up to their memberships alone.

    Raises:
        NotSignedIn: the token names nobody, its address is not verified, or the account is closed.
        Conflict: the address has an account whose owner never confirmed it.
    """
    issuer, subject = str(claims.get("iss") or ""), str(claims.get("sub") or "")
    if not (0 < len(issuer) <= 300 and 0 < len(subject) <= 255) or hidden(issuer + subject):
        raise NotSignedIn("The sign-in page did not say who you are. Try again, or sign in with your password.")
    ends = claims.get("exp")
    if isinstance(ends, int | float) and ends < runtime.clock().timestamp():
        raise NotSignedIn("What the sign-in page said is too old by now. Sign in there again.")
    user = _known(runtime, issuer, subject)
    if user is None:
        try:
            user = _linked(runtime, issuer, subject, claims)
        except IntegrityError:  # two tabs came at the same moment, and the other was first
            user = _known(runtime, issuer, subject)
    if user is None or not user.is_active:
        raise NotSignedIn("This account is closed. Ask whoever runs this server.")
    return Person(user.id, user.name, user.email)


def _known(runtime: Runtime, issuer: str, subject: str) -> User | None:
    query = select(User).join(Identity, col(Identity.user_id) == col(User.id))
    with Session(runtime.engine) as session:
        return session.execute(
            query.where(col(Identity.issuer) == issuer, col(Identity.subject) == subject)
        ).scalar_one_or_none()


def _linked(runtime: Runtime, issuer: str, subject: str, claims: Mapping[str, Any]) -> User:
    try:
        address = checked_address(str(claims.get("email") or ""))
    except Invalid as odd:
        raise NotSignedIn("The sign-in page did not tell your e-mail address. Allow it there, and try again.") from odd
    if claims.get("email_verified") is not True:
        raise NotSignedIn(f"The sign-in page has not verified {address}. Confirm it there, and try again.")
    user, now = find_user(runtime, address), runtime.clock()
    if user is not None and user.verified_at is None:
        words = (
            f"{address} has an account here whose address was never confirmed. Sign in with its password and confirm "
            "the address under Settings, You; or set a new password. Then this way in works too."
        )
        raise Conflict(words, field="email")
    is_new = user is None
    with Session(runtime.engine.execution_options(**{WRITE: True}), expire_on_commit=False) as session:
        if user is None:
            name = str(claims.get("name") or "").strip()[:120]
            name = address.partition("@")[0][:120] if not name or hidden(name) else name
            user = User(email=address, name=name, password_hash="", verified_at=now, created_at=now, updated_at=now)
            session.add(user)
            session.flush()
        session.add(Identity(issuer=issuer, subject=subject, user_id=user.id, created_at=now))
        session.commit()
    log.info("identity_linked", user=str(user.id), is_new=is_new)
    return user
