"""One deed with each of many rows: every row stands or falls by itself, and what was left out says why."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col

from core.errors import Refusal
from core.rows.rows import Rows
from core.tables import Post


@dataclass(frozen=True)
class LeftOut:
    """A post that stayed as it was, and why."""

    id: UUID
    title: str
    why: str


@dataclass(frozen=True)
class Many:
    """What became of a list of posts, in the order in which they were chosen."""

    done: tuple[UUID, ...]
    refused: tuple[LeftOut, ...]


def each(rows: Rows, ids: Iterable[UUID], deed: Callable[[UUID], object]) -> Many:
    """Do a deed with each post; one that refuses does not hold up the others.

    The deed opens a write transaction of its own, so that a refusal takes back what it began.
    """
    wanted = tuple(dict.fromkeys(ids))
    titles = dict(map(tuple, rows.columns(col(Post.id), col(Post.title), where=[col(Post.id).in_(wanted)])))
    done: list[UUID] = []
    refused: list[LeftOut] = []
    for post_id in wanted:
        try:
            deed(post_id)
        except Refusal as refusal:
            refused.append(LeftOut(post_id, titles.get(post_id, ""), refusal.message))
        else:
            done.append(post_id)
    return Many(tuple(done), tuple(refused))
