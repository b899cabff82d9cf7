"""The demo businesses hold together: readable colours, facts for every answer, honest dates."""

import tomllib
from pathlib import Path

import pytest

from core.errors import Invalid
from core.vocab import CampaignStatus
from core.world.demo import DEMO_DIR, DemoBusiness, demo_businesses, read_business

BUSINESSES = pytest.mark.parametrize("business", demo_businesses(), ids=lambda b: b.key)


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


def test_the_three_industries_are_there() -> None:
    assert {b.industry for b in demo_businesses()} == {"fitness", "bakery", "b2b_software"}
    assert len({b.key for b in demo_businesses()}) == len(demo_businesses())


@BUSINESSES
def test_colours_can_be_read(business: DemoBusiness) -> None:
    assert contrast(business.brand.text, business.brand.background) >= 7
    assert contrast(business.brand.primary, "#FFFFFF") >= 4.5
    assert contrast(business.brand.primary, business.brand.background) >= 4.5


@BUSINESSES
def test_every_answer_finds_its_facts_and_no_phrasing_stands_twice(business: DemoBusiness) -> None:
    assert len(business.faqs) == 12
    for faq in business.faqs:
        assert faq.answer.format_map(business.facts)
    phrasings = [p.casefold() for faq in business.faqs for p in faq.phrasings]
    assert len(phrasings) == len(set(phrasings))


@BUSINESSES
def test_one_campaign_is_over_one_is_live_and_both_count_leads(business: DemoBusiness) -> None:
    by_status = {c.status: c for c in business.campaigns}
    assert set(by_status) == {CampaignStatus.COMPLETED, CampaignStatus.ACTIVE}
    over, live = by_status[CampaignStatus.COMPLETED], by_status[CampaignStatus.ACTIVE]
    assert over.starts_in_days + over.days < live.starts_in_days < 0 < live.starts_in_days + live.days
    assert all(c.kpis["leads"] > 0 and c.themes for c in business.campaigns)


@BUSINESSES
def test_hours_channels_and_segments(business: DemoBusiness) -> None:
    assert set(business.hours) == {"mon", "tue", "wed", "thu", "fri", "sat", "sun"}
    assert any(len(blocks) > 1 for blocks in business.hours.values())
    assert set(business.audience) == set(business.cadence) == {"instagram", "linkedin", "email", "sms"}
    assert all(s.age_min < s.age_max for s in business.segments)
    assert business.tz.key == business.zone
    assert "example.com" in business.website
    assert business.sender.email.endswith("example.com")


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('zone = "America/Chicago"', 'zone = "America/Chikago"', "zone"),
        ('primary = "#7A3E12"', 'primary = "brown"', "brand.primary"),
        ('sat = [["07:00", "16:00"]]', 'sat = [["07:00", "16:00"], ["15:00", "17:00"]]', "hours"),
        ('amount = "9.50"', 'amount = "-1"', "products.0.amount"),
        ('key = "delivery"', 'key = "vegan"', "whole file"),
        ('country = "US"', 'country = "US"\ncolour = "red"', "colour"),
        ('country = "US"', "country = ", "not valid TOML"),
    ],
)
def test_a_wrong_file_is_refused_with_its_name_and_the_field(tmp_path: Path, old: str, new: str, field: str) -> None:
    text = (DEMO_DIR / "bakery.toml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "broken.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Invalid) as refused:
        read_business(path)
    assert "broken.toml" in refused.value.message
    assert field in refused.value.message


def test_a_good_file_reads_the_same_twice() -> None:
    path = DEMO_DIR / "fitness.toml"
    assert read_business(path) == read_business(path)
    assert read_business(path).name == tomllib.loads(path.read_text(encoding="utf-8"))["name"]
