"""Excel workbooks, new and old, as rows of text, the way a CSV of the same sheet would have them."""

import io
import re
import zipfile
from datetime import date, datetime, time, timedelta

from core.analytics.imports.encoding import LARGEST, MEGABYTE, refuse_large
from core.errors import Invalid

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
UNPACKED = 12 * LARGEST
"""Bytes that a workbook may have once unpacked: a table of numbers shrinks to a tenth, a trap to a thousandth."""
MOST_SHEETS = 20
MOST_CELLS = 10_000_000
"""Cells of one sheet, its empty ones too: one cell in the last corner would make seventeen thousand million of them."""
_CELL = re.compile(rb'<(?:\w+:)?c\s[^>]*?r="([A-Z]{1,3})(\d{1,7})"')


def is_workbook(data: bytes) -> bool:
    """Whether these bytes start as a workbook does (``man 5 magic``): a zip archive, or an old Excel file."""
    return data.startswith((_ZIP, _OLE))


def read_sheets(data: bytes, filename: str) -> list[list[tuple[str, ...]]]:
    """Every sheet that holds a table, as rows of text; empty rows stay, so that row numbers hold.

    Raises:
        Invalid: too large, locked with a password, damaged, not a workbook, or without a table.
    """
    refuse_large(data, filename)
    if data.startswith(_ZIP):
        _refuse_zip(data, filename)
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError  # noqa: PLC0415 - for workbooks alone

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [
            [
                tuple(_text(cell) for cell in row)
                for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            ]
            for name in book.sheet_names[:MOST_SHEETS]
        ]
    except PasswordError as locked:
        raise _refusal(f"“{filename}” is locked with a password. Save it without one and upload that.") from locked
    except (CalamineError, OSError, ValueError) as broken:
        raise _refusal(
            f"“{filename}” cannot be read as a workbook; it may be damaged. Export it again, or save it as CSV."
        ) from broken
    tables = [rows for rows in sheets if sum(any(row) for row in rows) > 1 and max(map(len, rows)) > 1]
    if not tables:
        raise _refusal(f"“{filename}” has no sheet with a header and rows. Export a period with posts.")
    return tables


def _refuse_zip(data: bytes, filename: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inside = archive.infolist()
            if not any(one.filename.startswith("xl/") for one in inside):
                raise _refusal(
                    f"“{filename}” is a zip archive, not an Excel workbook. Unpack it and upload the file inside, or "
                    "save the table as Excel or CSV."
                )
            size = sum(one.file_size for one in inside)
            if size > UNPACKED:
                raise _refusal(
                    f"“{filename}” unpacks to {size / MEGABYTE:,.0f} MB; {UNPACKED // MEGABYTE} MB is the most. "
                    "Split it by period and upload the parts."
                )
            sheets = [one for one in inside if one.filename.startswith("xl/worksheets/sheet")]
            if any(_cells(archive.read(one)) > MOST_CELLS for one in sheets):
                raise _refusal(f"“{filename}” has a sheet that is mostly empty. Copy its table to a new one.")
    except (zipfile.BadZipFile, RuntimeError) as broken:
        raise _refusal(f"“{filename}” is damaged or locked. Export it again, without a password.") from broken


def _cells(sheet: bytes) -> int:
    """How many cells lie between the first corner and the farthest cell of a sheet.

    >>> _cells(b'<c r="A1"/><c r="AB10" t="s"/>')
    280
    """
    across = down = 0
    for letters, row in _CELL.findall(sheet):
        column = 0
        for letter in letters:
            column = 26 * column + letter - 64
        across, down = max(across, column), max(down, int(row))
    return across * down


def _text(cell: object) -> str:
    """A cell as a CSV would have it: whole numbers without a point, moments in ISO 8601.

    >>> [_text(cell) for cell in (12.0, 0.5, True, datetime(2026, 3, 1, 9, 30), timedelta(minutes=90), " a ")]
    ['12', '0.5', 'yes', '2026-03-01 09:30:00', '1:30:00', 'a']
    """
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        minutes, seconds = divmod(round(cell.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return str(cell).strip()


def _refusal(message: str) -> Invalid:
    return Invalid(message, field="file")
