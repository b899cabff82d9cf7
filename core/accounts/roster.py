"""Who belongs to a business."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from core.errors import Forbidden
from core.keys import Key
from core.tables import Membership, User
from core.vocab import Permission, Role
from core.wiring import Runtime


@dataclass(frozen=True)
class Member:
    """Somebody who may enter, and since when."""

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
        select(User.name, User.email, Membership.role, Membership.created_at)
        .join(Membership, col(Membership.user_id) == col(User.id))
        .where(col(Membership.business_id) == key.business_id)
        .order_by(col(User.name), col(User.email))
    )
    with Session(runtime.engine) as session:
        return [Member(*row) for row in session.execute(query)]
