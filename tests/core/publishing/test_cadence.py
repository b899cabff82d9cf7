import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.channels.rules import load
from core.errors import Invalid
from core.publishing.cadence import capped, due, most, shared

names = st.sampled_from(sorted(load()))


@given(st.floats(0.1, 50), st.integers(1, 365))
def test_due_follows_the_week(per_week: float, days: int) -> None:
    assert due(per_week, days) >= 1
    assert abs(due(per_week, days) - per_week * days / 7) <= max(0.5, 1 - per_week * days / 7)


def test_nothing_wanted_nothing_due() -> None:
    assert due(0, 30) == due(3, 0) == 0
    with pytest.raises(Invalid) as refusal:
        due(-1, 7)
    assert refusal.value.field == "posts_per_week"


@given(st.dictionaries(names, st.floats(0, 10_000)))
def test_no_wish_exceeds_what_its_channel_bears(wishes: dict[str, float]) -> None:
    kept = capped(wishes)
    assert all(kept[name] == min(wish, most(name)) for name, wish in wishes.items())
    assert capped(kept) == kept


@given(st.integers(0, 60), st.lists(names, min_size=1, unique=True))
def test_the_whole_budget_is_shared_out(budget: int, channels: list[str]) -> None:
    mix = shared(budget, channels)
    assert sum(mix.values()) == budget
    assert all(posts >= 0 for posts in mix.values())
