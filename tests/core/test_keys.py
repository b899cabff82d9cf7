"""What each role may do, and how a verb asks for it."""

from dataclasses import dataclass
from uuid import uuid4

import pytest

from core.errors import Forbidden
from core.keys import PERMISSIONS, Key, needs, permission_of
from core.vocab import Permission, Role


@dataclass
class Holder:
    key: Key


def holder(role: Role) -> Holder:
    return Holder(Key(uuid4(), None, "Ana", PERMISSIONS[role]))


@needs(Permission.PUBLISH)
def send(ws: Holder, what: str, *, loudly: bool = False) -> str:
    """Send something."""
    return what.upper() if loudly else what


def test_who_holds_the_permission_is_let_through_with_everything_they_said() -> None:
    assert send(holder(Role.MARKETER), "rolls", loudly=True) == "ROLLS"


def test_who_does_not_is_refused_in_plain_words() -> None:
    with pytest.raises(Forbidden, match=r"Your role cannot publish here\. Ask an admin"):
        send(holder(Role.VIEWER), "rolls")


@pytest.mark.parametrize("permission", Permission)
def test_every_permission_has_words_for_its_refusal(permission: Permission) -> None:
    with pytest.raises(Forbidden, match=r"^Your role cannot [a-z ]+ here\."):
        needs(permission)(lambda ws: None)(Holder(Key(uuid4(), None, "", frozenset())))


def test_a_verb_says_what_it_needs_and_keeps_its_name() -> None:
    assert permission_of(send) is Permission.PUBLISH
    assert permission_of(holder) is None
    assert (send.__name__, send.__doc__) == ("send", "Send something.")


def test_roles_grow_and_none_of_them_is_the_clock() -> None:
    viewer, marketer, admin = (PERMISSIONS[role] for role in (Role.VIEWER, Role.MARKETER, Role.ADMIN))
    assert viewer < marketer < admin
    assert admin - marketer == {Permission.MANAGE}
    assert viewer == {Permission.READ}
    assert set(Permission) - admin == {Permission.CLOCK}
    assert set(PERMISSIONS) == set(Role)
