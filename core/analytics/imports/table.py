"""A text table as its owner sees it: a header, rows, and the row numbers that a spreadsheet shows."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.analytics.imports.encoding import decode
from core.analytics.imports.recognise import guess_mapping
from core.analytics.imports.workbook import is_workbook, read_sheets
from core.errors import Invalid

DELIMITERS = (",", ";", "\t", "|")
WORKBOOK = "workbook"
_LOOKED_AT = 30
"""Rows that decide the delimiter and where the header is."""

_NUMBER_OR_DATE = re.compile(r"[-+]?[\d.,:/ -]*\d[\d.,:/ TZ-]*%?")


@dataclass(frozen=True)
class Table:
    """A table of text; every row has at least one cell unless the line was empty.

    Attributes:
        header: one unique, non-empty name per column.
        rows: cells as written, surrounding blanks removed; blank lines stay, so that row numbers hold.
        encoding: the codec that fitted, such as ``utf-8``, or ``workbook``.
        delimiter: the character between cells.
        first_row: the spreadsheet row number of ``rows[0]``; 2 unless lines stand above the header.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    encoding: str
    delimiter: str
    first_row: int = 2

    def column(self, name: str) -> int:
        """The position of a column.

        Raises:
            Invalid: the table has no such column.
        """
        if name not in self.header:
            raise Invalid(f"The file has no column “{name}”. Choose one of: {', '.join(self.header)}.", field=name)
        return self.header.index(name)


def read_table(data: bytes, filename: str) -> Table:
    r"""Read CSV, TSV or semicolon-separated bytes, with or without a byte order mark, or an Excel or ODS workbook.

    >>> table = read_table(b"date;likes\n2026-01-05;12\n", "posts.csv")
    >>> table.header, table.rows, table.delimiter, table.first_row
    (('date', 'likes'), (('2026-01-05', '12'),), ';', 2)

    Raises:
        Invalid: no table can be read; the message says why and what to do (see ``encoding.decode`` as well).
    """
    if is_workbook(data):
        sheets = [_table(records, filename, WORKBOOK, "\t") for records in read_sheets(data, filename)]
        return max(sheets, key=_looks_like_posts)
    text, encoding = decode(data, filename)
    delimiter = _delimiter(text)
    return _table(_records(text, delimiter), filename, encoding, delimiter)


def _looks_like_posts(table: Table) -> tuple[int, int]:
    """Of a workbook's sheets, that is read whose header tells most of a post; then the longest."""
    return len(guess_mapping(table.header).fields), len(table.rows)


def _table(records: list[tuple[str, ...]], filename: str, encoding: str, delimiter: str) -> Table:
    while records and not any(records[-1]):
        records.pop()
    at = _header_at(records)
    header = _header(records[at], filename)
    rows = tuple(records[at + 1 :])
    if not rows:
        raise Invalid(f"“{filename}” has a header but no rows. Export a period with posts.", field="file")
    return Table(header, rows, encoding, delimiter, first_row=at + 2)


def _records(text: str, delimiter: str) -> list[tuple[str, ...]]:
    try:
        return list(_parsed(text, delimiter, strict=True))
    except csv.Error as problem:
        if "unexpected end of data" in str(problem):
            raise Invalid(
                "A quotation mark is opened and never closed, so the rest of the file reads as one cell. "
                "The file may be cut off: export it again.",
                field="file",
            ) from problem
    try:
        return list(_parsed(text, delimiter, strict=False))
    except csv.Error as problem:
        raise Invalid(
            f"The file cannot be read as a table ({problem}). Save it as CSV again.", field="file"
        ) from problem


def _parsed(text: str, delimiter: str, *, strict: bool) -> Iterator[tuple[str, ...]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    for record in reader:
        yield tuple([cell.strip() for cell in record])


def _delimiter(text: str) -> str:
    """The separator that gives the most columns on the most rows; Excel's own ``sep=;`` line is believed."""
    if told := re.match(r"sep=(.)\r?\n", text):
        return told[1]
    sample = "".join(text[:200_000].splitlines(keepends=True)[: 4 * _LOOKED_AT])

    def weight(delimiter: str) -> tuple[int, int]:
        widths = [len(record) for record in _sampled(sample, delimiter)]
        common, rows = Counter(widths or [1]).most_common(1)[0]
        return (rows * (common > 1), common)

    best = max(DELIMITERS, key=weight)
    if weight(best)[0] == 0:
        raise Invalid(
            "Only one column was found. Save the table as CSV with commas, semicolons or tabs between the cells.",
            field="file",
        )
    return best


def _sampled(sample: str, delimiter: str) -> list[tuple[str, ...]]:
    records: list[tuple[str, ...]] = []
    try:
        for record in _parsed(sample, delimiter, strict=False):
            if any(record):
                records.append(record)
            if len(records) == _LOOKED_AT:
                break
    except csv.Error:
        return records  # the whole file is read next, and says what is wrong
    return records


def _header_at(records: Sequence[tuple[str, ...]]) -> int:
    """Some exports put a title or a note above the header: it is the first row about as wide as the table."""
    filled = [sum(map(bool, record)) for record in records[:_LOOKED_AT]]
    return next(at for at, cells in enumerate(filled) if cells * 2 > max(filled))


def _header(record: tuple[str, ...], filename: str) -> tuple[str, ...]:
    if any(_NUMBER_OR_DATE.fullmatch(cell) for cell in record):
        raise Invalid(
            f"“{filename}” has no header: its first row holds numbers or dates. "
            "Add a first row that names each column, such as date, likes, comments.",
            field="file",
        )
    names: list[str] = []
    for position, cell in enumerate(record, start=1):
        name = " ".join(cell.split()) or f"column {position}"
        taken = sum(other == name or other.startswith(f"{name} (") for other in names)
        names.append(f"{name} ({taken + 1})" if name in names else name)
    return tuple(names)
