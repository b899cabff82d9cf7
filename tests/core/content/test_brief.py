from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from core.content.brief import DraftRequest, facts_of, hours_in_words, slot_in_words
from core.tables import Business, Profile
from core.tables.values import Fact, Offer, OpenBlock, Segment
from core.vocab import PostType

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
REQUEST = DraftRequest(channel="email", type=PostType.TEXT, theme="Easter", about="Braided bread", at=NOW)


def _business(**profile: object) -> tuple[Business, Profile]:
    business = Business(name="Rye", industry="bakery", zone="Europe/Lisbon", seed="s", created_at=NOW)
    return business, Profile(business_id=business.id, updated_at=NOW, **profile)


def test_the_facts_are_the_profiles_and_no_more() -> None:
    business, profile = _business(
        offers=(Offer(name="Loaf", price="€4"), Offer(name="")),
        segments=(Segment(name="Neighbours"),),
        facts=(Fact(key="order_link", value="https://rye.example/order"), Fact(key="hours", value="7 to 19")),
        website="https://rye.example",
    )

    facts = facts_of(business, profile, REQUEST, recent=["old"], ordinal=3)

    assert facts.theme == "Easter: Braided bread"
    assert facts.link == "https://rye.example/order"
    assert facts.hours == "7 to 19"
    assert [offer.name for offer in facts.offers] == ["Loaf"]
    assert facts.audience == ("Neighbours",)
    assert facts.slot == "Monday morning"


def test_without_facts_the_website_and_the_opening_blocks_speak() -> None:
    blocks = tuple(OpenBlock(weekday=day, opens=time(7), closes=time(19)) for day in range(6))
    business, profile = _business(hours=blocks, website="https://rye.example")

    facts = facts_of(business, profile, DraftRequest(channel="sms", type=PostType.TEXT), recent=[], ordinal=0)

    assert facts.link == "https://rye.example"
    assert facts.hours == "Mon-Sat 07:00-19:00"
    assert facts.slot == ""


def test_a_lunch_break_and_other_hours_are_told() -> None:
    blocks = [
        OpenBlock(weekday=0, opens=time(14), closes=time(18)),
        OpenBlock(weekday=0, opens=time(9), closes=time(12)),
        OpenBlock(weekday=1, opens=time(9), closes=time(12)),
        OpenBlock(weekday=2, opens=time(9), closes=time(12)),
    ]

    assert hours_in_words(blocks) == "Mon 09:00-12:00 and 14:00-18:00, Tue-Wed 09:00-12:00"
    assert hours_in_words([]) == ""


def test_the_part_of_the_day_is_the_businesss_own() -> None:
    at = datetime(2026, 3, 2, 20, tzinfo=UTC)

    assert slot_in_words(at, ZoneInfo("Asia/Tokyo")) == "Tuesday morning"
    assert slot_in_words(at, ZoneInfo("America/New_York")) == "Monday afternoon"


def test_one_idea_goes_to_each_channel_once_in_a_kind_it_takes() -> None:
    from core.content.brief import across

    requests = across(["instagram", "sms", "email", "sms"], PostType.VIDEO, theme="Rolls", goal="Orders")

    assert [(one.channel, one.type) for one in requests] == [
        ("instagram", PostType.VIDEO),
        ("sms", PostType.TEXT),
        ("email", PostType.TEXT),
    ]
    assert {(one.idea, one.theme, one.goal) for one in requests} == {("one", "Rolls", "Orders")}
