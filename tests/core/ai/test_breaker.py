"""An endpoint that keeps failing is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ai.breaker import LONGEST, Breaker, Fused
from core.ai.model import Attempt, Usage, WireError
from core.errors import ModelFailed

TRIED = (Attempt("http 500", "m", Usage(0, 0), 1, None),)


def tripped(at: float = 0.0) -> Breaker:
    breaker = Breaker(failures=2, rest=10)
    for _ in range(2):
        assert breaker.admits(at)
        breaker.heard(at, ok=False)
    return breaker


def test_it_opens_after_so_many_failures_in_a_row_and_not_before() -> None:
    breaker = Breaker(failures=2, rest=10)
    for ok in (False, True, False):
        assert breaker.admits(0)
        breaker.heard(0, ok=ok)
    assert breaker.admits(0)
    breaker.heard(0, ok=False)
    assert not breaker.admits(9.9)
    assert breaker.wait(4) == 6


def test_after_a_rest_one_alone_tries_and_a_good_answer_closes_it() -> None:
    breaker = tripped()
    assert breaker.admits(10)
    assert not breaker.admits(10)
    breaker.heard(11, ok=True)
    assert breaker.admits(11)
    assert breaker.admits(11)


def test_a_failed_trial_doubles_the_rest_up_to_the_longest() -> None:
    breaker, now, rests = tripped(), 0.0, []
    for _ in range(8):
        rest = next(s for s in range(1, 400) if breaker.admits(now + s))
        rests.append(rest)
        now += rest
        breaker.heard(now, ok=False)
    assert rests == [10, 20, 40, 80, 160, 300, 300, 300]
    assert max(rests) <= LONGEST


def test_a_trial_that_tells_nothing_leaves_room_for_the_next() -> None:
    breaker = tripped()
    assert breaker.admits(10)
    breaker.heard(10, ok=None)
    assert breaker.admits(10)


@given(st.lists(st.booleans(), max_size=40))
def test_it_is_closed_as_long_as_no_run_of_failures_is_long_enough(outcomes: list[bool]) -> None:
    breaker, run = Breaker(failures=3, rest=10), 0
    for ok in outcomes:
        assert breaker.admits(0) is (run < 3)
        if run >= 3:
            return
        breaker.heard(0, ok=ok)
        run = 0 if ok else run + 1


def failure(*, is_down: bool, attempts: tuple[Attempt, ...] = TRIED) -> ModelFailed:
    made = ModelFailed("no")
    made.__cause__ = WireError(attempts, is_down=is_down)
    return made


def test_the_fuse_leaves_a_dead_endpoint_alone_and_says_when_it_is_tried_again(prompt, facts, scripted) -> None:
    breaker, now = Breaker(failures=2, rest=10), [0.0]
    inner = scripted(failure=failure(is_down=True))
    fused = Fused(inner, lambda tier: breaker, lambda: now[0])
    for _ in range(4):
        with pytest.raises(ModelFailed):
            fused.answer(prompt, facts)
    assert inner.asked == 2
    with pytest.raises(ModelFailed, match="again in 10 s"):
        fused.answer(prompt, facts)
    now[0], inner.failure = 10.0, None
    assert fused.answer(prompt, facts).reply.text == "from the model"
    assert breaker.admits(10)


@pytest.mark.parametrize(
    "harmless", [failure(is_down=False), failure(is_down=True, attempts=()), ModelFailed("guard"), ZeroDivisionError()]
)
def test_what_is_not_the_endpoint_s_fault_never_trips_it(prompt, facts, scripted, harmless) -> None:
    breaker, inner = Breaker(failures=1), scripted(failure=harmless)
    for _ in range(3):
        with pytest.raises(type(harmless)):
            Fused(inner, lambda tier: breaker).answer(prompt, facts)
    assert inner.asked == 3


def test_each_tier_has_the_breaker_of_its_model(prompt, facts, scripted) -> None:
    seen = []
    Fused(scripted(), lambda tier: seen.append(tier) or Breaker()).answer(prompt, facts)
    assert seen == ["quick"]
