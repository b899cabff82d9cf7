import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analytics.change import MINUS, explain_change
from core.analytics.health import Signals, score

points = st.none() | st.floats(0, 100)
some_signals = st.builds(Signals, points, points, points, points)


@given(some_signals, some_signals)
def test_the_reasons_add_up_to_the_change(before: Signals, after: Signals) -> None:
    old, new = score(before), score(after)
    change = explain_change(old, new)
    if old.value is None or new.value is None:
        assert change.total is None
        assert not change.parts
        return
    assert change.total == math.fsum(change.parts.values())
    assert change.total == pytest.approx(new.value - old.value, abs=1e-9)
    assert round(math.fsum(change.shown.values()), 6) == round(round(new.value, 1) - round(old.value, 1), 6)


def test_words() -> None:
    steady = score(Signals(50, 50, 50, 50))
    assert explain_change(steady, steady).sentence == "No change."
    fallen = explain_change(steady, score(Signals(40, 50, 55, 50)))
    assert fallen.sentence == f"{MINUS}3.0: engagement {MINUS}4.0, media diversity +1.0"
    assert "not two scores" in explain_change(score(Signals()), steady).sentence


def test_a_signal_that_appears_explains_its_effect() -> None:
    change = explain_change(score(Signals(engagement=50)), score(Signals(engagement=50, response=100)))
    assert change.total == pytest.approx(10.0)
    assert min(change.parts.values()) < 0 < max(change.parts.values())
