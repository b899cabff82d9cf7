from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col

from core.analytics import (
    Imported,
    Period,
    import_posts,
    list_imports,
    measure,
    preview_import,
    read_health,
    read_totals,
    undo_import,
)
from core.analytics.imports.mapping import Field, Mapping
from core.analytics.standing import percentiles
from core.errors import Conflict, Forbidden, Invalid, NotFound
from core.tables import AuditEntry, ImportBatch, MetricDaily, Post, Reading
from core.vocab import Origin, PostStatus
from tests.conftest import NOW

FIXTURES = Path(__file__).parents[2] / "fixtures"
SELLERS = (FIXTURES / "live_sellers.csv").read_bytes()
METRICS = (FIXTURES / "facebook_metrics.csv").read_bytes()
SMALL = b"Date,Reach,Likes\n2026-01-05 09:30,100,7\n2026-01-06 23:30,90,-7\n2026-01-07 09:30,200,3\n"


def bring(ws, data: bytes, filename: str = "posts.csv", on_errors: str = "good_rows", **values: Any) -> Imported:
    mapping = values.pop("mapping", None) or preview_import(ws, data, filename).mapping
    return import_posts(ws, data, filename, mapping, on_errors=on_errors, **values)


def test_a_preview_keeps_nothing(ws) -> None:
    preview = preview_import(ws, SMALL, "posts.csv")
    assert [error.row for error in preview.result.errors] == [3]
    assert len(preview.result.rows) == 2
    assert preview.earlier is None
    assert preview.known == ws.rows.count(Post) == 0


def test_a_mapping_that_gives_nothing_says_why(ws) -> None:
    preview = preview_import(ws, SMALL, "posts.csv", Mapping("facebook", {Field.LIKES: "Likes"}))
    assert preview.result is None
    assert "published" in preview.problem


def test_posts_numbers_and_rollups_are_there_at_once(ws) -> None:
    imported = bring(ws, SELLERS, "live_sellers.csv")
    posts = ws.rows.find(Post)
    assert imported.batch.posts_made == len(posts) == ws.rows.count(Reading) == ws.rows.count(MetricDaily)
    assert {(post.origin, post.status, post.import_id) for post in posts} == {
        (Origin.IMPORTED, PostStatus.PUBLISHED, imported.batch.id)
    }
    post = ws.rows.one(Post, col(Post.external_ref) == "facebook:246675545449582:246675545449582_1649696485147474")
    assert post.published_at == datetime(2018, 4, 22, 11, tzinfo=UTC)
    assert post.account == "246675545449582"
    assert post.title == "Video of 22 April 2018"
    reading = ws.rows.one(Reading, col(Reading.post_id) == post.id)
    assert (reading.likes, reading.comments, reading.shares, reading.views) == (529, 512, 262, None)
    assert ws.rows.one(MetricDaily, col(MetricDaily.post_id) == post.id).day == post.published_at.date()
    assert ws.rows.one(AuditEntry, col(AuditEntry.verb) == "import_posts").subject == str(imported.batch.id)


def test_without_views_a_post_stands_by_its_own_history(ws) -> None:
    bring(ws, SELLERS)
    scores = {post.account: [] for post in ws.rows.find(Post)}
    for post in ws.rows.find(Post):
        scores[post.account].append(post.engagement_score)
    assert all(sum(some) / len(some) == pytest.approx(50.0) for some in scores.values())


def test_reconstructed_dates_are_marked_and_views_make_scores(ws) -> None:
    imported = bring(ws, METRICS)
    assert imported.batch.approximate_dates
    posts = ws.rows.find(Post)
    assert all(post.approximate_date and post.engagement_score is not None for post in posts)
    assert {post.published_at.year for post in posts} == {2014}


def test_the_same_file_again_names_the_earlier_import(ws) -> None:
    bring(ws, SMALL, "january.csv")
    with pytest.raises(Conflict, match=r"january\.csv"):
        bring(ws, SMALL, "again.csv")
    assert preview_import(ws, SMALL, "again.csv").earlier.filename == "january.csv"


def test_a_double_click_imports_once(ws) -> None:
    first, second = bring(ws, SMALL, token="t"), bring(ws, SMALL, token="t")
    assert first.batch.id == second.batch.id
    assert ws.rows.count(ImportBatch) == 1


