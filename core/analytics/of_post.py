"""What one post did: its totals so far, and day by day."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import col

from core.analytics.figures import Figures, counted, figures, sums
from core.errors import NotFound
from core.keys import needs
from core.tables import MetricDaily, Post
from core.vocab import Permission
from core.workspace import Workspace


@dataclass(frozen=True)
class PostNumbers:
    """One post's figures, and what it gained on each UTC day on which anything happened."""

    figures: Figures
    days: tuple[tuple[date, dict[str, int]], ...]


@needs(Permission.READ)
def read_post_numbers(ws: Workspace, post_id: UUID) -> PostNumbers:
    """One post's numbers.

    Raises:
        NotFound: this business has no such post.
    """
    found = figures(ws.rows, col(Post.id) == post_id)
    if not found:
        raise NotFound("There is no such post here. It may have been deleted.")
    day = col(MetricDaily.day)
    gained = ws.rows.columns(day, *sums(), where=[col(MetricDaily.post_id) == post_id], group=[day], order=[day])
    return PostNumbers(found[0], tuple((day, counted(values)) for day, *values in gained))
