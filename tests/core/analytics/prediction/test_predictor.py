import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.analytics.prediction import NO_HISTORY, PostFacts, fit
from tests.core.analytics.prediction.made import START, past, post

SELLERS = Path(__file__).parents[3] / "fixtures" / "live_sellers.csv"
KNOWN = fit(past())
SPAN = datetime(2024, 1, 1), datetime(2027, 1, 1)  # noqa: DTZ001 - hypothesis adds the zone
facts = st.builds(
    PostFacts,
    st.sampled_from(["instagram", "facebook", "smoke signals"]),
    st.sampled_from(["text", "image", "video"]),
    st.text(max_size=120),
    st.datetimes(*SPAN, timezones=st.just(UTC)),
    st.booleans(),
    st.none() | st.integers(0, 10**7),
)


@given(facts, st.booleans())
@settings(max_examples=60)
def test_reasons_add_up_and_the_interval_holds_the_percentile(one, alone) -> None:
    told = (fit([]) if alone else KNOWN).score(one)
    assert 50.0 + sum(reason.points for reason in told.reasons) == pytest.approx(told.percentile, abs=1e-6)
    assert 0 <= told.low <= told.percentile <= told.high <= 100
    assert (told.note == NO_HISTORY) == (told.posts == 0) == (alone or one.channel != "instagram")


def test_what_did_well_is_expected_to() -> None:
    video, text = (KNOWN.score(post(121, kind=kind, text="bread cake")) for kind in ("video", "text"))
    assert video.percentile > 70
    assert text.percentile < 50
    assert (video.reasons[0].words, video.posts) == ("video", 120)


def test_counts_and_rates_read_alike() -> None:
    scaled = [PostFacts(p.channel, p.type, p.text, p.published_at, outcome=(p.outcome or 0) / 1e5) for p in past()]
    assert fit(scaled).score(post(121)).percentile == pytest.approx(KNOWN.score(post(121)).percentile)


def test_its_own_outcome_is_not_looked_at() -> None:
    assert KNOWN.score(post(121, outcome=1e9)) == KNOWN.score(post(121))


def test_posts_without_an_outcome_tell_nothing() -> None:
    assert fit([post(n) for n in range(9)]).score(post(10)).posts == 0


def test_a_history_without_differences_expects_the_middle() -> None:
    told = fit([post(n, outcome=0.0) for n in range(12)]).score(post(13))
    assert told.percentile == pytest.approx(50, abs=12)


def test_later_posts_fall_into_their_intervals() -> None:
    posts = past(200, noise=0.8)
    known, history = fit(posts[:140]), sorted(p.outcome or 0 for p in posts[:140])
    where = [100 * sum(h < (p.outcome or 0) for h in history) / 140 for p in posts[140:]]
    inside = [told.low <= at <= told.high for p, at in zip(posts[140:], where, strict=True) if (told := known.score(p))]
    assert 0.65 <= sum(inside) / len(inside) <= 0.95


def test_real_posts_of_a_small_retailer() -> None:
    with SELLERS.open(encoding="utf-8") as opened:
        rows = list(csv.DictReader(opened))
    posts = [
        PostFacts(
            "facebook",
            "video" if row["status_type"] == "video" else "image",
            "",
            datetime.strptime(row["status_published"], "%m/%d/%Y %H:%M").replace(tzinfo=UTC),
            outcome=float(row["num_reactions"]) + float(row["num_comments"]) + float(row["num_shares"]),
        )
        for row in rows
    ]
    video, photo = (fit(posts).score(PostFacts("facebook", kind, "", START)) for kind in ("video", "image"))
    assert video.percentile > photo.percentile
    assert video.posts == len(rows)


@given(facts, st.integers(1, 8))
@settings(max_examples=30)
def test_whole_points_add_up_too(one, most) -> None:
    told = KNOWN.score(one)
    shown = told.told(most)
    assert len(shown) <= most + 1
    assert 50 + sum(reason.points for reason in shown) == round(told.percentile)
