import io
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import pyarrow.parquet as pq
from python_calamine import CalamineWorkbook

from core.analytics.table_files import FileKind, table_file
from core.vocab import Origin

AT = datetime(2026, 3, 1, 11, 30, tzinfo=timezone(timedelta(hours=2)))
ROWS = [
    {"id": UUID(int=7), "title": "=1+1", "at": AT, "on": date(2026, 3, 1), "likes": 3, "rate": 0.25, "paid": True},
    {"origin": Origin.LIVE, "cost": Decimal("0.10"), "rate": float("nan"), "likes": 2.5, "wait": timedelta(minutes=2)},
    {"setting": 4},
    {"setting": "four"},
]


def test_excel_keeps_types_and_runs_nothing() -> None:
    data = table_file(FileKind.EXCEL, ROWS)
    header, first, second, *_ = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    told = dict(zip(header, first, strict=True))
    assert (told["title"], told["at"], told["on"]) == ("=1+1", datetime(2026, 3, 1, 9, 30), date(2026, 3, 1))  # noqa: DTZ001
    assert (told["likes"], told["rate"], told["paid"], told["origin"]) == (3, 0.25, True, "")
    other = dict(zip(header, second, strict=True))
    assert (other["cost"], other["rate"], other["wait"], other["origin"]) == (0.1, "", 120, "live")


def test_parquet_keeps_types_and_missing_is_not_nought() -> None:
    table = pq.read_table(io.BytesIO(table_file(FileKind.PARQUET, ROWS, columns=[*ROWS[0], "setting", "never"])))
    columns = table.to_pydict()
    assert columns["at"] == [AT.astimezone(UTC), None, None, None]
    assert columns["likes"] == [3.0, 2.5, None, None]
    assert columns["rate"] == [0.25, None, None, None]
    assert columns["setting"] == [None, None, "4", "four"]
    assert columns["never"] == [None] * 4
    assert "origin" not in columns


def test_nothing_to_write_is_a_file_all_the_same() -> None:
    for kind in FileKind:
        assert table_file(kind, [], columns=["day"])
