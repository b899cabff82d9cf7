"""A table on its way to becoming posts: the rows still in question, and what was found out about them so far."""

from collections.abc import Sequence
from typing import TypeVar

from core.analytics.imports.column import Column
from core.analytics.imports.mapping import COUNTS, Field, Mapping
from core.analytics.imports.result import RowError
from core.analytics.imports.table import Table

Value = TypeVar("Value")


class Reading:
    """The rows of a table that have the right shape, with every problem met while their columns are read.

    Attributes:
        rows: cells of the rows in question, padded to the header's width; ``numbers`` are their row numbers.
        columns: our field → position of its column.
        bad: positions in ``rows`` that will give no post.
    """

    def __init__(self, table: Table, mapping: Mapping) -> None:
        self.mapping = mapping
        self.columns = {field: table.column(name) for field, name in mapping.fields.items()}
        self.errors: list[RowError] = []
        self.notes: list[str] = []
        self.numbers: list[int] = []
        self.rows: list[tuple[str, ...]] = []
        self.bad: set[int] = set()
        width = len(table.header)
        needed = 1 + max(self.columns[field] for field in COUNTS if field in self.columns)
        for number, row in enumerate(table.rows, start=table.first_row):
            if problem := _shape(row, width, needed):
                self.errors.append(RowError(number, "", _shown(table.delimiter.join(row)), problem))
            else:
                self.numbers.append(number)
                self.rows.append((row + ("",) * (width - len(row)))[:width])

    def cells(self, field: Field) -> list[str] | None:
        """The mapped column's cells; None when nothing is mapped."""
        if (at := self.columns.get(field)) is None:
            return None
        return [row[at] for row in self.rows]

    def keep(self, field: Field, column: Column[Value]) -> tuple[Value | None, ...]:
        """Note a column's problems and decisions, and hand on its values."""
        self.notes += column.notes
        name, at = self.mapping.fields.get(field, ""), self.columns.get(field)
        for position, message in column.problems.items():
            value = "" if at is None else self.rows[position][at]
            self.errors.append(RowError(self.numbers[position], name, _shown(value), message))
            self.bad.add(position)
        return column.values


def _shown(value: str) -> str:
    return value if len(value) <= 80 else f"{value[:79]}…"


def _shape(row: Sequence[str], width: int, needed: int) -> str | None:
    """What is wrong with a row as a whole.

    A row may lack empty cells at its end (Excel leaves them out), but not the cell of a count: the line could have
    been cut inside a number.
    """
    if not any(row):
        return "The row is empty. Remove it, or fill it in."
    if any(row[width:]):
        return (
            f"The row has {len(row)} cells and the header {width}. A text with the separator in it "
            "needs quotation marks around it."
        )
    if len(row) < needed:
        return f"The row has {len(row)} cells and the header {width}: the line seems cut off. Add the missing cells."
    return None
