"""Pages by cursor, and JSON made of plain values."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, TypeVar
from uuid import UUID

import orjson
from fastapi import Depends, Query
from fastapi.responses import Response

from api.shapes.base import MOST, Page
from core import content
from core.errors import Invalid

T = TypeVar("T")
S = TypeVar("S")
USUAL = 50


@dataclass(frozen=True)
class Window:
    """Which part of a list is wanted."""

    after: content.Mark | None
    limit: int


async def window(
    cursor: Annotated[str | None, Query(max_length=200, description="next_cursor of the page before.")] = None,
    limit: Annotated[int, Query(ge=1, le=MOST)] = USUAL,
) -> Window:
    """The page that a request asks for.

    Raises:
        Invalid: the cursor is not one of ours.
    """
    return Window(None if cursor is None else mark_of(cursor), limit)


Wanted = Annotated[Window, Depends(window)]


def cursor_of(mark: content.Mark | None) -> str | None:
    """A mark as text that says nothing to anybody else."""
    return None if mark is None else urlsafe_b64encode(f"{mark.at.isoformat()} {mark.id}".encode()).decode()


def mark_of(cursor: str) -> content.Mark:
    """The mark that a cursor stands for.

    Raises:
        Invalid: it stands for none.

    >>> from datetime import UTC
    >>> mark = content.Mark(datetime(2026, 3, 2, 9, tzinfo=UTC), UUID(int=1))
    >>> mark_of(cursor_of(mark)) == mark
    True
    """
    try:
        at, _, row_id = urlsafe_b64decode(cursor.encode()).decode().rpartition(" ")
        mark = content.Mark(datetime.fromisoformat(at), UUID(row_id))
    except ValueError:
        mark = None
    if mark is None or mark.at.tzinfo is None:
        raise Invalid("Send a next_cursor as this API gave it, or none for the first page.", field="cursor")
    return mark


def page(found: content.Page[T], shown: Callable[[T], S]) -> Page[S]:
    """A page of the core under the API's names."""
    return Page(items=[shown(item) for item in found.items], next_cursor=cursor_of(found.after))


def as_json(told: Any) -> Response:
    """Plain values as JSON without a shape in between."""
    return Response(orjson.dumps(told), media_type="application/json")
