"""A quota bends before it breaks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ai.allowance import Allowance, Need, Standing, need_of

tokens = st.integers(0, 10**7)


@pytest.mark.parametrize(
    ("spent", "soft", "standing"),
    [
        (0, 80, Standing.FINE),
        (850, 80, Standing.WARNED),
        (950, 80, Standing.SAVING),
        (1001, 80, Standing.SPENT),
        (0, 0, Standing.WARNED),
        (500, 0, Standing.SAVING),
        (999, 100, Standing.FINE),
    ],
)
def test_where_a_business_stands(spent: int, soft: int, standing: Standing) -> None:
    assert Allowance(1000, spent, soft_cap=soft).standing is standing


def test_no_allowance_at_all_has_words_of_its_own() -> None:
    nothing = Allowance(0, 0)
    assert nothing.standing is Standing.SPENT
    assert "no AI allowance" in (nothing.notice(nothing.standing) or "")


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (Standing.WARNED, "85%"),
        (Standing.SAVING, "quick model"),
        (Standing.SPENT, "used up"),
        (Standing.CROWDED, "under way"),
    ],
)
def test_each_standing_has_its_words(standing: Standing, words: str) -> None:
    assert words in (Allowance(1000, 850).notice(standing) or "")


def test_who_is_fine_hears_nothing() -> None:
    assert Allowance(1000, 0).notice(Standing.FINE) is None


def test_a_question_that_cannot_be_answered_with_what_is_left_is_not_asked() -> None:
    assert Allowance(1000, 990).standing_for(Need(20, 60)) is Standing.SPENT
    assert Allowance(1000, 980).standing_for(Need(20, 60)) is Standing.SAVING
    assert Allowance(1000, 980).hold_for(Need(20, 60)) == 20


@given(tokens, tokens, tokens, st.integers(0, 100), st.integers(1, 10**5), st.integers(0, 10**5))
def test_what_is_held_side_by_side_is_never_more_than_there_is(
    given_: int, spent: int, held: int, soft: int, least: int, more: int
) -> None:
    need, now = Need(least, least + more), Allowance(given_, spent, held, soft)
    if now.standing_for(need) in {Standing.SPENT, Standing.CROWDED}:
        return
    hold = now.hold_for(need)
    assert hold >= need.least
    assert spent + held + hold <= given_


def test_the_need_grows_with_the_question(prompt, facts) -> None:
    longer = facts.model_copy(update={"name": "Crumb " * 50})
    assert need_of(prompt, facts).least < need_of(prompt, longer).least < need_of(prompt, longer).most
