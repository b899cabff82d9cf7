import pytest

from core import accounts, strategy
from core.errors import Invalid
from core.strategy import ProfileEdit


def test_a_business_is_made_with_all_that_is_known_of_it_or_not_at_all(runtime, person) -> None:
    told = ProfileEdit(name="Rye & Shine", industry="bakery", zone="Europe/Lisbon", country="PT", goals=("Orders",))
    key = strategy.found_business(runtime, person, told, token="once")
    assert strategy.found_business(runtime, person, told, token="once") == key
    with runtime.workspace(key) as ws:
        assert (ws.business.zone, ws.profile.goals) == ("Europe/Lisbon", ("Orders",))
    for field, wrong in {
        "colors": ProfileEdit(name="X", industry="cafe", colors=("red",)),
        "name": ProfileEdit(),
    }.items():
        with pytest.raises(Invalid) as refusal:
            strategy.found_business(runtime, person, wrong)
        assert refusal.value.field == field
    assert len(accounts.places(runtime, person)) == 1
