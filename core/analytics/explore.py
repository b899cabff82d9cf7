"""What there is to look at: from when to when, every post of a period, and campaigns side by side."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col

from core.analytics.figures import Figures, figures
from core.analytics.period import Period
from core.keys import needs
from core.tables import Campaign, Post
from core.vocab import Permission
from core.workspace import Workspace


@dataclass(frozen=True)
class Extent:
    """Published posts of one kind: how many, and the moments of the oldest and the newest."""

    posts: int
    oldest: datetime
    newest: datetime

    @property
    def period(self) -> Period:
        """The UTC days from the first post to the last."""
        return Period(self.oldest.astimezone(UTC).date(), self.newest.astimezone(UTC).date())

    def __or__(self, other: "Extent") -> "Extent":
        """Both together."""
        return Extent(self.posts + other.posts, min(self.oldest, other.oldest), max(self.newest, other.newest))


@needs(Permission.READ)
def read_extents(ws: Workspace) -> dict[UUID | None, Extent]:
    """How far published posts reach, by the import they came with; None for the business's own."""
    at, batch = col(Post.published_at), col(Post.import_id)
    found = ws.rows.columns(batch, func.count(), func.min(at), func.max(at), where=[at.is_not(None)], group=[batch])
    return {import_id: Extent(posts, oldest, newest) for import_id, posts, oldest, newest in found}


@needs(Permission.READ)
def list_posts(ws: Workspace, period: Period, campaign_id: UUID | None = None) -> list[Figures]:
    """Every post published in a period with its totals so far, oldest first."""
    where = [col(Post.published_at) >= period.starts_at, col(Post.published_at) < period.ends_at]
    where += [] if campaign_id is None else [col(Post.campaign_id) == campaign_id]
    return figures(ws.rows, *where)


@needs(Permission.READ)
def compare_campaigns(ws: Workspace) -> list[Campaign]:
    """The campaigns that have a health score, best first."""
    scored = col(Campaign.health_score).is_not(None)
    return ws.rows.find(Campaign, scored, order=[col(Campaign.health_score).desc(), col(Campaign.name)])
