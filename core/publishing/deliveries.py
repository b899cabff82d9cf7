"""What became of a post's copies for people: how many stand where, and why those that are not sent are not."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col

from core.analytics import Followed, read_followed
from core.keys import needs
from core.tables import Publication
from core.vocab import Permission, PublicationStatus
from core.workspace import Workspace


@dataclass(frozen=True)
class Because:
    """A reason that occurred, and how many copies it holds back or ended."""

    status: PublicationStatus
    why: str
    count: int


@dataclass(frozen=True)
class Deliveries:
    """A post's copies for people.

    Attributes:
        counts: how many stand where.
        reasons: what was said of those that are not sent, the most frequent first.
        next_at: when the next one that waits is due; None when none waits.
        came_back: how many of the failed ones had left, and were returned.
        followed: who followed a link in it; None where that is not counted.
    """

    counts: Mapping[PublicationStatus, int]
    reasons: tuple[Because, ...]
    next_at: datetime | None
    followed: Followed | None = None
    came_back: int = 0

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@needs(Permission.READ)
def read_deliveries(ws: Workspace, post_id: UUID) -> Deliveries:
    """How a post's copies for people stand; none for a post that was not sent to people."""
    found = ws.rows.columns(
        Publication.status,
        Publication.reason,
        func.count(),
        func.min(Publication.run_at),
        func.count(col(Publication.bounced_at)),
        where=[col(Publication.post_id) == post_id, col(Publication.contact_id).is_not(None)],
        group=[col(Publication.status), col(Publication.reason)],
    )
    counts = Counter[PublicationStatus]()
    for status, _, count, *_ in found:
        counts[status] += count
    reasons = [Because(status, why, count) for status, why, count, *_ in found if why]
    waiting = [at for status, _, _, at, _ in found if status is PublicationStatus.SCHEDULED]
    reasons.sort(key=lambda one: (-one.count, one.status, one.why))
    followed = read_followed(ws, post_id) if counts else None
    came_back = sum(returned for *_, returned in found)
    return Deliveries(counts, tuple(reasons), min(waiting, default=None), followed, came_back)
