"""Every verb of every room declares the permission it needs, and only deeds the clock does need the clock."""

import inspect
from types import ModuleType

import pytest

from core import analytics, content, messaging, privacy, provider, publishing, strategy
from core.keys import PERMISSIONS, permission_of
from core.vocab import Permission, Role

ROOMS = (analytics, content, messaging, privacy, provider, publishing, strategy)


def verbs(room: ModuleType) -> dict[str, object]:
    exported = {name: getattr(room, name) for name in room.__all__}
    return {
        name: one
        for name, one in exported.items()
        if inspect.isfunction(one) and next(iter(inspect.signature(one).parameters), "") == "ws"
    }


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.__name__)
def test_every_verb_declares_its_permission(room: ModuleType) -> None:
    found = verbs(room)
    assert found
    assert [name for name, verb in found.items() if permission_of(verb) is None] == []


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.__name__)
def test_a_viewer_can_do_nothing_that_writes(room: ModuleType) -> None:
    allowed = PERMISSIONS[Role.VIEWER]
    open_to_viewers = {name for name, verb in verbs(room).items() if permission_of(verb) in allowed}
    changing = ("save", "send", "delete", "create", "schedule", "publish", "import", "undo", "accept", "edit", "draft")
    assert {name for name in open_to_viewers if name.startswith(changing)} == set()


def test_nobody_but_the_clock_holds_the_clock_s_permission() -> None:
    assert all(Permission.CLOCK not in held for held in PERMISSIONS.values())
