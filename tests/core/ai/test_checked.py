"""A reply that says too much is put aside, and its understudy speaks."""

import pytest

from core.ai.checked import Checked
from core.ai.fallback import Fallback
from core.ai.offline import Offline
from core.errors import ModelFailed


def test_an_honest_reply_passes_untouched(prompt, facts, scripted) -> None:
    model = scripted("Good morning from Crumb.")
    assert Checked(model).answer(prompt, facts).reply.text == "Good morning from Crumb."


def test_a_claim_without_a_fact_is_named_in_plain_words(prompt, facts, scripted) -> None:
    with pytest.raises(ModelFailed, match=r"a price \(“\$5”\) and a promise \(“We guarantee”\)|guarantee"):
        Checked(scripted("Only $5. We guarantee it.")).answer(prompt, facts)


def test_the_understudy_answers_and_says_why(prompt, facts, scripted) -> None:
    answer = Fallback(Checked(scripted("Visit www.evil.test now")), Offline()).answer(prompt, facts)
    assert answer.engine == "offline"
    assert "www.evil.test" in (answer.fallback_reason or "")
    assert "evil" not in answer.reply.text
