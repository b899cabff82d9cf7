import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analytics.imports.table import DELIMITERS, read_table
from core.errors import Invalid

cells = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"], exclude_characters="\ufeff"),
    min_size=1,
    max_size=8,
)


@given(
    st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=8),
    st.sampled_from(DELIMITERS),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_was_written_is_read(rows: list[tuple[str, str, str]], delimiter: str, encoding: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([("date", "text", "likes"), *rows])
    table = read_table(out.getvalue().encode(encoding), "posts.csv")
    assert table.header == ("date", "text", "likes")
    assert table.rows == tuple(rows)
    assert table.delimiter == delimiter
    assert table.first_row == 2


def test_row_numbers_are_those_of_a_spreadsheet() -> None:
    data = b'My page,,\n\nDate,Text,Likes\n2026-01-01,"two\nlines",1\n,,\n2026-01-02,x,2\n\n,,\n'
    table = read_table(data, "a.csv")
    assert table.first_row == 4
    assert [row[-1] for row in table.rows] == ["1", "", "2"]


def test_excels_separator_line_is_believed() -> None:
    table = read_table(b"sep=;\r\nDate;Text, long;Likes\r\n2026-01-01;a,b;1\r\n", "a.csv")
    assert (table.delimiter, table.header, table.first_row) == (";", ("Date", "Text, long", "Likes"), 3)


def test_header_names_are_made_unique_and_never_empty() -> None:
    assert read_table(b"like, like,,like\na,b,c,d\n", "a.csv").header == ("like", "like (2)", "column 3", "like (3)")


def test_sloppy_quotes_are_still_read() -> None:
    assert read_table(b'text,likes\n"a" b,1\n', "a.csv").rows == (("a b", "1"),)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"2026-01-01,5\n2026-01-02,6\n", "has no header"),
        (b"date,likes\n", "no rows"),
        (b"date,likes\n,\n\n", "no rows"),
        (b"just a line\nand another\n", "Only one column"),
        (b'date,likes\n2026-01-01,"1\n2026-01-02,2\n', "never closed"),
        (b"date,likes\n" + b"x" * 140_000 + b",1\n", "cannot be read as a table"),
    ],
)
def test_refusals_say_why(data: bytes, says: str) -> None:
    with pytest.raises(Invalid, match=says):
        read_table(data, "a.csv")


def test_an_unknown_column_lists_the_known_ones() -> None:
    table = read_table(b"date,likes\nx,1\n", "a.csv")
    assert table.column("likes") == 1
    with pytest.raises(Invalid, match="date, likes"):
        table.column("shares")
