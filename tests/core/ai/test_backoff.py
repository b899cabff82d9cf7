from random import Random

from hypothesis import given
from hypothesis import strategies as st

from core.ai.backoff import LONGEST, pause

seeds = st.integers(0, 999).map(Random)


@given(st.integers(1, 50), seeds)
def test_a_pause_is_at_least_half_and_never_too_long(tries: int, chance: Random) -> None:
    assert 0.25 <= pause(tries, None, chance) <= LONGEST


@given(st.floats(0, 600), seeds)
def test_nobody_comes_back_before_the_time_that_was_asked_for(asked: float, chance: Random) -> None:
    assert asked <= pause(1, asked, chance) <= asked * 1.1
