"""Who belongs to a business, and what they are there."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from core.backends.engine import WRITE
from core.errors import Conflict, Forbidden, NotFound
from core.keys import Key
from core.tables import Membership, User
from core.vocab import Permission, Role
from core.wiring import Runtime


@dataclass(frozen=True)
class Member:
    """Somebody who may enter, and since when."""

    user_id: UUID
    name: str
    email: str
    role: Role
    since: datetime


def list_members(runtime: Runtime, key: Key) -> list[Member]:
    """The people of the key's business, by name.

    Raises:
        Forbidden: the key does not open reading.
    """
    if Permission.READ not in key.permissions:
        raise Forbidden("Your role cannot look at this here. Ask an admin of this business.")
    query = (
        sa.select(col(User.id), col(User.name), col(User.email), col(Membership.role), col(Membership.created_at))
        .join(Membership, col(Membership.user_id) == col(User.id))
        .where(col(Membership.business_id) == key.business_id)
        .order_by(col(User.name), col(User.email))
    )
    with Session(runtime.engine) as session:
        return [Member(*row) for row in session.execute(query)]


def change_role(runtime: Runtime, key: Key, user_id: UUID, role: Role) -> None:
    """Make a member something else; it counts from their next click on.

    Raises:
        Forbidden: the key is no admin's.
        NotFound: the person is no member.
        Conflict: they are the only admin.
    """
    needs_admin(key)
    with Session(runtime.engine.execution_options(**{WRITE: True})) as session:
        member = _member(session, key, user_id)
        if member.role is Role.ADMIN and role is not Role.ADMIN:
            _refuse_last_admin(session, key)
        member.role = role
        session.commit()
    written_down(runtime, key, "change_role", str(user_id), role)


def remove_member(runtime: Runtime, key: Key, user_id: UUID) -> None:
    """Let somebody in no longer; what they made stays. Anybody may remove themselves.

    Raises:
        Forbidden: the key is no admin's, and it is not about the key's own person.
        NotFound: the person is no member.
        Conflict: they are the only admin.
    """
    if user_id != key.user_id:
        needs_admin(key)
    with Session(runtime.engine.execution_options(**{WRITE: True})) as session:
        member = _member(session, key, user_id)
        if member.role is Role.ADMIN:
            _refuse_last_admin(session, key)
        session.delete(member)
        session.commit()
    written_down(runtime, key, "remove_member", str(user_id))


def needs_admin(key: Key) -> None:
    """Refuse a key that is no admin's.

    Raises:
        Forbidden: it is not.
    """
    if Permission.MANAGE not in key.permissions:
        raise Forbidden("Your role cannot decide who belongs here. Ask an admin of this business.")


def written_down(runtime: Runtime, key: Key, verb: str, subject: str, detail: str = "") -> None:
    """Put a change of people into the business's own log."""
    with runtime.workspace(key) as ws, ws.writing():
        ws.audit(verb, subject=subject, detail=detail)


def _member(session: Session, key: Key, user_id: UUID) -> Membership:
    found = session.get(Membership, (user_id, key.business_id), with_for_update=True)
    if found is None:
        raise NotFound("This person does not belong to this business.", field="member")
    return found


def _refuse_last_admin(session: Session, key: Key) -> None:
    admins = select(Membership.user_id).where(
        col(Membership.business_id) == key.business_id, col(Membership.role) == Role.ADMIN
    )
    if len(session.execute(admins.with_for_update()).all()) < 2:
        raise Conflict("This is the only admin. Make somebody else an admin first.", field="role")
