import csv
import io
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analytics.exports import csv_bytes
from core.analytics.imports import guess_mapping, parse, read_table
from core.analytics.imports.mapping import Field, Mapping
from core.analytics.imports.result import ImportResult
from core.errors import Invalid
from core.vocab import PostType

FIXTURES = Path(__file__).parents[3] / "fixtures"
NOW = datetime(2026, 6, 1, tzinfo=UTC)
ZONE = ZoneInfo("UTC")
COUNTS = ("views", "likes", "comments", "shares", "saves", "clicks", "watch_seconds", "conversions")


def imported(data: bytes, name: str = "posts.csv") -> ImportResult:
    table = read_table(data, name)
    return parse(table, guess_mapping(table.header, table.rows), zone=ZONE, now=NOW)


@dataclass(frozen=True)
class Row:
    text: str
    type: PostType
    published_at: datetime
    counts: tuple[int | None, ...]
    paid: bool


count = st.none() | st.integers(0, 2_147_483_647)
moments = st.integers(0, 13_000_000).map(lambda minutes: NOW - timedelta(minutes=minutes))
texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])).map(str.strip)
rows = st.builds(Row, texts, st.sampled_from(PostType), moments, st.tuples(*[count] * len(COUNTS)), st.booleans())
BAD_CELLS = {"likes": "-1", "published_at": "soon", "views": "1.5", "paid": "perhaps", "comments": "lots"}


def exported(posts: list[Row], broken: dict[int, str]) -> bytes:
    """The posts as this product's own export; in a broken row, one cell is spoilt."""
    lines: list[dict[str, object]] = []
    for number, post in enumerate(posts):
        line: dict[str, object] = {
            "external_id": f"p{number}",
            "published_at": post.published_at,
            "type": post.type,
            "text": post.text,
            **dict(zip(COUNTS, post.counts, strict=True)),
            "paid": post.paid,
        }
        if number in broken:
            line[broken[number]] = f" {BAD_CELLS[broken[number]]}"
        lines.append(line)
    return csv_bytes(lines, bom=True)


@given(st.lists(rows, min_size=1, max_size=8))
def test_our_own_export_comes_back_whole(posts: list[Row]) -> None:
    result = imported(exported(posts, {}))
    assert not result.errors
    assert [(p.external_id, p.type, p.published_at, p.paid) for p in result.rows] == [
        (f"p{at}", post.type, post.published_at, post.paid) for at, post in enumerate(posts)
    ]
    assert [tuple(getattr(p, name) for name in COUNTS) for p in result.rows] == [post.counts for post in posts]
    assert [p.text.removeprefix("'") for p in result.rows] == [post.text.removeprefix("'") for post in posts]


@given(st.lists(rows, min_size=1, max_size=8), st.dictionaries(st.integers(0, 7), st.sampled_from(sorted(BAD_CELLS))))
def test_good_and_bad_rows_add_up_and_errors_name_real_rows(posts: list[Row], broken: dict[int, str]) -> None:
    result = imported(exported(posts, broken))
    spoilt = {at: name for at, name in broken.items() if at < len(posts)}
    assert len(result.rows) + len(result.bad_rows) == len(posts)
    assert {(error.row, error.column) for error in result.errors} == {(at + 2, name) for at, name in spoilt.items()}
    assert all(error.message and error.value.lstrip("' ") == BAD_CELLS[error.column] for error in result.errors)


