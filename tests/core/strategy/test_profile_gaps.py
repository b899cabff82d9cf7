import pytest

from core import strategy
from core.strategy import ProfileEdit, profile_gaps
from core.tables.values import Fact, Offer, Voice


def _names(ws) -> list[str]:
    return [gap.name for gap in profile_gaps(strategy.read_profile(ws))]


def test_a_full_profile_lacks_only_its_logo(ws) -> None:
    assert _names(ws) == ["No logo"]
    assert not strategy.is_bare(strategy.read_profile(ws))


@pytest.mark.parametrize(
    ("edit", "gap"),
    [
        (ProfileEdit(offers=(Offer(name="Loaf"),)), "No prices"),
        (ProfileEdit(offers=()), "No offers"),
        (ProfileEdit(goals=()), "No goal"),
        (ProfileEdit(brand_voice="", voice=Voice()), "No voice"),
        (ProfileEdit(segments=()), "No segments"),
        (ProfileEdit(benefits=()), "No benefits"),
        (ProfileEdit(facts=()), "No facts"),
        (ProfileEdit(place=""), "No town"),
        (ProfileEdit(audience=()), "No audience"),
        (ProfileEdit(postal_address=""), "No postal address"),
    ],
)
def test_each_lack_is_named(ws, edit: ProfileEdit, gap: str) -> None:
    strategy.save_profile(ws, edit)
    assert gap in _names(ws)


def test_a_turned_dial_is_a_voice(ws) -> None:
    strategy.save_profile(ws, ProfileEdit(brand_voice="", voice=Voice(mood="playful")))
    assert "No voice" not in _names(ws)


def test_a_link_or_hours_among_the_facts_are_enough(ws) -> None:
    strategy.save_profile(ws, ProfileEdit(website="", hours=()))
    assert {"No link", "No opening hours"}.isdisjoint(_names(ws))

    hidden = tuple(fact.model_copy(update={"use": "replies"}) for fact in ws.profile.facts)
    strategy.save_profile(ws, ProfileEdit(facts=hidden))
    assert {"No link", "No opening hours"} <= set(_names(ws))


def test_a_bare_profile_lacks_everything(ws) -> None:
    empty = ProfileEdit(offers=(), segments=(), facts=(), benefits=())
    assert strategy.is_bare(strategy.save_profile(ws, empty))
    assert not strategy.is_bare(strategy.save_profile(ws, ProfileEdit(facts=(Fact(key="dogs", value="yes"),))))


def test_every_gap_says_what_it_costs(ws) -> None:
    strategy.save_profile(ws, ProfileEdit(offers=(), goals=(), segments=(), benefits=(), place="", audience=()))
    gaps = profile_gaps(strategy.read_profile(ws))
    assert all(len(gap.costs) > 20 and gap.costs.endswith(".") for gap in gaps)
    assert len(gaps) <= strategy.CHECKED
