"""Workbooks give the same posts as a CSV of their sheet; damaged, locked and hostile ones are refused in words."""

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import xlsxwriter

from core.analytics.imports import guess_mapping, parse, read_table
from core.analytics.imports.encoding import MEGABYTE
from core.analytics.imports.mapping import Field
from core.errors import Invalid
from core.vocab import PostType

LINKEDIN = (Path(__file__).parents[3] / "fixtures" / "linkedin_updates.xls").read_bytes()
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
HEADER = (
    "Post id",
    "Date",
    "Post text",
    "Post Link",
    "Impressions",
    "Likes",
    "Replies",
    "Reposts",
    "Shares",
    "URL Clicks",
)


def workbook(*sheets: list[tuple]) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "default_date_format": "yyyy-mm-dd hh:mm"}) as book:
        for rows in sheets:
            sheet = book.add_worksheet()
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return made.getvalue()


def archive(**files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name.replace("__", "/"), data)
    return made.getvalue()


def read(data: bytes, name: str = "export.xlsx"):  # noqa: ANN201
    table = read_table(data, name)
    return parse(table, guess_mapping(table.header, table.rows[:20]), zone=ZoneInfo("UTC"), now=NOW)


def test_an_old_workbook_of_a_linkedin_page() -> None:
    table = read_table(LINKEDIN, "updates.xls")
    mapping = guess_mapping(table.header, table.rows)
    assert (mapping.channel, mapping.denominator, table.first_row) == ("linkedin", "impressions", 3)
    posts = read(LINKEDIN, "updates.xls").rows
    assert [(p.views, p.likes, p.comments, p.shares, p.clicks, p.type) for p in posts] == [
        (1520, 38, 4, 3, 41, PostType.IMAGE),
        (980, 19, 1, 0, 22, PostType.VIDEO),
        (5400, 44, 9, 6, 130, PostType.TEXT),
    ]
    assert posts[1].published_at == datetime(2026, 1, 13, tzinfo=UTC)


def test_a_new_workbook_of_x_with_real_dates_and_bad_rows_by_their_numbers() -> None:
    rows = [
        HEADER,
        (
            "7001",
            datetime(2026, 1, 5, 9, 30),  # noqa: DTZ001 - a sheet knows no zone
            "Rye",
            "https://x.com/rye/status/7001",
            1000,
            12,
            2,
            3,
            9,
            20,
        ),
        (),
        (
            "7002",
            datetime(2026, 1, 6, 9, 30),  # noqa: DTZ001 - a sheet knows no zone
            "Oats",
            "https://x.com/rye/status/7002",
            800,
            -4,
            1,
            0,
            0,
            2,
        ),
        ("7001", "Tue, Jan 6, 2026", "Rye", "https://x.com/rye/status/7001", 1000, 12, 2, 3, 9, 20),
    ]
    data = workbook([("Note", "about"), ("a", 1)], rows)
    mapping = guess_mapping(HEADER)
    assert (mapping.channel, mapping.fields[Field.SHARES], mapping.fields[Field.CLICKS]) == (
        "x",
        "Reposts",
        "URL Clicks",
    )
    result = read(data)
    assert [(p.published_at, p.views, p.comments, p.shares, p.clicks) for p in result.rows] == [
        (datetime(2026, 1, 5, 9, 30, tzinfo=UTC), 1000, 2, 3, 20)
    ]
    assert [error.row for error in result.errors] == [3, 4, 5]
    assert "negative" in result.errors[1].message
    assert "Row 2 is the same post" in result.errors[2].message


def test_a_report_of_e_mail_campaigns_counts_people_and_not_opens() -> None:
    header = ("Title", "Subject", "Send Date", "Total Recipients", "Successful Deliveries", "Unique Opens", "Total Opens",
              "Unique Clicks", "Total Clicks", "Unique Id")  # fmt: skip
    data = workbook([header, ("March", "Rye is back", "Mar 01, 2026 09:00 am", 500, 490, 210, 400, 31, 44, "c1")])
    (post,) = read(data).rows
    assert (post.channel, post.views, post.clicks, post.title) == ("email", 490, 31, "Rye is back")
    assert post.published_at == datetime(2026, 3, 1, 9, tzinfo=UTC)


HUGE_SHEET = b'<worksheet><sheetData><c r="A1"/><c r="XFD1048576"/></sheetData></worksheet>'


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"PK\x03\x04 cut off", "damaged"),
        (archive(notes__readme=b"hello"), "zip archive"),
        (archive(xl__workbook=b"<x/>"), "cannot be read"),
        (archive(xl__workbook=b"0" * (301 * MEGABYTE)), "unpacks to 301 MB"),
        (archive(xl__worksheets__sheet1=HUGE_SHEET), "mostly empty"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 2000, "cannot be read"),
        (workbook([("Only", "a header")]), "no sheet with a header and rows"),
        (b"PK\x03\x04" + b"\0" * (26 * MEGABYTE), "25 MB is the most"),
    ],
    ids=["cut", "zip", "hollow", "bomb", "sparse", "old", "empty", "large"],
)
def test_what_is_no_table_is_refused_in_words(data: bytes, says: str) -> None:
    with pytest.raises(Invalid, match=says) as refused:
        read_table(data, "export.xlsx")
    assert refused.value.field == "file"
