"""Moving a conversation on, on both databases' terms: one version, one winner."""

import pytest

from core.errors import Conflict
from core.messaging.outgoing import can_answer, move_on


def test_one_version_has_one_winner(ws, write, conversation) -> None:
    here = conversation(write("Bicycles?"))
    with ws.writing():
        move_on(ws, here.id, seen_version=here.version, lead=True)
        with pytest.raises(Conflict):
            move_on(ws, here.id, seen_version=here.version, lead=False)
    assert conversation_is_lead(ws, here.id)


def conversation_is_lead(ws, one) -> bool:
    from core.tables import Conversation

    return ws.rows.get(Conversation, one).lead


def test_some_channels_are_only_heard(ws) -> None:
    assert can_answer(ws, "email")
    assert not can_answer(ws, "facebook")
