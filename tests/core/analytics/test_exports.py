import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analytics.exports import csv_bytes
from core.vocab import PostType

DANGEROUS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("start", DANGEROUS)
def test_a_cell_that_would_run_is_defused(start: str) -> None:
    assert read(csv_bytes([{"text": f'{start}HYPERLINK("http://x")'}]))[1] == [f'\'{start}HYPERLINK("http://x")']


def test_blanks_before_a_formula_do_not_hide_it() -> None:
    assert read(csv_bytes([{"text": "  =1+1"}]))[1] == ["'  =1+1"]


def test_a_column_name_is_defused_too() -> None:
    assert read(csv_bytes([{"=cmd": 1}]))[0] == ["'=cmd"]


@given(st.lists(st.fixed_dictionaries({"a": st.text(), "b": st.text()}), min_size=1))
def test_no_text_ever_starts_a_formula_and_every_text_is_kept(rows: list[dict[str, str]]) -> None:
    for row, cells in zip(rows, read(csv_bytes(rows, columns=["a", "b"]))[1:], strict=True):
        for name, cell in zip(("a", "b"), cells, strict=True):
            assert not cell.lstrip(" ").startswith(tuple(DANGEROUS))
            assert cell.removeprefix("'") == row[name].removeprefix("'")


def test_values_keep_their_kind() -> None:
    row = {
        "n": -2,
        "x": -0.5,
        "d": Decimal("-1.10"),
        "np": np.int64(-3),
        "nan": float("nan"),
        "none": None,
        "yes": True,
        "no": False,
        "at": datetime(2026, 1, 5, 9, 30, tzinfo=UTC),
        "on": date(2026, 1, 5),
        "type": PostType.IMAGE,
    }
    cells = ["-2", "-0.5", "-1.10", "-3", "", "", "true", "false", "2026-01-05T09:30:00+00:00", "2026-01-05", "image"]
    assert read(csv_bytes([row])) == [list(row), cells]


def test_columns_are_the_union_in_the_order_first_met_or_as_told() -> None:
    rows = [{"a": 1, "b": 2}, {"c": 3, "a": 4}]
    assert csv_bytes(rows) == b"a,b,c\r\n1,2,\r\n4,,3\r\n"
    assert csv_bytes(rows, columns=["c", "a"]) == b"c,a\r\n,1\r\n3,4\r\n"


def test_nothing_to_export() -> None:
    assert csv_bytes([]) == b""
    assert csv_bytes([], columns=["a", "b"]) == b"a,b\r\n"


def test_the_byte_order_mark_is_an_option() -> None:
    assert csv_bytes([{"a": "é"}], bom=True) == b"\xef\xbb\xbf" + csv_bytes([{"a": "é"}])
