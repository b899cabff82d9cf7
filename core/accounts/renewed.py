"""A new password, and an address that is shown to be its owner's."""

from uuid import UUID

import structlog
from sqlmodel import Session, col, delete, update

from core.accounts.mailed import gone, owner_of, used_up
from core.accounts.passwords import hashed_password, verified
from core.accounts.people import Person, find_user
from core.accounts.sessions import Visitor
from core.accounts.tries import allow_for_good, refuse_flood
from core.backends.engine import WRITE
from core.errors import Conflict, Invalid
from core.tables import MailedLink, SignIn, User
from core.vocab import LinkPurpose
from core.wiring import Runtime

log = structlog.get_logger()


def read_reset(runtime: Runtime, token: str) -> Person:
    """Who may set a new password with this link.

    Raises:
        NotFound: it was used, replaced, or is over; the answer is the same.
    """
    return owner_of(runtime, token, LinkPurpose.RESET)


def reset_password(runtime: Runtime, token: str, password: str) -> Person:
    """Set a new password with a mailed link, and sign its owner out everywhere; the link is spent.

    Raises:
        NotFound: the link was used, replaced, or is over.
        Invalid: the password is not good enough (field ``password``); the link stays good.
    """
    person = read_reset(runtime, token)
    kept = hashed_password(password, person.email, person.name)
    with Session(runtime.engine.execution_options(**{WRITE: True})) as session:
        if not used_up(session, token, LinkPurpose.RESET):
            raise gone()
        now = runtime.clock()
        values = {"password_hash": kept, "verified_at": now, "updated_at": now}
        session.execute(update(User).where(col(User.id) == person.id).values(**values))
        session.execute(delete(SignIn).where(col(SignIn.user_id) == person.id))
        session.execute(delete(MailedLink).where(col(MailedLink.user_id) == person.id))
        session.commit()
    allow_for_good(runtime, "sign in", account=person.email)
    log.info("password_reset", user=str(person.id))
    return person


def change_password(runtime: Runtime, visitor: Visitor, *, old: str, new: str) -> None:
    """Set a new password, knowing the old one, and sign out everywhere else.

    Raises:
        Invalid: the old one is wrong, or the new one not good enough; ``field`` says which.
        TooOften: it was tried often lately.
    """
    person = visitor.person
    refuse_flood(runtime, "change password", account=str(person.id))
    user = find_user(runtime, person.email)
    if not verified(old, user.password_hash if user else None)[0]:
        raise Invalid("That is not your password as it is now.", field="old_password")
    kept = hashed_password(new, person.email, person.name)
    with Session(runtime.engine.execution_options(**{WRITE: True})) as session:
        values = {"password_hash": kept, "updated_at": runtime.clock()}
        session.execute(update(User).where(col(User.id) == person.id).values(**values))
        others = (col(SignIn.user_id) == person.id, col(SignIn.token_hash) != visitor.session)
        session.execute(delete(SignIn).where(*others))
        session.execute(delete(MailedLink).where(col(MailedLink.user_id) == person.id))
        session.commit()
    log.info("password_changed", user=str(person.id))


def confirm_address(runtime: Runtime, person: Person, token: str) -> None:
    """Write down that somebody who is signed in has the mailbox of their account.

    Being signed in is needed: a link that a stranger asked for in somebody's name must not confirm the stranger.

    Raises:
        NotFound: the link was used, replaced, or is over.
        Conflict: it is for another account.
    """
    owner = owner_of(runtime, token, LinkPurpose.CONFIRM)
    if owner.id != person.id:
        raise Conflict(f"This link is for {owner.email}. Sign in with that address.", field="token")
    with Session(runtime.engine.execution_options(**{WRITE: True})) as session:
        if not used_up(session, token, LinkPurpose.CONFIRM):
            raise gone()
        session.execute(update(User).where(col(User.id) == person.id).values(verified_at=runtime.clock()))
        session.commit()


def is_confirmed(runtime: Runtime, user_id: UUID) -> bool:
    """Whether an account's address was shown to be its owner's."""
    with Session(runtime.engine) as session:
        user = session.get(User, user_id)
        return user is not None and user.verified_at is not None
