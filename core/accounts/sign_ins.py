"""A browser stays signed in by an opaque token; only its hash is kept."""

import hashlib
import secrets
from datetime import timedelta

from sqlmodel import Session, col, delete, select

from core.accounts.people import Person
from core.backends.engine import WRITE
from core.tables import SignIn, User
from core.wiring import Runtime

LASTS = timedelta(days=14)


def remember(runtime: Runtime, person: Person, *, lasts: timedelta = LASTS) -> str:
    """Make a token by which this person is known again; it is shown once and cannot be read back."""
    token, now = secrets.token_urlsafe(24), runtime.clock()
    with Session(runtime.engine.execution_options(**{WRITE: True})) as session:
        session.add(
            SignIn(token_hash=_hash(token), user_id=person.id, expires_at=now + lasts, created_at=now),
        )
        session.commit()
    return token


def resume(runtime: Runtime, token: str) -> Person | None:
    """Who a token belongs to; None when it is unknown, over, or its owner is."""
    query = (
        select(User)
        .join(SignIn, col(SignIn.user_id) == col(User.id))
        .where(col(SignIn.token_hash) == _hash(token), col(SignIn.expires_at) > runtime.clock())
        .where(col(SignIn.refresh_hash).is_(None), col(User.is_active).is_(True))
    )
    with Session(runtime.engine) as session:
        user = session.execute(query).scalar_one_or_none()
        return None if user is None else Person(user.id, user.name, user.email)


def sign_out(runtime: Runtime, token: str) -> None:
    """Forget a token."""
    with Session(runtime.engine.execution_options(**{WRITE: True})) as session:
        session.execute(delete(SignIn).where(col(SignIn.token_hash) == _hash(token)))
        session.commit()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
