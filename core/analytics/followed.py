"""What is known of letters and texts that people got one by one: how many arrived, and who followed a link."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col

from core.keys import needs
from core.ports import ChannelTotals
from core.tables import CountedLink, Publication
from core.vocab import Permission, PublicationStatus
from core.workspace import Workspace


@dataclass(frozen=True)
class Followed:
    """Of a post's links that count: how many ``people`` followed one, each once, and how often ``machines`` looked."""

    people: int
    machines: int


@needs(Permission.READ)
def read_followed(ws: Workspace, post_id: UUID) -> Followed | None:
    """Who followed the links of a post; None where nobody counts, so that nothing is taken for nought."""
    mine = col(CountedLink.post_id) == post_id
    links, machines = ws.rows.columns(
        func.count(), func.coalesce(func.sum(col(CountedLink.machines)), 0), where=[mine]
    )[0]
    if not links:
        return None
    people = ws.rows.columns(
        func.count(func.distinct(col(CountedLink.publication_id))), where=[mine, col(CountedLink.clicks) > 0]
    )[0][0]
    return Followed(int(people), int(machines))


def totals_of_copies(ws: Workspace, post_id: UUID) -> ChannelTotals | None:
    """A post's totals as its own links count them: ``views`` are copies that were taken and did not come back."""
    told = read_followed(ws, post_id)
    if told is None:
        return None
    arrived = ws.rows.count(
        Publication,
        col(Publication.post_id) == post_id,
        col(Publication.contact_id).is_not(None),
        col(Publication.status) == PublicationStatus.PUBLISHED,
        col(Publication.bounced_at).is_(None),
    )
    return ChannelTotals(views=max(arrived, told.people), clicks=told.people)
