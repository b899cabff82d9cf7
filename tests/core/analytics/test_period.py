from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analytics import Period
from core.errors import Invalid
from tests.conftest import NOW


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 400))
def test_the_period_before_is_as_long_and_touches(first, days) -> None:
    period = Period(first, date.fromordinal(first.toordinal() + days - 1))
    assert period.days == period.before.days == days
    assert period.before.ends_at == period.starts_at


def test_a_period_cannot_run_backwards() -> None:
    with pytest.raises(Invalid):
        Period(date(2026, 2, 2), date(2026, 2, 1))


def test_it_ends_with_the_moments_own_day() -> None:
    period = Period.up_to(NOW)
    assert (period.last, period.days) == (NOW.date(), 28)
    assert period.starts_at <= NOW < period.ends_at
