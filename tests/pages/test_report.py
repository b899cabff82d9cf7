"""A client's report: one file with everything in it, nothing of it fetched, and nothing a writer typed run."""

import re
from html.parser import HTMLParser

from core.analytics import measure
from core.analytics.period import Period
from core.tables import Business
from pages.analytics.filters import Look
from pages.analytics.report import report
from tests.conftest import NOW
from tests.core.analytics.shop import DAY, HOUR, add_campaign, add_post, add_reading


def test_a_report_says_what_was_measured_and_where_from(ws, clock_ws) -> None:
    campaign = add_campaign(ws)
    post = add_post(ws, NOW - DAY, campaign_id=campaign, title="<script>alert(1)</script> & rye")
    add_reading(ws, post, NOW - HOUR, views=1000, likes=90, conversions=4)
    measure(clock_ws)
    with ws.writing() as rows:
        rows.change(Business, name="Rye & <b>Shine</b>")
    made = report(ws, Look(Period.up_to(NOW), None)).decode()
    assert "Rye &amp; &lt;b&gt;Shine" in made
    assert "&lt;script&gt;alert" in made
    assert "<script" not in made
    assert "Simulated numbers" in made
    assert "90 of 1,000 views" in made
    assert "9.0%" in made
    assert "Marketing Health Score" in made
    assert made.count("<rect") == 28
    HTMLParser().feed(made)
    assert not re.search(r"(?:src|href)\s*=|url\(|@import|https?://", made)


def test_an_empty_period_is_told_as_such(ws) -> None:
    made = report(ws, Look(Period.up_to(NOW), None)).decode()
    assert "no data" in made
    assert "<svg" not in made
    assert "No data yet: the score needs" in made
