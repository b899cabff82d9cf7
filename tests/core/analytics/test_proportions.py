"""Shares are compared as the textbook does, and every interval holds the share it is of."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analytics.proportions import Share, compared, wilson

shares = st.integers(1, 5000).flatmap(lambda seen: st.builds(Share, st.integers(0, seen), st.just(seen)))


@given(shares, shares)
def test_which_of_the_two_comes_first_changes_signs_alone(one: Share, two: Share) -> None:
    there, back = compared(one, two), compared(two, one)
    assert there.p_value == pytest.approx(back.p_value)
    assert there.by == pytest.approx(-back.by)
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low))
    assert -1 <= there.low <= there.by + 1e-12
    assert there.by - 1e-12 <= there.high <= 1
    assert 0 <= there.p_value <= 1


@given(shares, shares)
def test_it_is_the_chi_square_of_the_table(one: Share, two: Share) -> None:
    a, b, c, d = one.hits, one.seen - one.hits, two.hits, two.seen - two.hits
    edges = (a + b) * (c + d) * (a + c) * (b + d)
    chi = (a + b + c + d) * (a * d - b * c) ** 2 / edges if edges else 0.0
    assert compared(one, two).p_value == pytest.approx(math.erfc(math.sqrt(chi / 2)), abs=1e-9)


@given(shares)
def test_an_interval_holds_its_share_and_equal_shares_do_not_differ(one: Share) -> None:
    low, high = wilson(one)
    assert 0 <= low <= one.rate + 1e-12
    assert one.rate - 1e-12 <= high <= 1
    assert compared(one, one).p_value == 1


def test_more_hits_than_views_are_all_of_them_and_nothing_seen_is_no_share() -> None:
    assert Share(9, 3).rate == 1.0
    assert Share(9, 0).rate == 0.0
    with pytest.raises(ValueError, match="share of nothing"):
        compared(Share(0, 0), Share(1, 2))
