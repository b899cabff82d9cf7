from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from core.analytics import (
    Compared,
    Period,
    measure,
    read_campaign_numbers,
    read_campaigns,
    read_health,
    read_heat,
    read_overview,
    read_posts,
    read_series,
    read_totals,
)
from core.errors import Forbidden, NotFound
from core.tables.values import AiMetadata, KpiTarget
from core.vocab import Engine, Origin, PostStatus
from tests.conftest import NOW
from tests.core.analytics.shop import DAY, HOUR, add_campaign, add_post, add_reading

WEEK = Period.up_to(NOW, 7)


def _post(ws, at, *, views=1000, likes=60, read_at=None, **values: Any) -> UUID:
    post = add_post(ws, at, **values)
    add_reading(ws, post, read_at or at + HOUR, views=views, likes=likes, clicks=likes // 2, conversions=1)
    return post


@pytest.mark.parametrize(
    "verb",
    [
        read_overview,
        read_health,
        read_heat,
        read_campaigns,
        lambda ws: read_totals(ws, WEEK),
        lambda ws: read_series(ws, WEEK),
        lambda ws: read_posts(ws, WEEK),
        lambda ws: read_campaign_numbers(ws, ws.key.business_id),
    ],
    ids=["overview", "health", "heat", "campaigns", "totals", "series", "posts", "numbers"],
)
def test_reading_needs_leave_to_read(ws, verb) -> None:
    ws.key = replace(ws.key, permissions=frozenset())
    with pytest.raises(Forbidden):
        verb(ws)


def test_an_empty_business_has_no_rates_and_no_score(ws) -> None:
    overview = read_overview(ws)
    assert overview.health.score.value is None
    assert overview.totals.rate == Compared("engagement rate", None, None, "rate")
    assert overview.totals.views.change is None
    assert (overview.campaigns, overview.next_points) == ((), ())
    assert read_series(ws, WEEK) == []
    assert read_posts(ws, WEEK).ranked == 0
    assert read_heat(ws).withheld


def test_totals_compare_equal_periods(clock_ws) -> None:
    _post(clock_ws, NOW - DAY, views=3000, likes=300)
    _post(clock_ws, NOW - 2 * DAY, views=1000, likes=20, origin=Origin.LIVE)
    _post(clock_ws, NOW - 8 * DAY, views=2000, likes=100)
    _post(clock_ws, NOW - 20 * DAY)
    measure(clock_ws)
    totals = read_totals(clock_ws, WEEK)
    assert (totals.posts.value, totals.posts.before) == (2, 1)
    assert (totals.views.value, totals.views.before, totals.views.change) == (4000, 2000, 1.0)
    assert totals.rate.value == pytest.approx(320 / 4000)  # pooled: not the mean of 10% and 2%
    assert totals.rate.denominator == "views"
    assert (totals.leads.value, totals.clicks.value, totals.unseen) == (2, 160, 0)
    assert totals.origins == {Origin.SIMULATED: 1, Origin.LIVE: 1}


def test_posts_without_views_are_in_neither_part_of_the_rate(clock_ws) -> None:
    _post(clock_ws, NOW - DAY, views=1000, likes=100)
    _post(clock_ws, NOW - DAY, views=None, likes=900)
    measure(clock_ws)
    totals = read_totals(clock_ws, WEEK)
    assert totals.rate.value == pytest.approx(0.1)
    assert totals.engagements.value == 1000
    assert totals.unseen == 1


def test_a_campaign_has_its_own_totals_and_series(clock_ws) -> None:
    campaign = add_campaign(clock_ws)
    _post(clock_ws, NOW - DAY, campaign_id=campaign)
    _post(clock_ws, NOW - DAY, likes=10, channel="facebook", campaign_id=campaign)
    _post(clock_ws, NOW - DAY, views=9000)
    measure(clock_ws)
    assert read_totals(clock_ws, WEEK, campaign).views.value == 2000
    series = read_series(clock_ws, WEEK, campaign)
    assert [(day.channel, day.views, day.rate) for day in series] == [
        ("facebook", 1000, 0.01),
        ("instagram", 1000, 0.06),
    ]
    assert sum(day.views for day in read_series(clock_ws, WEEK)) == 11000
    assert read_totals(clock_ws, WEEK, campaign).rate.denominator == "reach and views"


def test_best_and_worst_never_overlap_and_young_posts_are_not_blamed(clock_ws) -> None:
    good = [_post(clock_ws, NOW - 3 * DAY, likes=100 + n) for n in range(2)]
    bad = _post(clock_ws, NOW - 4 * DAY, likes=2)
    _post(clock_ws, NOW - HOUR, likes=1, read_at=NOW)
    add_post(clock_ws, NOW - DAY)
    measure(clock_ws)
    ranking = read_posts(clock_ws, WEEK, limit=2)
    assert {post.id for post in ranking.best} == set(good)
    assert [post.id for post in ranking.worst] == [bad]
    assert ranking.ranked == 4
    assert ranking.best[0].rate == pytest.approx(0.101)
    assert (ranking.best[0].denominator, ranking.best[0].origin) == ("views", Origin.SIMULATED)


def test_what_hardly_anybody_saw_is_not_ranked(clock_ws) -> None:
    seen = _post(clock_ws, NOW - 3 * DAY, views=50, likes=1)
    _post(clock_ws, NOW - 3 * DAY, views=15, likes=2)
    measure(clock_ws)
    ranking = read_posts(clock_ws, WEEK)
    assert [post.id for post in ranking.best] == [seen]
    assert (ranking.ranked, ranking.unseen) == (1, 1)


def test_times_are_local_and_shown_from_fifty_settled_posts(clock_ws) -> None:
    for n in range(50):
        _post(clock_ws, NOW - 3 * DAY - n * 12 * HOUR, likes=40 + n % 7)
    measure(clock_ws)
    table = read_heat(clock_ws)
    assert table.posts == 50
    assert {cell.hour for cell in table.cells} == {9, 21}  # Lisbon keeps UTC in winter
    assert read_heat(clock_ws, "facebook").posts == read_heat(clock_ws, None, Origin.IMPORTED).posts == 0


def test_a_campaigns_numbers_and_targets(clock_ws) -> None:
    kpis = (
        KpiTarget(name="leads", target=4, unit="count"),
        KpiTarget(name="engagement_rate", target=0.12, unit="rate"),
        KpiTarget(name="fame", target=1, unit="count"),
    )
    campaign = add_campaign(clock_ws, kpis=kpis)
    written = AiMetadata(
        engine=Engine.MODEL, model="m", prompt_id="p", prompt_version="1", prompt_hash="h", prompt_used="u"
    )
    _post(clock_ws, NOW - DAY, campaign_id=campaign, ai=written.model_copy(update={"cost": Decimal("0.25")}))
    _post(clock_ws, NOW - DAY, campaign_id=campaign, ai=written)
    add_post(clock_ws, None, campaign_id=campaign, scheduled_at=NOW + DAY)
    add_post(clock_ws, None, campaign_id=campaign, status=PostStatus.CANCELLED)
    measure(clock_ws)
    numbers = read_campaign_numbers(clock_ws, campaign)
    assert (numbers.published, numbers.planned, numbers.leads, numbers.spend) == (2, 3, 2, Decimal("0.25"))
    assert numbers.rate == pytest.approx(0.06)
    (progress,) = read_campaigns(clock_ws)
    assert [kpi.share for kpi in progress.kpis] == [0.5, pytest.approx(0.5), None]
    assert read_campaign_numbers(clock_ws, add_campaign(clock_ws)).spend is None
    with pytest.raises(NotFound):
        read_campaign_numbers(clock_ws, clock_ws.key.business_id)


def test_a_period_of_another_length_compares_with_its_own(clock_ws) -> None:
    _post(clock_ws, NOW - timedelta(days=1))
    measure(clock_ws)
    today = Period.up_to(NOW, 1)
    assert (read_totals(clock_ws, today).views.value, read_totals(clock_ws, today).views.before) == (0, 1000)
