"""Rows out as Excel or Parquet, beside the CSV of ``exports``: the same cells, with their types kept."""

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from math import isfinite

from core.analytics.exports import csv_bytes

LONGEST = 32_767
"""Characters that a cell of Excel holds."""


class FileKind(StrEnum):
    CSV = "csv"
    EXCEL = "xlsx"
    PARQUET = "parquet"


MIME: Mapping[FileKind, str] = {
    FileKind.CSV: "text/csv",
    FileKind.EXCEL: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.PARQUET: "application/vnd.apache.parquet",
}
Rows = Sequence[Mapping[str, object]]


def table_file(kind: FileKind, rows: Rows, *, columns: Sequence[str] | None = None) -> bytes:
    """Write rows as a file of a kind; a missing key is an empty cell, never nought.

    >>> table_file(FileKind.CSV, [{"likes": 3, "reach": None}]).decode("utf-8-sig").split()
    ['likes,reach', '3,']
    """
    match kind:
        case FileKind.CSV:
            return csv_bytes(rows, columns=columns, bom=True)
        case FileKind.EXCEL:
            return _excel(rows, _names(rows, columns))
        case FileKind.PARQUET:
            return _parquet(rows, _names(rows, columns))


def _names(rows: Rows, columns: Sequence[str] | None) -> list[str]:
    return list(columns) if columns is not None else list(dict.fromkeys(name for row in rows for name in row))


def _excel(rows: Rows, names: Sequence[str]) -> bytes:
    """One sheet with its header frozen. Moments lose their zone, which Excel does not know: they are UTC."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - only when somebody takes such a file

    made = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "remove_timezone": True}
    with Workbook(made, options) as book:
        sheet, bold = book.add_worksheet("Table"), book.add_format({"bold": True})
        moment, day = (book.add_format({"num_format": look}) for look in ("yyyy-mm-dd hh:mm:ss", "yyyy-mm-dd"))
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(names):
            sheet.write_string(0, column, name, bold)
            sheet.set_column(column, column, max(10, min(40, len(name) + 2)))
        for line, row in enumerate(rows, start=1):
            for column, name in enumerate(names):
                match _plain(row.get(name)):
                    case None:
                        continue
                    case bool() as truth:
                        sheet.write_boolean(line, column, truth)
                    case int() | float() as number:
                        sheet.write_number(line, column, number)
                    case datetime() as at:
                        sheet.write_datetime(line, column, at, moment)
                    case date() as on:
                        sheet.write_datetime(line, column, on, day)
                    case words:
                        sheet.write_string(line, column, str(words)[:LONGEST])
    return made.getvalue()


def _parquet(rows: Rows, names: Sequence[str]) -> bytes:
    """Columns with their types; a column that mixes kinds, such as a setting's value, is text."""
    import pyarrow as pa  # noqa: PLC0415 - only when somebody takes such a file
    import pyarrow.parquet as pq  # noqa: PLC0415

    columns = {}
    for name in names:
        cells = [_plain(row.get(name)) for row in rows]
        kinds = {type(cell) for cell in cells if cell is not None}
        if len(kinds) > 1 and not kinds <= {int, float}:
            cells = [None if cell is None else str(cell) for cell in cells]
        elif kinds == {int, float}:
            cells = [None if cell is None else float(cell) for cell in cells]  # type: ignore[arg-type]
        columns[name] = pa.array(cells) if kinds else pa.nulls(len(rows), pa.string())
    made = io.BytesIO()
    pq.write_table(pa.table(columns), made)
    return made.getvalue()


def _plain(cell: object) -> object:
    """A cell as both formats know it: None, bool, int, float, date, aware moment or text."""
    plain: object = str(cell)
    if isinstance(cell, float | Decimal):
        plain = float(cell) if isfinite(cell) else None
    elif isinstance(cell, datetime):
        plain = cell.astimezone(UTC)
    elif cell is None or isinstance(cell, bool | int | date):
        plain = cell
    elif isinstance(cell, timedelta):
        plain = cell.total_seconds()
    elif isinstance(cell, StrEnum):
        plain = cell.value
    return plain
