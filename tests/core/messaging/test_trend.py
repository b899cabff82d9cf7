"""The trend counts what was judged, by week in the business's zone."""

from datetime import date, timedelta

import pytest

from core.errors import Invalid
from core.messaging import message_trend


def test_each_message_is_judged_and_counted_in_its_week(ws, faqs, write, clock) -> None:
    happy = write("Thank you, the cake was wonderful", handle="a@example.com", thread="a")
    assert (happy.sentiment, happy.urgency, happy.intent) == (
        "positive",
        "normal",
        "kind words; a thank-you is enough",
    )
    clock.now += timedelta(days=7)
    sad = write("This is terrible, never again. Answer me today!", handle="b@example.com", thread="b")
    assert (sad.sentiment, sad.urgency) == ("negative", "high")
    known = write("are you open monday?", handle="c@example.com", thread="c")
    assert known.verdict == "auto_reply"
    write("WIN a prize! txt CLAIM to 80086 now", handle="d@example.com", thread="d")
    write("What is the tide at the moon?", handle="e@example.com", thread="e")
    late, early = message_trend(ws)
    assert (early.starts_on, early.messages, early.happy, early.unhappy) == (date(2026, 3, 2), 1, 1.0, 0.0)
    assert (late.starts_on, late.messages) == (date(2026, 3, 9), 3)
    assert (late.unhappy, late.urgent) == (pytest.approx(1 / 3), pytest.approx(1 / 3))
    subjects = dict(late.subjects)
    assert subjects[known.intent] == subjects[sad.intent] == 1
    assert len(subjects) == 3
    assert message_trend(ws, 1) == (late,)
    for wrong in (0, 53):
        with pytest.raises(Invalid):
            message_trend(ws, wrong)
