"""Messages arrive by the clock of the world, not by how often somebody looks."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import Invalid
from core.world.conversations import WAKING, Arrival, PostRef, _read, arrivals, scripts
from core.world.demo import demo_businesses

START = datetime(2026, 3, 20, 9, 30, tzinfo=UTC)  # ten days before Europe changes its clocks
INDUSTRIES = [b.industry for b in demo_businesses()]
moments = st.integers(0, 8 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes))
posts_lists = st.lists(
    st.builds(
        PostRef,
        id=st.uuids().map(str),
        channel=st.sampled_from(["instagram", "linkedin", "email"]),
        published_at=moments,
    ),
    max_size=5,
)


def daily(days: int, channel: str = "instagram") -> list[PostRef]:
    return [PostRef(f"post-{d}", channel, START + timedelta(days=d)) for d in range(days)]


@settings(deadline=None, max_examples=40)
@given(
    st.text(max_size=8),
    st.sampled_from([*INDUSTRIES, "elsewhere"]),
    st.lists(moments, min_size=3, max_size=6),
    posts_lists,
)
def test_time_may_be_cut_anywhere(seed: str, account: str, cuts: list[datetime], posts: list[PostRef]) -> None:
    cuts = sorted(cuts)
    pieces = [arrivals(seed, account, a, b, posts) for a, b in pairwise(cuts)]
    assert sum(pieces, ()) == arrivals(seed, account, cuts[0], cuts[-1], posts)


@settings(deadline=None, max_examples=25)
@given(st.text(max_size=8), posts_lists, posts_lists)
def test_one_more_post_only_ever_adds(seed: str, posts: list[PostRef], more: list[PostRef]) -> None:
    until = START + timedelta(days=8)
    few = arrivals(seed, "bakery", START, until, posts)
    assert set(few) <= set(arrivals(seed, "bakery", START, until, posts + more))


def test_a_doubled_look_brings_the_same_ids_and_no_two_share_one() -> None:
    until = START + timedelta(days=60)
    first = arrivals("s", "fitness", START, until, daily(60))
    assert first == arrivals("s", "fitness", START, until, list(reversed(daily(60))))
    assert len({a.external_id for a in first}) == len(first)


def test_worlds_and_accounts_differ() -> None:
    until = START + timedelta(days=30)
    ids = [
        {a.external_id for a in arrivals(seed, account, START, until, [], industry="bakery")}
        for seed, account in [("s", "one"), ("s", "two"), ("t", "one")]
    ]
    assert not ids[0] & ids[1]
    assert not ids[0] & ids[2]


@pytest.mark.parametrize("industry", INDUSTRIES)
def test_two_to_four_conversations_a_day_begun_in_waking_hours_of_the_zone(industry: str) -> None:
    found = arrivals("s", industry, START, START + timedelta(days=120), daily(120))
    begun = [a for a in found if a.external_id.endswith("-0")]
    assert 2 <= len(begun) / 120 <= 4
    zone = next(b.tz for b in demo_businesses() if b.industry == industry)
    assert {a.at.astimezone(zone).hour for a in begun} <= set(WAKING)
    assert len({a.sender_seed for a in begun}) < len(begun)


def test_the_zone_can_be_chosen() -> None:
    found = arrivals("s", "x", START, START + timedelta(days=60), [], industry="bakery", zone="Asia/Kolkata")
    hours = {a.at.astimezone(ZoneInfo("Asia/Kolkata")).hour for a in found if a.external_id.endswith("-0")}
    assert found
    assert hours <= {*WAKING, WAKING.stop}  # hours are cut in UTC, half an hour off


def test_a_post_makes_people_write_about_it_within_a_day_on_its_channel() -> None:
    posts = {p.id: p for p in daily(120)}
    about = [a for a in arrivals("s", "bakery", START, START + timedelta(days=121), list(posts.values())) if a.post_id]
    begun = [a for a in about if a.external_id.endswith("-0")]
    assert 0.2 <= len(begun) / 120 <= 0.6
    for arrival in begun:
        post = posts[str(arrival.post_id)]
        assert arrival.channel == post.channel
        assert timedelta(0) <= arrival.at - post.published_at <= timedelta(hours=25)
    ages = sorted(a.at - posts[str(a.post_id)].published_at for a in begun)
    assert ages[len(ages) // 2] < timedelta(hours=12)


def test_turns_follow_in_order_and_keep_their_conversation() -> None:
    found = arrivals("s", "fitness", START, START + timedelta(days=120), daily(120))
    turns: dict[str, list[Arrival]] = {}
    for arrival in found:
        turns.setdefault(arrival.conversation_key, []).append(arrival)
    several = [t for t in turns.values() if len(t) > 1]
    assert several
    for talk in several:
        assert [a.external_id[-2:] for a in talk] == ["-0", "-1"]
        assert len({(a.sender_seed, a.channel, a.post_id, a.lead) for a in talk}) == 1
        assert timedelta(minutes=20) <= talk[1].at - talk[0].at < timedelta(minutes=200)


def test_an_empty_interval_is_silent() -> None:
    assert arrivals("s", "bakery", START, START, []) == ()
    assert arrivals("s", "bakery", START, START - timedelta(days=2), []) == ()


def test_the_scripts_cover_what_an_inbox_meets() -> None:
    everything = {s for industry in INDUSTRIES for s in scripts(industry)}
    kinds = Counter(s.kind for s in everything)
    assert len(everything) >= 120
    assert {
        "faq",
        "complaint",
        "anger",
        "price",
        "refund",
        "several",
        "spam",
        "language",
        "stop",
        "injection",
        "lead",
    } <= set(kinds)
    assert any(s.lead for s in everything)
    assert any(len(s.turns) > 1 for s in everything)


@pytest.mark.parametrize("business", demo_businesses(), ids=lambda b: b.key)
def test_scripts_ask_faqs_that_exist(business: object) -> None:
    keys = {faq.key for faq in business.faqs}  # type: ignore[attr-defined]
    assert {s.faq for s in scripts(business.industry) if s.faq} <= keys  # type: ignore[attr-defined]


def test_an_unknown_trade_gets_only_what_reaches_anybody() -> None:
    assert scripts("elsewhere") == scripts("../general")
    assert {s.faq for s in scripts("elsewhere")} == {None}


def test_leads_and_verbatim_texts_stay_as_written() -> None:
    found = arrivals("s", "bakery", START, START + timedelta(days=200), daily(200))
    assert 0.05 < sum(a.lead for a in found) / len(found) < 0.5
    assert any(a.texts == ("STOP",) for a in found)


@pytest.mark.parametrize(
    "text", ["[[conversation]]\nkind = 'x'", "no toml", "[[conversation]]\nkind='x'\nchannel='sms'\nturns=[]"]
)
def test_a_broken_script_is_refused_by_name(text: str) -> None:
    with pytest.raises(Invalid, match=r"strange\.toml"):
        _read("strange.toml", text)
