import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from core.analytics.benchmarks import benchmark, engagements, load, post_score
from core.world.channels import CHANNELS


@pytest.mark.parametrize("channel", CHANNELS)
def test_benchmarks_agree_with_the_simulated_channels(channel: str) -> None:
    measured = load()[channel]
    assert (measured.mu, measured.sigma) == (CHANNELS[channel].mu, CHANNELS[channel].sigma)
    assert ("clicks" in measured.numerator) == CHANNELS[channel].rated_clicks


def test_an_unknown_channel_is_pooled_and_every_benchmark_has_a_source() -> None:
    assert benchmark("a channel from next year") is load()["pooled"]
    assert all(known.source and known.year > 2010 for known in load().values())


def test_absent_counts_add_nothing() -> None:
    assert engagements("linkedin", {"likes": 3, "clicks": None}) == 3.0


@given(st.sampled_from(sorted(load())), st.floats(0, 1e6), st.floats(0, 1e6), st.floats(1, 1e7))
def test_scores_run_from_0_to_100_and_rise_with_engagement(channel: str, a: float, b: float, views: float) -> None:
    low, high = (post_score(channel, engaged, views) for engaged in sorted([a, b]))
    assert low is not None
    assert high is not None
    assert 0.0 <= low <= high <= 100.0


def test_one_sigma_above_the_usual_rate_scores_84() -> None:
    known = load()["linkedin"]
    found = post_score("linkedin", 1e4 * math.exp(known.mu + known.sigma), 1e4)
    assert found == pytest.approx(84.13, abs=0.01)


def test_nothing_is_scored_as_half_an_interaction() -> None:
    assert post_score("facebook", 0, 40) == post_score("facebook", 0.5, 40)


def test_own_history_stands_in_for_missing_views() -> None:
    assert post_score("facebook", 12, None, 70.0) == 70.0
    assert post_score("facebook", 12, 0, None) is None


def test_a_broken_file_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "benchmarks.toml"
    broken.write_text('[x]\nmu = 1.0\nsigma = 0\ndenominator = "views"\n')
    with pytest.raises(ValidationError):
        load(broken)
