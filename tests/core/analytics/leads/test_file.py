import pytest
from sqlmodel import col

from core.analytics import count_of, import_leads, list_imports, preview_leads, read_campaign_numbers, undo_import
from core.errors import Conflict, Invalid
from core.tables import Lead, MetricDaily, Post
from tests.conftest import NOW
from tests.core.analytics.shop import DAY, add_campaign, add_post

FILE = (
    b"Lead ID,Submitted at,UTM Source,UTM Medium,UTM Campaign,UTM Content,Landing page\n"
    b"1,2026-03-01 10:00,instagram,social,spring,a-loaf,\n"
    b"2,01.03.2026 11:00,,,,,https://rye.example/?utm_source=x&utm_campaign=spring\n"
    b"3,2026-03-01T12:00:00+09:00,google,cpc,,,\n"
    b"1,2026-03-01 10:00,instagram,social,spring,a-loaf,\n"
    b"4,soon,instagram,social,spring,a-loaf,\n"
)


def test_a_file_of_leads_is_looked_at_kept_and_taken_back(ws) -> None:
    campaign = add_campaign(ws)
    post = add_post(ws, NOW - 2 * DAY, campaign_id=campaign)
    seen = preview_leads(ws, FILE, "leads.csv")
    assert (len(seen.leads), seen.traced, seen.named, seen.known, seen.bad_rows) == (3, 1, 1, 0, (5, 6))
    assert ws.rows.count(Lead) == 0
    with pytest.raises(Invalid, match="row 5: Row 2 is the same lead"):
        import_leads(ws, FILE, "leads.csv", on_errors="none")
    batch = import_leads(ws, FILE, "leads.csv", on_errors="good_rows")
    assert (batch.posts_made, batch.rows_refused, ws.rows.count(Lead)) == (3, 2, 3)
    assert read_campaign_numbers(ws, campaign).leads == 2
    with pytest.raises(Conflict, match="already"):
        import_leads(ws, FILE, "leads.csv", on_errors="good_rows")
    again = FILE.replace(b"soon", b"2026-03-01 13:00")
    assert preview_leads(ws, again, "leads.csv").known == 3
    assert import_leads(ws, again, "more.csv", on_errors="good_rows").posts_made == 1
    assert undo_import(ws, batch.id) == 3
    assert read_campaign_numbers(ws, campaign).leads == 1
    assert sum(day.leads for day in ws.rows.find(MetricDaily, col(MetricDaily.post_id) == post)) == 1
    assert ws.rows.count(Post) == 1
    assert [(one.filename, count_of(one)) for one in list_imports(ws)] == [("more.csv", "1 lead")]


def test_columns_can_be_chosen_and_a_file_without_dates_says_so(ws) -> None:
    data = b"who,when\nA,2026-03-01\n"
    with pytest.raises(Invalid) as refused:
        preview_leads(ws, data, "leads.csv")
    assert refused.value.field == "at"
    assert len(preview_leads(ws, data, "leads.csv", {"at": "when"}).leads) == 1
