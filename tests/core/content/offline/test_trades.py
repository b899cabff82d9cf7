"""An owner's own words for their trade find its bank, or none rather than a wrong one."""

import pytest

from core.content.offline.bank import TRADES, trade
from core.content.offline.trades import trade_named, trade_of

TYPED = {
    "fitness": [
        "Pilates studio", "gym", "Personal trainer", "CrossFit box", "yoga", "Boutique fitness studio", "Boxing club",
        "fitness_studio", "Swimming school", "Climbing gym with café", "Gym & spa", "strength coach",
    ],
    "bakery": [
        "Bakery", "bakery with online orders", "Cake shop", "Patisserie", "pâtisserie", "Sourdough bakery and café",
        "baker", "Cupcakes", "Doughnut shop", "artisan bread",
    ],
    "b2b_software": [
        "SaaS", "B2B software", "b2b_software", "Accounting software", "software for gyms", "IT services", "Tech startup",
        "Dental practice software", "cloud platform",
    ],
    "restaurant_cafe": [
        "coffee shop", "Restaurant", "café", "Pizzeria", "Bistro", "food truck", "Italian restaurant in Leeds", "Wine bar",
    ],
    "beauty_salon": [
        "hair dresser", "Hairdresser", "Barber shop", "nail studio", "Beauty salon", "Day spa", "Hair & beauty", "barber",
    ],
    "online_shop": ["Online shop", "e-commerce", "ecommerce store", "Webshop for toys", "Online store"],
    "real_estate": ["Real estate agency", "estate agent", "Property management", "Letting agent", "realtor"],
    "dental_practice": ["Dentist", "dental practice", "Orthodontist", "Dental clinic for children"],
    "home_services": ["Plumber", "electrician", "Builder", "Roofing company", "Handyman", "Heating engineer", "painter and decorator"],
    "professional_services": ["Accountant", "Tax adviser", "Business consultant", "Law firm", "bookkeeping", "Solicitors"],
    "generic": ["Florist", "Dog grooming", "", "Museum", "Driving school", "Photo studio", "Tattoo studio", "x", "🙂", "Shop"],
}  # fmt: skip


@pytest.mark.parametrize(("wanted", "typed"), [(name, typed) for name, all_ in TYPED.items() for typed in all_])
def test_an_owner_is_understood(wanted: str, typed: str) -> None:
    assert trade_named(typed) == wanted
    assert trade_named(f"  {typed.upper()} ") == wanted


def test_every_trade_has_its_phrases() -> None:
    assert set(TYPED) == set(TRADES)


@pytest.mark.parametrize("name", TRADES)
def test_a_trade_answers_to_its_own_name_as_demo_data_spell_it(name: str) -> None:
    assert trade_named(name) == name
    assert trade_of(name) is trade(name)
