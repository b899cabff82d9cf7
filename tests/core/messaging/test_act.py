"""What a verdict is called, and that no word is used twice."""

from typing import get_args

from core.messaging.act import word
from core.messaging.due import IGNORED
from core.messaging.triage import AutoReply, Escalate, SetAside, Suggest, Unsubscribe, Verdict


def test_every_verdict_has_its_own_word() -> None:
    made = [AutoReply("0", 1.0), Suggest("r", 0.5), Escalate("r"), SetAside("r"), Unsubscribe()]
    assert {type(one) for one in made} == set(get_args(Verdict))
    assert len({word(one) for one in made}) == len(made)


def test_nobody_waits_after_a_machine_or_a_goodbye() -> None:
    assert {word(SetAside("r")), word(Unsubscribe())} == set(IGNORED)
