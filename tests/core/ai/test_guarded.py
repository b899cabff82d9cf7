import pytest

from core.ai.guarded import Guarded


def test_it_passes_when_nothing_is_being_written(prompt, facts, scripted) -> None:
    assert Guarded(scripted(), lambda: False).answer(prompt, facts).reply.text == "from the model"


def test_it_refuses_inside_a_write_and_asks_nobody(prompt, facts, scripted) -> None:
    inner = scripted()
    with pytest.raises(RuntimeError, match="read, ask, then write"):
        Guarded(inner, lambda: True).answer(prompt, facts)
    assert inner.asked == 0
