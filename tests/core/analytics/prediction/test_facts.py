from datetime import datetime

import pytest

from core.analytics.prediction import PostFacts
from tests.core.analytics.prediction.made import post


def test_a_moment_needs_its_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        PostFacts("facebook", "text", "", datetime(2026, 3, 3))  # noqa: DTZ001


@pytest.mark.parametrize("outcome", [-1.0, float("nan"), float("inf")])
def test_an_outcome_is_a_count_or_a_rate(outcome) -> None:
    with pytest.raises(ValueError, match="outcome"):
        post(outcome=outcome)
