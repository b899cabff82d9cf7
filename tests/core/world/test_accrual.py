import numpy as np
import pytest

from core.world.accrual import progress


def test_facebook_news_accrual_is_within_three_points_of_the_measured_curve() -> None:
    ages, measured = np.array([1.0, 6.0, 12.0, 24.0, 36.0]), np.array([0.04, 0.18, 0.39, 0.69, 0.88])
    half_life = np.array([20.0])
    curve = progress(ages, half_life) / progress(np.array([48.0]), half_life)
    assert np.abs(curve - measured).max() <= 0.03


def test_half_has_arrived_at_the_half_life() -> None:
    assert progress(np.array([7.0]), np.array([7.0]))[0] == pytest.approx(0.5)
