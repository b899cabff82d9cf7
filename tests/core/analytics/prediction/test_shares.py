from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analytics.prediction.shares import MOST, percentile, shares

effects = st.lists(st.floats(-3, 3), min_size=1, max_size=8)


@given(effects)
def test_shares_add_up(parts) -> None:
    assert shares(np.array(parts)).sum() == pytest.approx(float(percentile(sum(parts))) - 50.0, abs=1e-9)


@given(effects)
def test_a_part_pulls_its_own_way_and_equal_parts_get_equal_shares(parts) -> None:
    found = shares(np.array([*parts, parts[0]]))
    assert found[0] == pytest.approx(found[-1], abs=1e-9)
    assert all(share * part >= -1e-6 for share, part in zip(found, [*parts, parts[0]], strict=True))


@given(st.floats(-5, 5))
def test_the_percentile_is_the_normal_one(score) -> None:
    assert float(percentile(score)) == pytest.approx(100 * NormalDist().cdf(score), abs=2e-3)


def test_too_many_parts_are_refused() -> None:
    with pytest.raises(ValueError, match=str(MOST)):
        shares(np.zeros(MOST + 1))
