"""Invitations: for one address, taken up once, worthless when withdrawn or over."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from core import accounts
from core.accounts import Person
from core.accounts.invitations import AT_ONCE, LASTS
from core.errors import Conflict, Forbidden, Invalid, NotFound
from core.keys import PERMISSIONS, Key
from core.seed import open_sandbox
from core.tables import AuditEntry, Invitation
from core.vocab import Permission, Role
from core.wiring import Runtime
from tests.conftest import MovableClock


@pytest.fixture
def bo(runtime: Runtime) -> Person:
    return accounts.register(runtime, email="bo@example.com", password="a long enough one", name="Bo")


def test_who_takes_an_invitation_up_is_a_member_and_the_link_is_spent(runtime: Runtime, key: Key, bo: Person) -> None:
    token = accounts.invite(runtime, key, email=" Bo@Example.com ", role=Role.MARKETER)
    told = accounts.read_invitation(runtime, token)
    assert (told.business, told.email, told.role, told.invited_by) == ("Rye & Shine", bo.email, Role.MARKETER, "Ana")
    assert accounts.list_invitations(runtime, key) == [told]
    assert accounts.accept_invitation(runtime, bo, token) == key.business_id
    own = accounts.open_business(runtime, bo, key.business_id)
    assert own.permissions == PERMISSIONS[Role.MARKETER]
    assert Permission.MANAGE not in own.permissions
    assert accounts.list_invitations(runtime, key) == []
    with pytest.raises(NotFound):
        accounts.accept_invitation(runtime, bo, token)
    with runtime.workspace(key) as ws:
        (entry,) = [one for one in ws.rows.find(AuditEntry) if one.verb == "invite"]
    assert (entry.subject, entry.detail, entry.actor) == (bo.email, "marketer", "Ana")


def test_somebody_else_with_the_link_does_not_come_in(runtime: Runtime, key: Key, bo: Person) -> None:
    token = accounts.invite(runtime, key, email="cy@example.com", role=Role.ADMIN)
    with pytest.raises(Conflict, match=r"cy@example\.com") as refused:
        accounts.accept_invitation(runtime, bo, token)
    assert refused.value.field == "email"
    assert accounts.places(runtime, bo) == []


def test_a_link_that_was_withdrawn_replaced_or_is_over_opens_nothing(
    runtime: Runtime, key: Key, bo: Person, clock: MovableClock
) -> None:
    first = accounts.invite(runtime, key, email=bo.email, role=Role.VIEWER)
    second = accounts.invite(runtime, key, email=bo.email, role=Role.MARKETER)
    accounts.withdraw_invitation(runtime, key, bo.email)
    accounts.withdraw_invitation(runtime, key, bo.email)
    third = accounts.invite(runtime, key, email=bo.email, role=Role.MARKETER)
    clock.now += LASTS
    for token in (first, second, third, "", "guess"):
        with pytest.raises(NotFound, match="no longer open"):
            accounts.read_invitation(runtime, token)
    assert accounts.list_invitations(runtime, key) == []
    clock.now -= timedelta(seconds=1)
    assert accounts.accept_invitation(runtime, bo, third) == key.business_id


def test_who_is_a_member_is_not_invited_again(runtime: Runtime, key: Key, person: Person) -> None:
    with pytest.raises(Conflict, match="already"):
        accounts.invite(runtime, key, email=person.email, role=Role.VIEWER)


@pytest.mark.parametrize("typed", ["", "bo", "bo@", "b o@example.com", "b" * 250 + "@example.com"])
def test_what_is_no_address_is_refused(runtime: Runtime, key: Key, typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        accounts.invite(runtime, key, email=typed, role=Role.VIEWER)
    assert refused.value.field == "email"


@pytest.mark.parametrize("role", [Role.MARKETER, Role.VIEWER])
def test_only_an_admin_invites_looks_and_withdraws(runtime: Runtime, key: Key, role: Role) -> None:
    lesser = replace(key, permissions=PERMISSIONS[role])
    with pytest.raises(Forbidden):
        accounts.invite(runtime, lesser, email="bo@example.com", role=Role.VIEWER)
    with pytest.raises(Forbidden):
        accounts.list_invitations(runtime, lesser)
    with pytest.raises(Forbidden):
        accounts.withdraw_invitation(runtime, lesser, "bo@example.com")


def test_so_many_are_open_at_once_and_no_more(runtime: Runtime, key: Key) -> None:
    for number in range(AT_ONCE):
        accounts.invite(runtime, key, email=f"p{number}@example.com", role=Role.VIEWER)
    with pytest.raises(Conflict, match="Withdraw"):
        accounts.invite(runtime, key, email="late@example.com", role=Role.VIEWER)


def test_a_demo_is_for_one(demo: Runtime) -> None:
    visitor, _ = open_sandbox(demo)
    own = accounts.open_business(demo, visitor, accounts.places(demo, visitor)[0].business_id)
    with pytest.raises(Invalid, match="demo"):
        accounts.invite(demo, own, email="bo@example.com", role=Role.VIEWER)


def test_the_token_itself_is_kept_nowhere(runtime: Runtime, key: Key) -> None:
    token = accounts.invite(runtime, key, email="bo@example.com", role=Role.VIEWER)
    with Session(runtime.engine) as session:
        row = session.execute(select(Invitation)).scalar_one()
    assert token not in repr(row.model_dump())
