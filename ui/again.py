"""A word after scheduling, where a post says what another one says."""

from collections.abc import Collection
from uuid import UUID

from core import content
from core.workspace import Workspace
from ui.safe import short

NAMED = 3


def again(ws: Workspace, ids: Collection[UUID]) -> str:
    """The names of those posts that say nearly the same as another, as a sentence; empty where none does."""
    titles = content.saying_again(ws, ids)
    if not titles:
        return ""
    return f" {named(titles)} {'says' if len(titles) == 1 else 'say'} nearly the same as another post."


def named(titles: Collection[str]) -> str:
    """A few names, and how many more.

    >>> named(["A", "B", "C", "D", "E"])
    '“A”, “B”, “C” and 2 more'
    """
    told = [f"“{short(title, 50) or 'A post'}”" for title in list(titles)[:NAMED]]
    rest = len(titles) - len(told)
    return ", ".join(told) + (f" and {rest} more" if rest else "")
