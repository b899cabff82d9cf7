"""Registering and signing in with an address and a password."""

import re
from dataclasses import dataclass
from threading import BoundedSemaphore
from uuid import UUID

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select, update

from core.accounts.tries import allow_for_good, refuse_flood
from core.backends.engine import WRITE
from core.errors import Conflict, Invalid, NotSignedIn
from core.tables import User
from core.wiring import Runtime

# OWASP's second choice for argon2id: 46 MiB, one pass. pwdlib's default takes four times as long.
_HASHER = PasswordHash((Argon2Hasher(memory_cost=47_104, time_cost=1, parallelism=1),))
_AT_ONCE = BoundedSemaphore(2)  # each hash holds 46 MiB: a burst of sign-ins must not take the machine's memory
_NOBODY = _HASHER.hash("a password that nobody has")
_ADDRESS = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_COMMON = frozenset({"password", "12345678", "123456789", "1234567890", "qwertyuiop", "password1", "iloveyou"})
LONGEST = 1000
"""Characters of a password; nobody types a longer one."""


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
    if not name.strip() or len(name) > 120:
        raise Invalid("Please give a name of 1 to 120 characters.", field="name")
    if not 8 <= len(password) <= LONGEST or password.lower() in _COMMON:
        raise Invalid("Choose a password of 8 to 1,000 characters that is not a common one.", field="password")
    with _AT_ONCE:
        hashed = _HASHER.hash(password)
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
    if not _ADDRESS.fullmatch(address) or len(address) > 254:
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
    with Session(runtime.engine) as session:
        user = session.execute(select(User).where(col(User.email) == address)).scalar_one_or_none()
    with _AT_ONCE:
        fits, fresh = _HASHER.verify_and_update(password, user.password_hash if user else _NOBODY)
    if user is None or not fits or not user.is_active:
        raise NotSignedIn("That address and password don't match. Check both and try again.", field="password")
    if fresh is not None:
        _rehash(runtime, user.id, fresh)
    allow_for_good(runtime, "sign in", account=address)
    return Person(user.id, user.name, user.email)


def _rehash(runtime: Runtime, user_id: UUID, fresh: str) -> None:
    """Keep a password's hash as it is made nowadays."""
    with Session(runtime.engine.execution_options(**{WRITE: True})) as session:
        session.execute(update(User).where(col(User.id) == user_id).values(password_hash=fresh))
        session.commit()
