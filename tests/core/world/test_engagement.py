from dataclasses import astuple, replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.vocab import PostType
from core.world.engagement import PostTraits, Totals, followers, prepare, totals, totals_many

ages = st.timedeltas(timedelta(0), timedelta(days=90))
some_traits = st.builds(
    PostTraits,
    channel=st.sampled_from(["instagram", "linkedin", "email", "sms", "facebook", "unheard of"]),
    type=st.sampled_from(PostType),
    hour=st.integers(0, 23),
    weekday=st.integers(0, 6),
    text_length=st.integers(0, 5000),
    hashtags=st.integers(0, 30),
    followers=st.integers(0, 5_000_000),
    recent_posts=st.integers(0, 60),
    paid=st.booleans(),
    topic=st.text(max_size=12),
)
USUAL = PostTraits("facebook", PostType.VIDEO, 12, 2, 119, 4, 50_000, 3)


@given(st.text(max_size=8), some_traits, ages, ages)
def test_totals_never_fall(seed: str, traits: PostTraits, a: timedelta, b: timedelta) -> None:
    early, late = (totals(seed, "account", "post", traits, age) for age in sorted([a, b]))
    assert all(x <= y for x, y in zip(astuple(early), astuple(late), strict=True))


@given(st.text(max_size=8), some_traits, ages)
def test_interactions_come_from_viewers_and_leads_from_clicks(seed: str, traits: PostTraits, age: timedelta) -> None:
    now = totals(seed, "account", "post", traits, age)
    assert min(astuple(now)) >= 0
    assert now.likes + now.comments + now.shares + now.saves + now.clicks <= now.views
    assert now.conversions <= now.clicks
    assert now.watch_seconds == 0 or traits.type is PostType.VIDEO


@given(st.text(max_size=8), some_traits, st.timedeltas(timedelta(days=-9), timedelta(0)))
def test_nothing_arrives_before_publishing(seed: str, traits: PostTraits, age: timedelta) -> None:
    assert totals(seed, "account", "post", traits, age) == Totals()


@given(st.lists(st.tuples(some_traits, ages), min_size=1, max_size=6))
def test_many_readings_are_the_same_maths_as_one(wanted: list[tuple[PostTraits, timedelta]]) -> None:
    cohort = prepare("seed", [("account", str(n), traits) for n, (traits, _) in enumerate(wanted)])
    hours = np.array([age / timedelta(hours=1) for _, age in wanted])
    many = totals_many(cohort, np.arange(len(wanted)), hours)
    for n, (traits, age) in enumerate(wanted):
        assert astuple(totals("seed", "account", str(n), traits, age)) == tuple(int(counts[n]) for counts in many)


def test_readings_beyond_one_chunk_are_all_filled() -> None:
    cohort = prepare("seed", [("account", "post", USUAL)])
    readings = totals_many(cohort, np.zeros(40_000, np.intp), np.full(40_000, 1e4))
    assert all((counts == counts[0]).all() for counts in readings)
    assert readings.views[0] == cohort.views[0] > 0


def test_facebook_accrues_as_measured() -> None:
    cohort = prepare("accrual", [("account", str(n), USUAL) for n in range(2_000)])
    at_48 = totals_many(cohort, np.arange(2_000), np.full(2_000, 48.0)).views
    for hours, share in {1.0: 0.04, 6.0: 0.18, 12.0: 0.39, 24.0: 0.69, 36.0: 0.88}.items():
        so_far = totals_many(cohort, np.arange(2_000), np.full(2_000, hours)).views
        assert np.median(so_far / at_48) == pytest.approx(share, abs=0.05), hours


def test_an_e_mail_is_delivered_at_once_and_clicked_later() -> None:
    mail = replace(USUAL, channel="email", type=PostType.TEXT, followers=20_000)
    soon = totals("seed", "account", "post", mail, timedelta(hours=1))
    final = totals("seed", "account", "post", mail, timedelta(days=60))
    assert soon.views == final.views == 19_700
    assert 0 < soon.clicks < final.clicks
    assert final.likes == final.comments == final.shares == final.saves == final.watch_seconds == 0


def test_clicks_win_between_one_and_three_leads_in_a_hundred() -> None:
    mail = replace(USUAL, channel="email", followers=100_000)
    for account in map(str, range(20)):
        cohort = prepare("leads", [(account, str(n), mail) for n in range(60)])
        final = totals_many(cohort, np.arange(60), np.full(60, 2_000.0))
        assert 0.009 <= final.conversions.sum() / final.clicks.sum() <= 0.031


@given(st.integers(0, 10**7), ages, ages)
def test_audiences_grow_slowly(start: int, a: timedelta, b: timedelta) -> None:
    early, late = (followers("seed", "bakery", "instagram", start, age) for age in sorted([a, b]))
    assert start <= early <= late <= 1.3 * start + 1


def test_a_post_is_its_own() -> None:
    read = [totals(s, a, p, USUAL, timedelta(days=3)) for s in "st" for a in "ab" for p in "pq"]
    assert len(set(read)) == 8
    assert read[0] == totals("s", "a", "p", USUAL, timedelta(days=3))
