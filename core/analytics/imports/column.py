"""One column, read: a value or None for each cell, and what was wrong or had to be decided."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Value_co = TypeVar("Value_co", covariant=True)

_NOTHING = frozenset({"", "-", "\u2013", "\u2014", "na", "n/a", "nan", "null", "none", "#n/a", "not available"})


@dataclass(frozen=True)
class Column(Generic[Value_co]):
    """A column of values.

    Attributes:
        values: one for each cell; None where the cell says nothing or is wrong.
        problems: position of a wrong cell → what is wrong and what to write instead.
        notes: what was decided for the whole column, in words for a person.
    """

    values: tuple[Value_co | None, ...]
    problems: dict[int, str]
    notes: tuple[str, ...] = ()


def says_nothing(cell: str) -> bool:
    """Whether a cell means “not known”: which is None to us, and never 0.

    >>> [says_nothing(cell) for cell in ("", "N/A", "0")]
    [True, True, False]
    """
    return cell.lower() in _NOTHING
