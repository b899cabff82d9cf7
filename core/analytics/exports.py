"""Rows out as CSV that a spreadsheet shows and never runs."""

import csv
import io
import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from numbers import Real

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 - Excel takes the wide forms too
"""First characters that make a spreadsheet run a cell. Source: OWASP, “CSV Injection”."""


def csv_bytes(
    rows: Iterable[Mapping[str, object]], *, columns: Sequence[str] | None = None, bom: bool = False
) -> bytes:
    r"""Write rows as CSV (RFC 4180: commas, CRLF) in UTF-8.

    A text that a spreadsheet would run as a formula gets an apostrophe before it; numbers stay numbers, negative
    ones too. None and a number that is not finite are empty cells, a date or moment is ISO 8601, a boolean is
    ``true`` or ``false``.

    >>> csv_bytes([{"post": "=1+1", "likes": -2, "reach": None}])
    b"post,likes,reach\r\n'=1+1,-2,\r\n"

    Args:
        rows: one mapping per row; a missing key is an empty cell.
        columns: the columns and their order; when not given, every key in the order first met.
        bom: start with a byte order mark, without which Excel does not read UTF-8.
    """
    kept = list(rows)
    names = list(columns) if columns is not None else list(dict.fromkeys(name for row in kept for name in row))
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    if names:
        writer.writerow([_defused(name) for name in names])
    writer.writerows([_cell(row.get(name)) for name in names] for row in kept)
    return out.getvalue().encode("utf-8-sig" if bom else "utf-8")


def as_written(cell: str) -> str:
    """A cell as it was before it was kept from running as a formula.

    >>> as_written("'=1+1"), as_written("'tis the season")
    ('=1+1', "'tis the season")
    """
    return cell[1:] if cell.startswith("'") and _defused(cell[1:]) == cell else cell


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Real | Decimal):
        return str(value) if math.isfinite(value) else ""
    if isinstance(value, date):
        return value.isoformat()
    return _defused(str(value))


def _defused(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_STARTS) or text.lstrip().startswith(_FORMULA_STARTS) else text
