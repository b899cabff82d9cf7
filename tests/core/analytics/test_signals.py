from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analytics.response_time import FirstResponse
from core.analytics.signals import HealthInputs, Levers, PostOutcome, Sample, diversity, engagement, measure
from core.errors import Invalid
from core.vocab import PostType, Signal
from tests.core.analytics.worlds_for_health import HOUR, MONDAY, a_month, inputs


def _post(kind: PostType = PostType.TEXT, channel: str = "facebook", percentile: float | None = 50.0) -> PostOutcome:
    return PostOutcome(channel, kind, 0.0, None, percentile, MONDAY)


def _once(n: int) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return np.ones((1, n))


@given(inputs, st.integers(0, 99))
def test_every_signal_of_every_sample_runs_from_0_to_100(given_: HealthInputs, seed: int) -> None:
    for sample in (Sample.whole(given_), Sample.bootstrap(given_, np.random.default_rng(seed), 5)):
        for found in measure(given_, sample).values():
            assert found is None or (len(found) == len(sample.posts) and (found >= 0).all() and (found <= 100).all())


def test_no_data_is_not_zero() -> None:
    nothing = HealthInputs([], [], frozenset(), [], HOUR, 3)
    assert set(measure(nothing, Sample.whole(nothing)).values()) == {None}
    assert engagement([_post(percentile=None)], _once(1)) is None


def test_engagement_is_shrunk_as_if_by_five_posts_of_50() -> None:
    found = engagement([_post(percentile=100.0)] * 5 + [_post(percentile=None)], _once(6))
    assert found is not None
    assert found[0] == 75.0


def test_an_even_mix_on_every_channel_scores_100_and_one_kind_scores_its_channels_alone() -> None:
    even = [_post(kind, channel) for kind in PostType for channel in ("facebook", "sms")]
    full = diversity(even, frozenset({"facebook", "sms"}), _once(6))
    single = diversity(even[:1], frozenset({"facebook", "sms"}), _once(1))
    unplanned = diversity(even, frozenset(), _once(6))
    assert full is not None
    assert single is not None
    assert unplanned is not None
    assert full[0] == pytest.approx(100.0)
    assert single[0] == pytest.approx(15.0)
    assert unplanned[0] == pytest.approx(100.0)


@given(inputs, st.timedeltas(timedelta(0), 50 * HOUR))
def test_ignoring_people_never_raises_the_response_signal(given_: HealthInputs, longer: timedelta) -> None:
    ignored = [FirstResponse(r.waited + longer, answered=False) if r.answered else r for r in given_.responses]
    before = measure(given_, Sample.whole(given_))[Signal.RESPONSE]
    then = replace(given_, responses=ignored)
    after = measure(then, Sample.whole(then))[Signal.RESPONSE]
    assert (before is None) == (after is None)
    assert before is None or after is None or after[0] <= before[0]


def test_levers_replace_what_was_measured() -> None:
    month = a_month()
    once = Sample.whole(month)
    tried = measure(month, once, Levers(3.0, dict.fromkeys(PostType, 1.0), timedelta(0), 2.0))
    usual = measure(month, once)
    for signal in Signal:
        before, after = usual[signal], tried[signal]
        assert before is not None
        assert after is not None
        assert after[0] > before[0], signal
    assert tried[Signal.RESPONSE] == 100.0
    assert tried[Signal.DIVERSITY] == pytest.approx(70.0 + 15.0)


def test_impossible_targets_are_refused() -> None:
    with pytest.raises(Invalid, match="target"):
        HealthInputs([], [], frozenset(), [], timedelta(0), 3)
    with pytest.raises(Invalid, match="negative"):
        HealthInputs([], [], frozenset(), [], HOUR, -1)
