from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from core.strategy.pace import EARLY, Pace, projected


@given(st.floats(0, 1e6), st.floats(0, 1))
def test_what_goes_on_ends_no_lower_than_it_stands(actual: float, share: float) -> None:
    ahead = projected(actual, share)

    assert (ahead is None) == (share < EARLY)
    assert ahead is None or ahead >= actual


def test_without_a_last_day_it_still_says_where_it_ends() -> None:
    assert Pace("40", 0.5).of_count(10, 40, 20) == "10 so far; at this rate 20 of 40 in the end."


def test_the_last_day_is_named() -> None:
    told = Pace("200", 0.5, date(2026, 3, 31)).of_count(71.5, 200, 143)

    assert told == "72 so far; at this rate 143 of 200 by 31 March."
