from dataclasses import replace

import pytest

from core import accounts
from core.accounts import Person
from core.accounts.members import join
from core.errors import Conflict, Forbidden, NotFound
from core.keys import PERMISSIONS, Key
from core.tables import AuditEntry
from core.vocab import Role
from core.wiring import Runtime


def test_members_are_listed_by_name_and_no_others(runtime: Runtime, key: Key, person: Person) -> None:
    other = accounts.register(runtime, email="al@example.com", password="a long enough one", name="Al")
    join(runtime, other, key.business_id, Role.VIEWER)
    stranger = accounts.register(runtime, email="zed@example.com", password="a long enough one", name="Zed")
    accounts.create_business(runtime, stranger, name="Elsewhere", industry="gym", zone="Europe/Paris")
    assert [(one.name, one.role) for one in accounts.list_members(runtime, key)] == [
        ("Al", Role.VIEWER),
        ("Ana", Role.ADMIN),
    ]


def test_a_key_that_does_not_open_reading_is_refused(runtime: Runtime, key: Key) -> None:
    with pytest.raises(Forbidden):
        accounts.list_members(runtime, replace(key, permissions=frozenset()))


def test_a_role_is_changed_and_counts_at_once(runtime: Runtime, key: Key, person: Person) -> None:
    bo = accounts.register(runtime, email="bo@example.com", password="a long enough one", name="Bo")
    join(runtime, bo, key.business_id, Role.VIEWER)
    accounts.change_role(runtime, key, bo.id, Role.ADMIN)
    assert accounts.open_business(runtime, bo, key.business_id).permissions == PERMISSIONS[Role.ADMIN]
    accounts.change_role(runtime, accounts.open_business(runtime, bo, key.business_id), person.id, Role.MARKETER)
    with runtime.workspace(key) as ws:
        told = [(one.verb, one.subject, one.detail, one.actor) for one in ws.rows.find(AuditEntry)]
    assert ("change_role", str(person.id), "marketer", "Bo") in told


def test_the_only_admin_stays_one(runtime: Runtime, key: Key, person: Person) -> None:
    for deed in (
        lambda: accounts.change_role(runtime, key, person.id, Role.MARKETER),
        lambda: accounts.remove_member(runtime, key, person.id),
    ):
        with pytest.raises(Conflict, match="only admin"):
            deed()
    accounts.change_role(runtime, key, person.id, Role.ADMIN)
    assert accounts.open_business(runtime, person, key.business_id).permissions == PERMISSIONS[Role.ADMIN]


def test_who_is_removed_does_not_come_in_again_and_anybody_may_go(runtime: Runtime, key: Key) -> None:
    bo, cy = (
        accounts.register(runtime, email=f"{name}@example.com", password="a long enough one", name=name)
        for name in ("bo", "cy")
    )
    join(runtime, bo, key.business_id, Role.VIEWER)
    join(runtime, cy, key.business_id, Role.MARKETER)
    own = accounts.open_business(runtime, cy, key.business_id)
    with pytest.raises(Forbidden):
        accounts.remove_member(runtime, own, bo.id)
    with pytest.raises(Forbidden):
        accounts.change_role(runtime, own, cy.id, Role.ADMIN)
    accounts.remove_member(runtime, own, cy.id)
    accounts.remove_member(runtime, key, bo.id)
    for gone in (bo, cy):
        with pytest.raises(NotFound):
            accounts.open_business(runtime, gone, key.business_id)
    with pytest.raises(NotFound):
        accounts.remove_member(runtime, key, bo.id)
