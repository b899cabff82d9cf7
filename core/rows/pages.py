"""Long lists in pages: each begins after the last row of the one before, so that nothing is skipped or shown twice."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import col

T = TypeVar("T")
S = TypeVar("S")
MOST = 200
"""Rows of one page."""


@dataclass(frozen=True)
class Mark:
    """The last row of a page: its moment and its id."""

    at: datetime
    id: UUID


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some rows, the newest first; ``after`` is where the next page begins, None on the last one."""

    items: tuple[T, ...]
    after: Mark | None

    def of(self, made: Callable[[T], S]) -> "Page[S]":
        """The same page of something made from each row."""
        return Page(tuple(made(item) for item in self.items), self.after)


def older(at: Any, row_id: Any, mark: Mark | None) -> list[ColumnElement[bool]]:
    """The rows that come after ``mark`` in a list ordered by ``at`` and ``row_id``, both falling."""
    if mark is None:
        return []
    return [or_(col(at) < mark.at, and_(col(at) == mark.at, col(row_id) < mark.id))]


def cut(rows: Sequence[T], limit: int, mark: Callable[[T], Mark]) -> Page[T]:
    """A page of at most ``limit`` rows; one more than that has to be given where there are more."""
    items = tuple(rows[:limit])
    return Page(items, mark(items[-1]) if len(rows) > limit and items else None)
