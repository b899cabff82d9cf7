"""Letting somebody into a business: invited by address and role, taken up by whoever has that address and the link."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, delete, select

from core import system
from core.accounts.people import Person, checked_address
from core.accounts.roster import needs_admin, written_down
from core.accounts.sessions import hashed
from core.backends.engine import WRITE
from core.errors import Conflict, Invalid, NotFound
from core.keys import Key
from core.tables import Invitation, Membership, User
from core.vocab import Role
from core.wiring import Runtime

LASTS = timedelta(days=7)
AT_ONCE = 50
"""Invitations that may be open in one business."""


@dataclass(frozen=True)
class Invited:
    """An open invitation, as members and the invited person see it."""

    business_id: UUID
    business: str
    email: str
    role: Role
    invited_by: str
    expires_at: datetime


def invite(runtime: Runtime, key: Key, *, email: str, role: Role) -> str:
    """Invite somebody; the token for their link, which is told once. Inviting again makes the earlier link worthless.

    Raises:
        Forbidden: the key is no admin's.
        Invalid: the address cannot be one, or this is a demo; ``field`` says which.
        Conflict: the person is a member already, or too many invitations are open.
    """
    needs_admin(key)
    address, now = checked_address(email), runtime.clock()
    ((_, _, sandbox_until),) = system.describe(runtime.engine, [key.business_id])
    if sandbox_until is not None:
        raise Invalid("A demo is yours alone. Make an account to work with others.", field="email")
    token = secrets.token_urlsafe(24)
    with Session(runtime.engine.execution_options(**{WRITE: True})) as session:
        member = select(Membership).join(User, col(User.id) == col(Membership.user_id))
        if session.execute(
            member.where(col(Membership.business_id) == key.business_id, col(User.email) == address)
        ).first():
            raise Conflict(f"{address} belongs to this business already.", field="email")
        mine = col(Invitation.business_id) == key.business_id
        session.execute(delete(Invitation).where(mine, col(Invitation.email) == address))
        session.execute(delete(Invitation).where(mine, col(Invitation.expires_at) <= now))
        if len(session.execute(select(Invitation.token_hash).where(mine)).all()) >= AT_ONCE:
            raise Conflict(f"{AT_ONCE} invitations are open. Withdraw some first.", field="email")
        session.add(
            Invitation(
                token_hash=hashed(token), business_id=key.business_id, email=address, role=role,
                invited_by=key.actor[:120], expires_at=now + LASTS, created_at=now,
            )
        )  # fmt: skip
        session.commit()
    written_down(runtime, key, "invite", address, role)
    return token


def list_invitations(runtime: Runtime, key: Key) -> list[Invited]:
    """The invitations of the key's business that can still be taken up, the oldest first.

    Raises:
        Forbidden: the key is no admin's.
    """
    needs_admin(key)
    return _open(runtime, col(Invitation.business_id) == key.business_id)


def withdraw_invitation(runtime: Runtime, key: Key, email: str) -> None:
    """Make an invitation's link worthless; nothing happens where there is none.

    Raises:
        Forbidden: the key is no admin's.
    """
    needs_admin(key)
    with Session(runtime.engine.execution_options(**{WRITE: True})) as session:
        mine = (col(Invitation.business_id) == key.business_id, col(Invitation.email) == email)
        gone = session.execute(delete(Invitation).where(*mine)).rowcount  # type: ignore[attr-defined]
        session.commit()
    if gone:
        written_down(runtime, key, "withdraw_invitation", email)


def read_invitation(runtime: Runtime, token: str) -> Invited:
    """What a link invites to.

    Raises:
        NotFound: it was taken up, withdrawn or is over; the answer is the same.
    """
    found = _open(runtime, col(Invitation.token_hash) == hashed(token))
    if not found:
        raise NotFound("This invitation is no longer open. Ask whoever sent it for a new one.", field="invitation")
    return found[0]


def accept_invitation(runtime: Runtime, person: Person, token: str) -> UUID:
    """Become a member; which business it is. The link is worthless afterwards.

    Raises:
        NotFound: it was taken up, withdrawn or is over.
        Conflict: it is for another address.
    """
    invited = read_invitation(runtime, token)
    if invited.email != person.email:
        raise Conflict(f"This invitation is for {invited.email}. Sign in with that address.", field="email")
    with Session(runtime.engine.execution_options(**{WRITE: True})) as session:
        taken = session.execute(delete(Invitation).where(col(Invitation.token_hash) == hashed(token)))
        if taken.rowcount and session.get(Membership, (person.id, invited.business_id)) is None:  # type: ignore[attr-defined]
            session.add(
                Membership(user_id=person.id, business_id=invited.business_id, role=invited.role,
                           created_at=runtime.clock())
            )  # fmt: skip
        session.commit()
    return invited.business_id


def _open(runtime: Runtime, which: ColumnElement[bool]) -> list[Invited]:
    query = select(Invitation).where(which, col(Invitation.expires_at) > runtime.clock())
    with Session(runtime.engine) as session:
        found = list(session.execute(query.order_by(col(Invitation.created_at), col(Invitation.email))).scalars())
    names = {one: name for one, name, _ in system.describe(runtime.engine, {one.business_id for one in found})}
    return [
        Invited(one.business_id, names[one.business_id], one.email, one.role, one.invited_by, one.expires_at)
        for one in found
    ]