@given(st.lists(st.lists(st.text(max_size=6), min_size=1, max_size=5), max_size=10))
def test_any_table_at_all_is_refused_or_adds_up(cells: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([["date", "likes", "text"], *cells])
    try:
        table = read_table(out.getvalue().encode("utf-8", "ignore"), "a.csv")
    except Invalid:
        return
    if not {"date", "likes"} <= set(table.header):
        return
    mapping = Mapping("facebook", {Field.PUBLISHED_AT: "date", Field.LIKES: "likes"})
    result = parse(table, mapping, zone=ZONE, now=NOW)
    numbers = range(table.first_row, table.first_row + len(table.rows))
    assert len(result.rows) + len(result.bad_rows) == len(table.rows)
    assert all(error.row in numbers for error in result.errors)


def test_the_live_sellers_fixture() -> None:
    result = imported((FIXTURES / "live_sellers.csv").read_bytes(), "live_sellers.csv")
    assert (len(result.rows), len(result.bad_rows), result.approximate_dates) == (25, 4, False)
    assert all("is the same post already" in error.message for error in result.errors)
    first = result.rows[0]
    assert (first.account, first.external_id) == ("246675545449582", "246675545449582_1649696485147474")
    assert first.published_at == datetime(2018, 4, 22, 11, 0, tzinfo=UTC)
    assert (first.type, first.views, first.likes, first.comments, first.shares) == (PostType.VIDEO, None, 529, 512, 262)
    assert len({post.account for post in result.rows}) == 9
    assert "month/day/year" in result.warnings[0]


def test_the_facebook_metrics_fixture() -> None:
    result = imported((FIXTURES / "facebook_metrics.csv").read_bytes(), "facebook_metrics.csv")
    assert (len(result.rows), result.errors, result.approximate_dates) == (29, (), True)
    assert all(post.approximate and post.published_at.year == 2014 for post in result.rows)
    dates = [post.published_at for post in result.rows]
    assert dates == sorted(dates, reverse=True)
    first = result.rows[0]
    assert (first.published_at.month, first.published_at.isoweekday(), first.published_at.hour) == (10, 5, 4)
    assert (first.views, first.likes, first.comments, first.shares, first.saves) == (39984, 302, 24, 41, None)
    assert [post.shares for post in result.rows].count(None) == 1
    assert {post.type for post in result.rows} >= {PostType.IMAGE, PostType.VIDEO, PostType.TEXT}
    assert "reconstructed" in result.warnings[0]


@pytest.mark.parametrize("name", ["live_sellers.csv", "facebook_metrics.csv"])
def test_the_same_file_twice_gives_the_same_posts(name: str) -> None:
    data = (FIXTURES / name).read_bytes()
    assert imported(data) == imported(data)


def test_a_reconstructed_date_is_never_in_the_future() -> None:
    table = read_table(b"Post Month,Post Weekday,Post Hour,Likes\n12,2,9,1\n1,2,9,1\nx,2,9,1\n", "a.csv")
    guessed = guess_mapping(table.header)
    mapping = Mapping(guessed.channel, guessed.fields, guessed.dates, year=2026)
    result = parse(table, mapping, zone=ZONE, now=NOW)
    assert [error.row for error in result.errors] == [2, 4]
    assert "in the future" in result.errors[0].message
    assert "month from 1 to 12" in result.errors[1].message


def test_a_time_without_a_zone_is_the_mappings_then_the_business() -> None:
    table = read_table(b"date,likes\n2026-01-05 12:00,1\n", "a.csv")
    fields = {Field.PUBLISHED_AT: "date", Field.LIKES: "likes"}
    berlin = ZoneInfo("Europe/Berlin")
    assert parse(table, Mapping("x", fields), zone=berlin, now=NOW).rows[0].published_at.hour == 11
    assert parse(table, Mapping("x", fields, zone="Etc/GMT+5"), zone=berlin, now=NOW).rows[0].published_at.hour == 17


def test_blank_rows_are_reported_where_a_spreadsheet_shows_them() -> None:
    result = imported(b"date,likes\n2026-01-05,1\n\n2026-01-06,2\n,\n2026-01-07,3\n\n")
    assert [post.likes for post in result.rows] == [1, 2, 3]
    assert [error.row for error in result.errors] == [3, 5]


def test_a_mapping_to_a_column_that_is_not_there_is_refused() -> None:
    table = read_table(b"date,likes\n2026-01-05,1\n", "a.csv")
    with pytest.raises(Invalid, match="no column “reach”"):
        parse(table, guess_mapping(table.header).changed(Field.VIEWS, "reach"), zone=ZONE, now=NOW)


def test_no_kind_of_post_is_said() -> None:
    assert "all were read as text" in imported(b"date,likes\n2026-01-05,1\n").warnings[0]
