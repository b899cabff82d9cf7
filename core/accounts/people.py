"""Registering and signing in with an address and a password."""

import re
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select, update

from core.accounts.passwords import hashed_password, verified
from core.accounts.tries import allow_for_good, refuse_flood
from core.backends.engine import WRITE
from core.channels.characters import hidden
from core.errors import Conflict, Invalid, NotSignedIn
from core.tables import User
from core.wiring import Runtime

_ADDRESS = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


@dataclass(frozen=True)
class Person:
    id: UUID
    name: str
    email: str


def register(runtime: Runtime, *, email: str, password: str, name: str, caller: str = "") -> Person:
    """Make an account. ``caller`` is the network address that asks, where it is known.

    Raises:
        Invalid: the address, name or password cannot be used; ``field`` says which.
        Conflict: the address has an account already.
        TooOften: this caller made many accounts lately.
    """
    refuse_flood(runtime, "register", caller=caller)
    address = checked_address(email)
    if not name.strip() or len(name) > 120 or hidden(name):
        raise Invalid("Please give a name of 1 to 120 characters.", field="name")
    hashed = hashed_password(password, address, name)
    now = runtime.clock()
    user = User(email=address, name=name.strip(), password_hash=hashed, created_at=now, updated_at=now)
    try:
        with Session(runtime.engine.execution_options(**{WRITE: True}), expire_on_commit=False) as session:
            session.add(user)
            session.commit()
    except IntegrityError as taken:
        raise Conflict("There is an account with this address already. Sign in instead.", field="email") from taken
    return Person(user.id, user.name, user.email)


def checked_address(typed: str) -> str:
    """An e-mail address as accounts are found by it.

    Raises:
        Invalid: it cannot be one.

    >>> checked_address(" Ana@Example.com ")
    'ana@example.com'
    """
    address = typed.strip().lower()
    if not _ADDRESS.fullmatch(address) or len(address) > 254 or hidden(address):
        raise Invalid("That doesn't look like an e-mail address. It should read like name@example.com.", field="email")
    return address


def sign_in(runtime: Runtime, *, email: str, password: str, caller: str = "") -> Person:
    """Check an address and a password; an unknown address takes as long as a wrong password.

    ``caller`` is the network address that asks, where it is known.

    Raises:
        NotSignedIn: they do not belong together.
        TooOften: for this account, or by this caller, it was tried often lately.
    """
    address = email.strip().lower()
    refuse_flood(runtime, "sign in", account=address, caller=caller)
    user = find_user(runtime, address)
    fits, fresh = verified(password, user.password_hash if user else None)
    if user is None or not fits or not user.is_active:
        raise NotSignedIn("That address and password don't match. Check both and try again.", field="password")
    if fresh is not None:
        _rehash(runtime, user.id, fresh)
    allow_for_good(runtime, "sign in", account=address)
    return Person(user.id, user.name, user.email)


def find_user(runtime: Runtime, address: str) -> User | None:
    """The account of an address, as it is kept; None where there cannot be one."""
    if hidden(address):  # nor could a database be asked
        return None
    with Session(runtime.engine) as session:
        return session.execute(select(User).where(col(User.email) == address)).scalar_one_or_none()


def _rehash(runtime: Runtime, user_id: UUID, fresh: str) -> None:
    """Keep a password's hash as it is made nowadays."""
    with Session(runtime.engine.execution_options(**{WRITE: True})) as session:
        session.execute(update(User).where(col(User.id) == user_id).values(password_hash=fresh))
        session.commit()
