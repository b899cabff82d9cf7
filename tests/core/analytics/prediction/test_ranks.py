import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.analytics.prediction.ranks import normal_scores, ranks

values = st.lists(st.floats(0, 1e9), min_size=1, max_size=60)


@given(values)
def test_ranks_are_shared_and_add_up(these) -> None:
    found = ranks(these)
    assert found.sum() == len(these) * (len(these) + 1) / 2
    assert all((found[a] == found[b]) == (these[a] == these[b]) for a in range(len(these)) for b in range(a))


@given(values)
def test_scores_keep_the_order_and_are_centred(these) -> None:
    found = normal_scores(these)
    order = np.argsort(these, kind="stable")
    assert (np.diff(found[order]) >= -1e-12).all()
    assert np.isfinite(found).all()
    assert len(set(these)) > 1 or np.allclose(found, 0.0)
