from pathlib import Path

import pytest

from core.analytics.imports.mapping import DateStyle, Field
from core.analytics.imports.recognise import guess_mapping
from core.analytics.imports.table import read_table

FIXTURES = Path(__file__).parents[3] / "fixtures"


def test_the_facebook_metrics_file() -> None:
    table = read_table((FIXTURES / "facebook_metrics.csv").read_bytes(), "facebook_metrics.csv")
    mapping = guess_mapping(table.header, table.rows)
    assert (mapping.channel, mapping.dates, mapping.year) == ("facebook", DateStyle.PARTS, 2014)
    assert mapping.denominator == "reach"
    assert mapping.fields == {
        Field.MONTH: "Post Month",
        Field.WEEKDAY: "Post Weekday",
        Field.HOUR: "Post Hour",
        Field.TYPE: "Type",
        Field.VIEWS: "Lifetime Post Total Reach",
        Field.LIKES: "like",
        Field.COMMENTS: "comment",
        Field.SHARES: "share",
        Field.PAID: "Paid",
    }


def test_other_files_of_parts_have_their_year_asked_for() -> None:
    mapping = guess_mapping(["Post Month", "Post Weekday", "Post Hour", "Likes"])
    assert (mapping.dates, mapping.year) == (DateStyle.PARTS, None)


def test_the_live_sellers_file() -> None:
    table = read_table((FIXTURES / "live_sellers.csv").read_bytes(), "live_sellers.csv")
    mapping = guess_mapping(table.header, table.rows)
    assert (mapping.channel, mapping.zone, mapping.denominator) == ("facebook", "Etc/GMT+5", None)
    assert mapping.fields == {
        Field.EXTERNAL_ID: "status_id",
        Field.ACCOUNT: "status_id",
        Field.PUBLISHED_AT: "status_published",
        Field.TYPE: "status_type",
        Field.LIKES: "num_reactions",
        Field.COMMENTS: "num_comments",
        Field.SHARES: "num_shares",
    }


def test_ids_of_another_form_offer_no_account() -> None:
    header = ["num_likes", "status_id", "status_type", "status_published"]
    assert Field.ACCOUNT not in guess_mapping(header, [["1", "abc", "photo", "2016-01-01"]]).fields


@pytest.mark.parametrize(
    ("header", "sample", "channel", "views", "moment"),
    [
        (
            ["Post ID", "Page name", "Publish time", "Permalink", "Post type", "Impressions", "Reach", "Reactions"],
            [],
            "facebook",
            "Reach",
            "Publish time",
        ),
        (
            ["Post ID", "Account username", "Publish time", "Post type", "Reach", "Likes", "Shares", "Saves", "Date"],
            [["1", "us", "01/05/2026 09:30", "IG reel", "5", "1", "0", "0", "Lifetime"]],
            "instagram",
            "Reach",
            "Publish time",
        ),
        (
            ["Post title", "Post link", "Created date", "Impressions", "Clicks", "Likes", "Comments", "Reposts"],
            [["x", "https://www.linkedin.com/feed/update/1", "01/05/2026", "1", "1", "1", "1", "1"]],
            "linkedin",
            "Impressions",
            "Created date",
        ),
        (
            ["Title", "Subject", "Send Date", "Successful Deliveries", "Unique Opens", "Total Clicks", "Unique Id"],
            [],
            "email",
            "Successful Deliveries",
            "Send Date",
        ),
        (["when", "how many"], [], "facebook", None, None),
    ],
)
def test_exports_of_the_platforms(
    header: list[str], sample: list[list[str]], channel: str, views: str | None, moment: str | None
) -> None:
    mapping = guess_mapping(header, sample)
    assert mapping.channel == channel
    assert mapping.fields.get(Field.VIEWS) == views
    assert mapping.fields.get(Field.PUBLISHED_AT) == moment
    assert set(mapping.fields.values()) <= set(header)


def test_parts_beside_a_whole_date_are_left_alone() -> None:
    mapping = guess_mapping(["Date", "Month", "Weekday", "Hour", "Likes"])
    assert mapping.dates is DateStyle.AUTO
    assert Field.MONTH not in mapping.fields
