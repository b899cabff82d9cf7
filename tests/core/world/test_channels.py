import pytest

from core.world.channels import CHANNELS, POOLED, profile


@pytest.mark.parametrize("name", CHANNELS)
def test_parts_of_the_variance_are_positive_and_make_up_the_spreads(name: str) -> None:
    measured = profile(name)
    assert measured.reach_variance >= 0
    assert measured.rate_variance > 0
    assert measured.slope**2 * measured.reach_variance + measured.rate_variance == pytest.approx(measured.sigma**2)
    assert measured.count_variance == pytest.approx(measured.count_sigma**2)


def test_an_unknown_channel_is_pooled() -> None:
    assert profile("a channel from next year") is POOLED
