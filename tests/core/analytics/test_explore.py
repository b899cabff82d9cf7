from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from core import analytics
from core.analytics import Period, import_posts, preview_import
from core.tables import Campaign, Post
from core.vocab import CampaignStatus, PostStatus, PostType

FILE = Path(__file__).parents[2] / "fixtures" / "live_sellers.csv"


def _post(ws, at, **more: UUID) -> Post:
    return Post(
        business_id=ws.key.business_id,
        title="Rolls",
        type=PostType.IMAGE,
        channel="instagram",
        status=PostStatus.PUBLISHED,
        published_at=at,
        created_at=at,
        updated_at=at,
        **more,
    )


def test_extents_tell_imports_from_the_business_s_own(ws) -> None:
    with ws.writing() as rows:
        rows.add(_post(ws, ws.now - timedelta(days=9)))
        rows.add(_post(ws, ws.now - timedelta(days=2)))
    data = FILE.read_bytes()
    made = import_posts(ws, data, FILE.name, preview_import(ws, data, FILE.name).mapping, on_errors="good_rows")
    found = analytics.read_extents(ws)
    assert found[None].posts == 2
    assert found[None].period == Period((ws.now - timedelta(days=9)).date(), (ws.now - timedelta(days=2)).date())
    assert found[made.batch.id].posts == made.batch.posts_made
    assert found[made.batch.id].newest == datetime(2018, 6, 13, 6, 12, tzinfo=UTC)
    assert (found[None] | found[made.batch.id]).posts == 2 + made.batch.posts_made
    assert (found[None] | found[made.batch.id]).oldest == found[made.batch.id].oldest


def test_extents_of_an_empty_business_are_none(ws) -> None:
    assert analytics.read_extents(ws) == {}


def test_every_post_of_a_period_is_listed_even_without_a_score(ws) -> None:
    with ws.writing() as rows:
        inside = rows.add(_post(ws, datetime(2026, 2, 10, 23, 59, tzinfo=UTC))).id
        rows.add(_post(ws, datetime(2026, 2, 11, tzinfo=UTC)))
    found = analytics.list_posts(ws, Period(date(2026, 2, 10), date(2026, 2, 10)))
    assert [post.id for post in found] == [inside]
    assert found[0].score is None


def test_campaigns_with_a_score_come_best_first(ws) -> None:
    with ws.writing() as rows:
        for name, value in (("A", 40.0), ("B", None), ("C", 80.0)):
            rows.add(
                Campaign(
                    business_id=ws.key.business_id,
                    name=name,
                    goal="g",
                    starts_on=date(2026, 1, 1),
                    ends_on=date(2026, 2, 1),
                    status=CampaignStatus.ACTIVE,
                    health_score=value,
                    created_at=ws.now,
                )
            )
    assert [campaign.name for campaign in analytics.compare_campaigns(ws)] == ["C", "A"]
    ids = {campaign.name: campaign.id for campaign in analytics.compare_campaigns(ws)}
    with ws.writing() as rows:
        mine = rows.add(_post(ws, ws.now - timedelta(days=1), campaign_id=ids["A"])).id
        rows.add(_post(ws, ws.now - timedelta(days=1)))
    found = analytics.list_posts(ws, Period.up_to(ws.now, 7), ids["A"])
    assert [post.id for post in found] == [mine]


def test_a_count_that_no_file_told_is_no_data_and_never_nought(ws) -> None:
    data = FILE.read_bytes()
    import_posts(ws, data, FILE.name, preview_import(ws, data, FILE.name).mapping, on_errors="good_rows")
    totals = analytics.read_totals(ws, next(iter(analytics.read_extents(ws).values())).period)
    assert totals.engagements.value
    assert (totals.views.value, totals.clicks.value, totals.leads.value) == (None, None, None)
    assert analytics.read_totals(ws, Period.up_to(ws.now)).clicks.value == 0
