"""A browser stays signed in by an opaque token; only its hash is kept."""

import secrets
from datetime import timedelta
from uuid import UUID

from sqlalchemy import and_
from sqlmodel import Session, col, delete, select

from core.accounts.members import only
from core.accounts.people import Person
from core.accounts.sessions import Visitor, hashed
from core.backends.engine import WRITE
from core.errors import NotFound, NotSignedIn
from core.keys import Key
from core.tables import Membership, SignIn, User
from core.wiring import Runtime

LASTS = timedelta(days=14)


def remember(runtime: Runtime, person: Person, *, lasts: timedelta = LASTS, device: str = "") -> str:
    """Make a token by which this person is known again; it is shown once and cannot be read back."""
    token, now = secrets.token_urlsafe(24), runtime.clock()
    seen, ends = " ".join(device.split())[:200], now + lasts
    with Session(runtime.engine.execution_options(**{WRITE: True})) as session:
        session.add(SignIn(token_hash=hashed(token), user_id=person.id, device=seen, expires_at=ends, created_at=now))
        session.commit()
    return token


def visiting(person: Person, token: str) -> Visitor:
    """A person who is signed in, and by which sign-in: for what they decide about their own account."""
    return Visitor(person, hashed(token))


def come_back(runtime: Runtime, person: Person, token: str, business_id: UUID) -> Key:
    """Cut the key to a business, as ``open_business`` does, for whoever's sign-in still stands; one question.

    Raises:
        NotSignedIn: that sign-in was ended, or its time is over.
        NotFound: the person is no member, or there is no such business: the answer is the same.
    """
    mine = and_(col(Membership.user_id) == col(User.id), col(Membership.business_id) == business_id)
    query = (
        select(User.name, Membership.role)
        .join(SignIn, col(SignIn.user_id) == col(User.id))
        .outerjoin(Membership, mine)
        .where(col(SignIn.token_hash) == hashed(token), col(SignIn.expires_at) > runtime.clock())
        .where(col(User.id) == person.id, col(User.is_active).is_(True))
    )
    with Session(runtime.engine) as session:
        found = session.execute(query).one_or_none()
    if found is None:
        raise NotSignedIn("You were signed out here. Sign in again to go on.")
    if found.role is None:
        raise NotFound("There is no such business in your account.", field="business")
    return only([(business_id, found.role)], person.id, found.name)


def resume(runtime: Runtime, token: str) -> Person | None:
    """Who a token belongs to; None when it is unknown, over, or its owner is."""
    query = (
        select(User)
        .join(SignIn, col(SignIn.user_id) == col(User.id))
        .where(col(SignIn.token_hash) == hashed(token), col(SignIn.expires_at) > runtime.clock())
        .where(col(SignIn.refresh_hash).is_(None), col(User.is_active).is_(True))
    )
    with Session(runtime.engine) as session:
        user = session.execute(query).scalar_one_or_none()
        return None if user is None else Person(user.id, user.name, user.email)


def sign_out(runtime: Runtime, token: str) -> None:
    """Forget a token."""
    with Session(runtime.engine.execution_options(**{WRITE: True})) as session:
        session.execute(delete(SignIn).where(col(SignIn.token_hash) == hashed(token)))
        session.commit()
