"""The wording of each prompt is locked: whoever changes a byte raises the version and renews the pair."""

import pytest

from core.content.prompts import POST
from core.messaging.prompts import REPLY
from core.strategy.prompts import KPIS, SEGMENTS, THEMES

LOCKED = {
    "post": (1, "63c964480da04464"),
    "reply": (1, "69837bdc9c097121"),
    "weekly_themes": (1, "fbd371a9f6b0eaee"),
    "segments": (1, "5344a9070fe91417"),
    "kpis": (1, "ffa271e576542170"),
}


@pytest.mark.parametrize("prompt", [POST, REPLY, THEMES, SEGMENTS, KPIS], ids=lambda prompt: prompt.id)
def test_changed_words_carry_a_new_version(prompt) -> None:
    assert (prompt.wording.version, prompt.wording.hash) == LOCKED[prompt.id]
