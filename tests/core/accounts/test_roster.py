from dataclasses import replace

import pytest

from core import accounts
from core.accounts import Person
from core.accounts.members import join
from core.errors import Forbidden
from core.keys import Key
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
