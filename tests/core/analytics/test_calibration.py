from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analytics.calibration import ENOUGH, Foreseen, calibration, percentile_in
from core.vocab import Origin
from tests.conftest import NOW

ONE = Foreseen(UUID(int=1), "A loaf", "instagram", Origin.SIMULATED, NOW, 50.0, 20.0, 80.0, 60.0, 30)
points = st.floats(0, 100)
told = st.lists(
    st.builds(
        lambda n, predicted, happened: replace(
            ONE, post_id=UUID(int=n), published_at=NOW - timedelta(hours=n), predicted=predicted, happened=happened
        ),
        st.integers(0, 10**6),
        points,
        points,
    ),
    min_size=ENOUGH,
    max_size=60,
)


def test_too_few_posts_say_nothing() -> None:
    found = calibration([ONE] * (ENOUGH - 1))
    assert (found.rank, found.inside, found.off) == (None, None, None)
    assert len(found.posts) == ENOUGH - 1


@given(told)
def test_the_running_share_ends_at_the_whole_one(posts) -> None:
    found = calibration(posts)
    assert found.inside is not None
    assert found.rank is not None
    assert found.running()[-1] == pytest.approx(found.inside)
    assert -1.0 <= found.rank <= 1.0 + 1e-9
    assert [post.published_at for post in found.posts] == sorted(post.published_at for post in posts)


def test_perfect_foresight_and_none() -> None:
    perfect = calibration([replace(ONE, post_id=UUID(int=n), predicted=n, happened=n) for n in range(30)])
    assert (perfect.rank, perfect.off) == (pytest.approx(1.0), 0.0)
    assert calibration([ONE] * ENOUGH).rank == 0.0


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=40), st.floats(0, 1e6), st.floats(0, 1e6))
def test_a_percentile_is_monotone(history, a, b) -> None:
    low, high = sorted([a, b])
    assert 0 <= percentile_in(history, low) <= percentile_in(history, high) <= 100
