import pytest

from core.ai.fallback import Fallback
from core.ai.offline import Offline
from core.errors import Conflict, ModelFailed, QuotaSpent


def test_a_good_answer_passes_unlabelled(prompt, facts, scripted) -> None:
    answer = Fallback(scripted(), Offline()).answer(prompt, facts)
    assert (answer.reply.text, answer.fallback_reason) == ("from the model", None)


@pytest.mark.parametrize("kind", [ModelFailed, QuotaSpent])
def test_the_understudy_answers_and_gives_the_reason(prompt, facts, scripted, kind) -> None:
    answer = Fallback(scripted(failure=kind("because")), Offline()).answer(prompt, facts)
    assert (answer.engine, answer.fallback_reason) == ("offline", "because")


@pytest.mark.parametrize("bug", [ValueError("bug"), Conflict("other refusal")])
def test_nothing_else_is_caught(prompt, facts, scripted, bug) -> None:
    with pytest.raises(type(bug)):
        Fallback(scripted(failure=bug), Offline()).answer(prompt, facts)
