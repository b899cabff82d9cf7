from dataclasses import FrozenInstanceError

import pytest

from core.channels.draft import Draft, Sender
from core.vocab import PostType


def test_drafts_and_senders_are_values() -> None:
    draft = Draft(channel="sms", type=PostType.TEXT)
    assert draft == Draft(channel="sms", type=PostType.TEXT)
    assert Sender("Gym") == Sender("Gym", "")
    with pytest.raises(FrozenInstanceError):
        draft.caption = "other"  # type: ignore[misc]
