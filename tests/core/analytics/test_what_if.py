from datetime import timedelta
from typing import Any

import numpy as np
import pytest

from core.analytics.health import assess
from core.analytics.what_if import what_if
from core.errors import Invalid
from core.vocab import PostType
from tests.core.analytics.worlds_for_health import HOUR, a_month


def _tried(**change: Any) -> float:
    found = what_if(a_month(), rng=np.random.default_rng(1), **change)
    assert found.value is not None
    assert found.interval is not None
    assert found.interval.low <= found.value <= found.interval.high
    return found.value


def test_nothing_changed_is_the_score_itself() -> None:
    assert what_if(a_month(), rng=np.random.default_rng(1)) == assess(a_month(), rng=np.random.default_rng(1))


@pytest.mark.parametrize(
    ("worse", "better"),
    [
        ({"cadence": 1.0}, {"cadence": 3.0}),
        ({"mix": {PostType.TEXT: 1}}, {"mix": dict.fromkeys(PostType, 1)}),
        ({"response": 15 * HOUR}, {"response": HOUR}),
        ({"engagement_lift": 0.5}, {"engagement_lift": 1.5}),
    ],
)
def test_each_slider_moves_the_score(worse: dict[str, Any], better: dict[str, Any]) -> None:
    assert _tried(**worse) < _tried() < _tried(**better)


@pytest.mark.parametrize(
    "change",
    [
        {"cadence": -1},
        {"mix": {}},
        {"mix": {PostType.TEXT: -1, PostType.IMAGE: 2}},
        {"response": timedelta(-1)},
        {"engagement_lift": 0},
    ],
)
def test_impossible_changes_are_refused_by_name(change: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as refused:
        what_if(a_month(), rng=np.random.default_rng(1), **change)
    assert refused.value.field == next(iter(change))