def test_bad_rows_stop_the_import_if_so_chosen(ws) -> None:
    with pytest.raises(Invalid, match="row 3"):
        bring(ws, SMALL, on_errors="none")
    assert ws.rows.count(Post) == 0
    assert bring(ws, SMALL).batch.rows_refused == 1
    assert bring(ws, b"Date,Likes\n2026-01-05,7\n", on_errors="none").batch.posts_made == 1


def test_a_file_without_a_good_row_is_refused(ws) -> None:
    with pytest.raises(Invalid, match="No row"):
        bring(ws, b"Date,Likes\n2026-01-05,-7\n")


def test_posts_that_are_here_already_are_left_as_they_are(ws) -> None:
    bring(ws, b"Post ID,Date,Likes\na,2026-01-05,7\nb,2026-01-06,8\n")
    later = b"Post ID,Date,Likes\na,2026-01-05,70\nc,2026-01-07,9\n"
    assert preview_import(ws, later, "later.csv").known == 1
    imported = bring(ws, later, "later.csv")
    assert (imported.known, imported.batch.posts_made) == (1, 1)
    assert sorted(reading.likes for reading in ws.rows.find(Reading)) == [7, 8, 9]
    scores = {post.external_ref[-1]: post.engagement_score for post in ws.rows.find(Post)}
    assert scores == pytest.approx({"a": 100 / 6, "b": 50.0, "c": 500 / 6})
    undo_import(ws, imported.batch.id)
    scores = {post.external_ref[-1]: post.engagement_score for post in ws.rows.find(Post)}
    assert scores == pytest.approx({"a": 25.0, "b": 75.0})


def test_an_import_can_be_taken_back_whole(ws) -> None:
    kept, gone = bring(ws, METRICS, "kept.csv"), bring(ws, SELLERS, "gone.csv")
    assert {batch.filename for batch in list_imports(ws)} == {"kept.csv", "gone.csv"}
    assert undo_import(ws, gone.batch.id) == gone.batch.posts_made
    for table in (Post, Reading, MetricDaily):
        assert ws.rows.count(table) == kept.batch.posts_made
    assert [batch.filename for batch in list_imports(ws)] == ["kept.csv"]
    with pytest.raises(NotFound):
        undo_import(ws, gone.batch.id)
    assert bring(ws, SELLERS).batch.posts_made == gone.batch.posts_made


def test_an_import_of_today_is_read_no_later_than_now(ws, clock_ws) -> None:
    bring(ws, b"Date,Reach,Likes\n2026-03-02 08:30,100,7\n")
    assert ws.rows.one(Reading).recorded_at == NOW
    before = ws.rows.one(Post).engagement_score
    assert measure(clock_ws) == 0
    assert ws.rows.one(Post).engagement_score == before


def test_analytics_show_the_imported_posts_as_imported(ws) -> None:
    imported = bring(ws, SELLERS)
    newest = max(post.published_at for post in ws.rows.find(Post))
    now, then = read_health(ws), read_health(ws, until=newest)
    assert now.imported_until == newest
    assert (now.inputs.posts, now.origins) == ([], {})
    assert then.score.value is not None
    assert set(then.origins) == {Origin.IMPORTED}
    assert then.score.samples.stand_ins == then.score.samples.posts > 0
    totals = read_totals(ws, Period(date(2010, 1, 1), NOW.date()))
    assert totals.posts.value == totals.origins[Origin.IMPORTED] == imported.batch.posts_made
    assert totals.rate.value is None
    assert totals.unseen > 0


def test_a_very_long_id_still_names_one_post(ws) -> None:
    long = "x" * 150
    data = f"Post ID,Page ID,Date,Likes\n{long},{long},2026-01-05,7\n{long}y,{long},2026-01-05,7\n".encode()
    mapping = preview_import(ws, data, "long.csv").mapping
    bring(ws, data, mapping=replace(mapping, fields={**mapping.fields, Field.ACCOUNT: "Page ID"}))
    refs = {post.external_ref for post in ws.rows.find(Post)}
    assert len(refs) == 2
    assert all(len(ref) <= 200 for ref in refs)


def test_a_viewer_may_not_import(ws) -> None:
    viewer = replace(ws.key, permissions=frozenset())
    ws.key = viewer
    with pytest.raises(Forbidden):
        preview_import(ws, SMALL, "posts.csv")
    with pytest.raises(Forbidden):
        import_posts(ws, SMALL, "posts.csv", Mapping("facebook"), on_errors="none")


def test_equal_values_share_a_percentile() -> None:
    assert percentiles([]) == []
    assert percentiles([4.0]) == [50.0]
    assert percentiles([1, 2]) == [25.0, 75.0]
