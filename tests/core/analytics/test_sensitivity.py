import numpy as np
import pytest

from core.analytics.health import SEED_WEIGHTS, Signals, Weights, score
from core.analytics.sensitivity import steadiness, turns
from core.vocab import Signal


def test_turning_a_weight_moves_the_score_toward_or_away_from_its_signal() -> None:
    found = {turn.signal: turn for turn in turns(score(Signals(20, 90, 60, 60)))}
    weak, strong = found[Signal.ENGAGEMENT], found[Signal.CONSISTENCY]
    assert weak.without > weak.less > weak.more
    assert strong.without < strong.less < strong.more
    assert weak.less == pytest.approx(score(Signals(20, 90, 60, 60), Weights(0.3, 0.35, 0.7 / 3, 0.35 / 3)).value)
    assert sum(turn.weight for turn in found.values()) == pytest.approx(1.0)


def test_a_weight_that_is_all_there_is_cannot_be_taken_out() -> None:
    (only, *_) = turns(score(Signals(engagement=70), Weights(1, 0, 0, 0)))
    assert (only.without, only.more) == (None, 70.0)


def test_an_order_that_no_weights_could_turn_is_steady() -> None:
    rng = np.random.default_rng(1)
    better, worse = Signals(80, 80, 80, None), Signals(50, 60, 70, 40)
    assert steadiness([worse, better], SEED_WEIGHTS, rng=rng) == [0.0, 1.0]
    close = steadiness([Signals(90, 20), Signals(20, 90), Signals()], SEED_WEIGHTS, rng=rng)
    assert close[0] > close[1] > 0.1
    assert sum(close) == pytest.approx(1.0)
    assert steadiness([], SEED_WEIGHTS, rng=rng) == []
