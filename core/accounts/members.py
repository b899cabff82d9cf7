"""Memberships, and the keys they are worth."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4, uuid5
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import structlog
from sqlmodel import Session, col, select

from core import system
from core.accounts.people import Person
from core.backends.engine import WRITE
from core.errors import Forbidden, Invalid, NotFound
from core.keys import PERMISSIONS, Key
from core.tables import Business, Membership, Profile
from core.vocab import Permission, Role
from core.wiring import Runtime

log = structlog.get_logger()
CLOCK = frozenset({Permission.READ, Permission.PUBLISH, Permission.REPLY, Permission.CLOCK})


@dataclass(frozen=True)
class Place:
    """A business that a person may enter."""

    business_id: UUID
    name: str
    role: Role
    sandbox_until: datetime | None


def places(runtime: Runtime, person: Person) -> list[Place]:
    """The businesses a person belongs to, by name."""
    with Session(runtime.engine) as session:
        mine = select(Membership.business_id, Membership.role).where(col(Membership.user_id) == person.id)
        roles = {business_id: role for business_id, role in session.execute(mine)}  # noqa: C416 - a row is no pair to mypy
    named = system.describe(runtime.engine, roles)
    return sorted((Place(one, name, roles[one], until) for one, name, until in named), key=lambda place: place.name)


def open_business(runtime: Runtime, person: Person, business_id: UUID) -> Key:
    """Cut the key to a business.

    Raises:
        NotFound: the person is no member, or there is no such business: the answer is the same.
    """
    with Session(runtime.engine) as session:
        mine = select(Membership.role).where(
            col(Membership.user_id) == person.id, col(Membership.business_id) == business_id
        )
        role = session.execute(mine).scalar()
    if role is None:
        raise NotFound("There is no such business in your account.", field="business")
    return Key(business_id, person.id, person.name, PERMISSIONS[role])


def enter(runtime: Runtime, person: Person, business_id: UUID | None = None) -> Key:
    """Cut the key to a business, or to the only one that a person belongs to.

    Raises:
        NotFound: they are no member, or belong to none yet.
        Invalid: they belong to several and say none (field ``business_id``).
    """
    if business_id is not None:
        return open_business(runtime, person, business_id)
    with Session(runtime.engine) as session:
        mine = select(Membership.business_id, Membership.role).where(col(Membership.user_id) == person.id).limit(2)
        return only([(one, role) for one, role in session.execute(mine)], person.id, person.name)


def only(members: list[tuple[UUID, Role]], user_id: UUID, name: str) -> Key:
    """Cut the key to the one business that somebody belongs to.

    Raises:
        NotFound: they belong to none yet.
        Invalid: they belong to several (field ``business_id``).
    """
    if not members:
        raise NotFound("You belong to no business yet. Make one first.", field="business_id")
    if len(members) > 1:
        raise Invalid("You belong to several businesses. Say which one this is about.", field="business_id")
    return Key(members[0][0], user_id, name, PERMISSIONS[members[0][1]])


def clock_key(business_id: UUID) -> Key:
    """The key the clock works with: it reads, sends and answers, and decides nothing a person decides."""
    return Key(business_id, None, "the clock", CLOCK)


def create_business(
    runtime: Runtime,
    person: Person,
    *,
    name: str,
    industry: str,
    zone: str,
    country: str = "US",
    token: str | None = None,
) -> Key:
    """Make a business with an empty profile; its maker is its admin. The same ``token`` again makes no second one.

    Raises:
        Invalid: the name, industry or zone cannot be used; ``field`` says which.
    """
    wanted = uuid4() if token is None else uuid5(person.id, token)
    if token is not None and wanted in {place.business_id for place in places(runtime, person)}:
        return open_business(runtime, person, wanted)
    if not name.strip() or len(name) > 120:
        raise Invalid("Please give the business a name of 1 to 120 characters.", field="name")
    if not industry.strip() or len(industry) > 60:
        raise Invalid("Please say what kind of business it is, in 1 to 60 characters.", field="industry")
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError) as unknown:
        raise Invalid("Choose a time zone such as Europe/Lisbon.", field="zone") from unknown
    business = Business(
        id=wanted,
        name=name.strip(),
        industry=industry.strip(),
        zone=zone,
        country=country,
        seed=uuid4().hex,
        created_at=runtime.clock(),
    )
    key = Key(business.id, person.id, person.name, PERMISSIONS[Role.ADMIN])
    with runtime.workspace(key) as ws, ws.writing() as rows:
        rows.add(business)
        rows.flush()
        rows.add(Profile(business_id=business.id, sender_name=name.strip(), updated_at=business.created_at))
    join(runtime, person, business.id, Role.ADMIN)
    return key


def delete_business(runtime: Runtime, key: Key) -> int:
    """Erase a business with everything it owns, files included, and look that nothing is left; how many rows it had.

    It cannot be brought back. Its people keep their accounts. What is going out at this moment may still arrive;
    nothing else of it will.

    Raises:
        Forbidden: only an admin may.
    """
    if Permission.MANAGE not in key.permissions:
        raise Forbidden("Only an admin can delete a business. Ask one of them.")
    rows = system.count_rows(runtime.engine, key.business_id)
    runtime.cache.delete(f"business:{key.business_id}:")
    runtime.media.delete(str(key.business_id))
    system.erase_businesses(runtime.engine, [key.business_id])
    if left := system.count_rows(runtime.engine, key.business_id):
        raise AssertionError(f"{left} rows of a deleted business are left")
    log.info("business_deleted", business=str(key.business_id), rows=rows, by=str(key.user_id))
    return rows


def join(runtime: Runtime, person: Person, business_id: UUID, role: Role) -> None:
    """Make a person a member."""
    with Session(runtime.engine.execution_options(**{WRITE: True})) as session:
        session.add(Membership(user_id=person.id, business_id=business_id, role=role, created_at=runtime.clock()))
        session.commit()
