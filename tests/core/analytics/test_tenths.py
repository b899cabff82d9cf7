import math

from hypothesis import given
from hypothesis import strategies as st

from core.analytics.tenths import in_tenths


@given(st.dictionaries(st.text(max_size=3), st.floats(-100, 100), min_size=1, max_size=4))
def test_tenths_add_up_and_stay_close(parts: dict[str, float]) -> None:
    total = math.fsum(parts.values())
    shown = in_tenths(parts, total)
    assert round(math.fsum(shown.values()), 6) == round(total, 1)
    assert all(abs(shown[name] - parts[name]) < 0.2 for name in parts)


def test_a_total_further_away_is_still_met() -> None:
    assert in_tenths({"a": 1.0, "b": 1.0}, 1.5) == {"a": 0.8, "b": 0.7}
    assert in_tenths({}, 1.0) == {}
