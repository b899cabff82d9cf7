import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analytics.health import Band, HealthInputs, Samples, Signals, Weights, assess, score
from core.errors import Invalid
from core.vocab import Signal
from tests.core.analytics.worlds_for_health import HOUR, a_month, inputs

points = st.none() | st.floats(0, 100)
some_signals = st.builds(Signals, points, points, points, points)
weighed = st.floats(0, 10)
some_weights = st.tuples(weighed, weighed, weighed, st.floats(0.01, 10)).map(lambda four: Weights(*four))


def test_the_formula() -> None:
    whole = score(Signals(engagement=50, consistency=100, diversity=75, response=0))
    assert whole.value == 65.0
    assert list(whole.contributions.values()) == pytest.approx([20.0, 30.0, 15.0, 0.0])
    assert whole.version == "1"


@given(some_signals, some_weights)
def test_contributions_add_up_to_a_value_between_the_signals(signals: Signals, weights: Weights) -> None:
    whole = score(signals, weights)
    known = signals.known()
    if whole.value is None:
        assert not any(weights.of(signal) for signal in known)
        return
    assert math.fsum(whole.contributions.values()) == whole.value
    assert min(known.values()) - 1e-9 <= whole.value <= max(known.values()) + 1e-9
    assert round(math.fsum(whole.on_screen().values()), 6) == round(whole.value, 1)


@given(some_signals, some_weights, st.sampled_from(Signal), st.floats(0, 100))
def test_the_value_rises_with_each_signal(signals: Signals, weights: Weights, which: Signal, higher: float) -> None:
    before = getattr(signals, which)
    if before is None:
        return
    low, high = (score(replace(signals, **{which: v}), weights).value for v in sorted([before, higher]))
    assert (low is None) == (high is None)
    assert low is None or high is None or low <= high + 1e-12


def test_a_missing_signal_shares_out_its_weight() -> None:
    partial = score(Signals(engagement=50, response=100))
    assert partial.value == pytest.approx(60.0)
    assert set(partial.contributions) == {Signal.ENGAGEMENT, Signal.RESPONSE}
    nothing = score(Signals())
    assert (nothing.value, nothing.band, nothing.on_screen()) == (None, None, {})


@pytest.mark.parametrize(
    ("value", "band"),
    [
        (0, Band.NEEDS_CARE),
        (39.94, Band.NEEDS_CARE),
        (39.96, Band.STEADY),
        (69.9, Band.STEADY),
        (70, Band.STRONG),
        (100, Band.STRONG),
    ],
)
def test_bands_follow_the_figure_on_screen(value: float, band: Band) -> None:
    assert score(Signals(engagement=value)).band is band


def test_impossible_weights_and_signals_are_refused() -> None:
    with pytest.raises(Invalid) as refused:
        Weights(engagement=-0.1)
    assert refused.value.field == "engagement"
    with pytest.raises(Invalid):
        Weights(response=math.nan)
    with pytest.raises(Invalid, match="at least one"):
        Weights(0, 0, 0, 0)
    with pytest.raises(ValueError, match="0-100"):
        Signals(engagement=101)


@given(inputs, some_weights, st.integers(0, 99))
def test_an_assessment_holds_its_value_and_repeats(given_: HealthInputs, weights: Weights, seed: int) -> None:
    first, again = (assess(given_, rng=np.random.default_rng(seed), weights=weights, draws=20) for _ in range(2))
    assert first == again
    if first.value is None:
        assert first.interval is None
    elif first.interval:
        assert 0.0 <= first.interval.low <= first.value <= first.interval.high <= 100.0 + 1e-9
    else:
        assert not given_.posts
        assert not given_.responses


def test_a_month_is_scored_with_its_samples_and_a_range() -> None:
    month = a_month()
    found = assess(month, rng=np.random.default_rng(1))
    assert found.samples == Samples(posts=14, slots=12, messages=5, stand_ins=0)
    assert found.interval is not None
    assert found.value is not None
    assert found.interval.low < found.value < found.interval.high
    assert found.signals.consistency == pytest.approx(
        75 * (1 - HOUR / ((month.slots[-1].planned_at - month.slots[0].planned_at) / 11))
    )
    assert found.signals.response == pytest.approx(100 * 2 ** (-12 / 4))


def test_more_posts_make_the_interval_narrower() -> None:
    month = a_month()
    few = assess(month, rng=np.random.default_rng(1)).interval
    many = assess(
        replace(month, posts=[*month.posts] * 20, responses=[*month.responses] * 20), rng=np.random.default_rng(1)
    ).interval
    assert few is not None
    assert many is not None
    assert many.high - many.low < (few.high - few.low) / 2
