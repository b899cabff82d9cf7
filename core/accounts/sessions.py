"""Programs stay signed in by a refresh token that is good once; every sign-in can be seen and ended.

A token has two parts. The first names the sign-in and stays the same; the second changes each time, and only the hash
of the one that is good now is kept. Whoever knows the first part held the token once: when they come with a second part
that is no longer good, the token was copied, and the sign-in ends for the thief and for its owner (RFC 9700, 4.14.2).
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import bindparam
from sqlmodel import Session, col, delete, select

from core.accounts.passes import LASTS as PASS_LASTS
from core.accounts.passes import cut_pass, read_pass
from core.accounts.people import Person
from core.accounts.tries import refuse_flood
from core.backends.engine import WRITE
from core.errors import NotFound, NotSignedIn
from core.tables import SignIn, User
from core.wiring import Runtime

log = structlog.get_logger()
IDLE = timedelta(days=14)
"""A program that does not renew itself for so long has to sign in again."""
MOST = timedelta(days=90)
"""However often it renews itself."""
GRACE = timedelta(seconds=10)
"""Two tabs that renew with one token at the same moment are no thieves: both get the same next one."""


_WHOSE = (
    select(User.id, User.name, User.email)
    .join(SignIn, col(SignIn.user_id) == col(User.id))
    .where(col(SignIn.token_hash) == bindparam("session"), col(User.id) == bindparam("user"))
    .where(col(SignIn.expires_at) > bindparam("now"), col(User.is_active).is_(True))
)


@dataclass(frozen=True)
class Passes:
    """An access token for requests and the refresh token for the next pair."""

    access: str
    refresh: str
    lasts: timedelta = PASS_LASTS


@dataclass(frozen=True)
class Visitor:
    """Who asks, and by which sign-in."""

    person: Person
    session: str


@dataclass(frozen=True)
class SessionView:
    """One sign-in; ``is_browser`` where it was made on the screens and not by a program."""

    id: UUID
    device: str
    is_browser: bool
    is_this: bool
    created_at: datetime
    renewed_at: datetime | None
    expires_at: datetime


def open_session(runtime: Runtime, person: Person, *, device: str = "") -> Passes:
    """Sign a program in.

    Raises:
        NotReady: this server has no secret to sign with.
    """
    name, secret, now = secrets.token_urlsafe(24), secrets.token_urlsafe(32), runtime.clock()
    access = cut_pass(runtime, person.id, hashed(name))
    with _writing(runtime) as session:
        session.execute(delete(SignIn).where(col(SignIn.user_id) == person.id, col(SignIn.expires_at) <= now))
        session.add(
            SignIn(
                token_hash=hashed(name),
                user_id=person.id,
                device=" ".join(device.split())[:200],
                refresh_hash=hashed(secret),
                refreshed_at=now,
                expires_at=now + IDLE,
                created_at=now,
            )
        )
        session.commit()
    return Passes(access, f"{name}.{secret}")


def renew_session(runtime: Runtime, refresh: str, *, caller: str = "") -> Passes:
    """The next pair of tokens for a refresh token, which is good for nothing from then on.

    Raises:
        NotSignedIn: it is unknown, over, or was used before; then the whole sign-in is over.
        TooOften: the network address ``caller`` has asked very often.
    """
    refuse_flood(runtime, "renew", caller=caller)
    name, _, secret = refresh.partition(".")
    now = runtime.clock()
    with _writing(runtime) as session:
        query = select(SignIn).join(User, col(User.id) == col(SignIn.user_id))
        alive = (col(SignIn.expires_at) > now, col(SignIn.refresh_hash).is_not(None), col(User.is_active).is_(True))
        own = query.where(col(SignIn.token_hash) == hashed(name), *alive).with_for_update(of=SignIn)
        row = session.execute(own).scalar_one_or_none()
        if row is None:
            raise NotSignedIn("This refresh token is not valid any more. Sign in again.", field="refresh_token")
        following = _following(runtime, row, secret, now)
        if following is None:
            session.delete(row)
        elif hashed(following) != row.refresh_hash:
            row.earlier_hash, row.refresh_hash, row.refreshed_at = row.refresh_hash, hashed(following), now
            row.expires_at = min(now + IDLE, row.created_at + MOST)
        user_id = row.user_id
        session.commit()
    if following is None:
        log.warning("refresh_token_reused", user=str(user_id))
        words = "This refresh token was used before, so its sign-in was ended. Sign in again."
        raise NotSignedIn(words, field="refresh_token")
    return Passes(cut_pass(runtime, user_id, hashed(name)), f"{name}.{following}")


def recognise(runtime: Runtime, access: str) -> Visitor:
    """Who an access token belongs to, as long as their sign-in stands.

    Raises:
        NotSignedIn: it is not valid, over, or its sign-in was ended.
    """
    shown = read_pass(runtime, access)
    asked = {"session": shown.session, "user": shown.user_id, "now": runtime.clock()}
    with runtime.engine.connect() as connection:
        found = connection.execute(_WHOSE, asked).one_or_none()
    if found is None:
        raise NotSignedIn("This sign-in was ended. Sign in again.")
    return Visitor(Person(*found), shown.session)


def list_sessions(runtime: Runtime, visitor: Visitor) -> list[SessionView]:
    """Where somebody is signed in, the newest first."""
    with Session(runtime.engine) as session:
        mine = (col(SignIn.user_id) == visitor.person.id, col(SignIn.expires_at) > runtime.clock())
        rows = session.execute(select(SignIn).where(*mine).order_by(col(SignIn.created_at).desc())).scalars()
        return [
            SessionView(
                id=_public(row.token_hash),
                device=row.device,
                is_browser=row.refresh_hash is None,
                is_this=row.token_hash == visitor.session,
                created_at=row.created_at,
                renewed_at=row.refreshed_at,
                expires_at=row.expires_at,
            )
            for row in rows
        ]


def end_session(runtime: Runtime, visitor: Visitor, session_id: UUID | None = None) -> None:
    """Sign out where this request comes from, or at another of one's sign-ins; its tokens are worthless at once.

    Raises:
        NotFound: one has no such sign-in.
    """
    start = visitor.session if session_id is None else session_id.hex
    mine = (col(SignIn.user_id) == visitor.person.id, col(SignIn.token_hash).startswith(start, autoescape=True))
    _end(runtime, *mine, refuse=True)


def end_other_sessions(runtime: Runtime, visitor: Visitor) -> int:
    """Sign out everywhere else; how many sign-ins that were."""
    return _end(runtime, col(SignIn.user_id) == visitor.person.id, col(SignIn.token_hash) != visitor.session)


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()


def _end(runtime: Runtime, *which: Any, refuse: bool = False) -> int:
    with _writing(runtime) as session:
        done = int(session.execute(delete(SignIn).where(*which)).rowcount)  # type: ignore[attr-defined]
        session.commit()
    if refuse and not done:
        raise NotFound("You have no such sign-in. It may have been ended already.")
    return done


def _following(runtime: Runtime, row: SignIn, secret: str, now: datetime) -> str | None:
    """The second part that follows ``secret``, which nobody works out without our key; None when it was used before."""
    shown = hashed(secret)
    nexts = [
        hmac.new(key, f"{row.token_hash} {secret}".encode(errors="surrogatepass"), "sha256").hexdigest()
        for key in runtime.signing_keys
    ]
    if hmac.compare_digest(shown, row.refresh_hash or ""):
        return nexts[0]
    is_fresh = row.refreshed_at is not None and now - row.refreshed_at <= GRACE
    if is_fresh and hmac.compare_digest(shown, row.earlier_hash or ""):
        return next((one for one in nexts if hashed(one) == row.refresh_hash), None)
    return None


def _public(token_hash: str) -> UUID:
    """A sign-in's name to its owner: half of the hash, by which nobody gets in."""
    return UUID(hex=token_hash[:32])


def _writing(runtime: Runtime) -> Session:
    return Session(runtime.engine.execution_options(**{WRITE: True}))
