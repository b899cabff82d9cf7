"""The REST API over the product of the test, and people who are signed in to it."""

from collections.abc import Callable, Iterator

import pytest
from starlette.testclient import TestClient

from api import doors, main
from core import accounts
from core.accounts import Person
from core.accounts.members import join
from core.keys import Key
from core.vocab import Role
from core.wiring import Runtime

Headers = dict[str, str]


@pytest.fixture
def client(runtime: Runtime, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr(doors, "product", lambda: runtime)
    with TestClient(main.app, raise_server_exceptions=False) as made:
        yield made


@pytest.fixture
def signed(runtime: Runtime) -> Callable[[Person], Headers]:
    """The header by which a person is known."""
    return lambda one: {"Authorization": f"Bearer {accounts.open_session(runtime, one, device='test').access}"}


@pytest.fixture
def ana(person: Person, signed: Callable[[Person], Headers]) -> Headers:
    """Ana's header; with ``key``, she is the bakery's admin."""
    return signed(person)


@pytest.fixture
def crew(runtime: Runtime, key: Key, ana: Headers, signed: Callable[[Person], Headers]) -> dict[str, Headers]:
    """One of each role in the bakery, a member of another business, and nobody."""
    made = {"admin": ana, "nobody": {}}
    for role in (Role.MARKETER, Role.VIEWER):
        one = _registered(runtime, role.value)
        join(runtime, one, key.business_id, role)
        made[role.value] = signed(one)
    eve = _registered(runtime, "eve")
    accounts.create_business(runtime, eve, name="Elsewhere", industry="cafe", zone="UTC")
    return {**made, "other": signed(eve)}


def _registered(runtime: Runtime, name: str) -> Person:
    return accounts.register(runtime, email=f"{name}@example.com", password="a long enough one", name=name)
