"""Everything that was to leave, in pages: what was sent, when, and what came of it."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlmodel import col

from core.keys import needs
from core.rows.pages import MOST, Mark, Page, cut, older
from core.tables import Publication
from core.vocab import Channel, Permission, PublicationKind, PublicationStatus
from core.workspace import Workspace


class PublicationRow(NamedTuple):
    """One thing to send once: a post, one person's copy of it, or a reply."""

    id: UUID
    kind: PublicationKind
    post_id: UUID | None
    message_id: UUID | None
    channel: Channel
    status: PublicationStatus
    due_at: datetime
    attempts: int
    external_id: str | None
    published_at: datetime | None
    reason: str
    created_at: datetime


@needs(Permission.READ)
def page_publications(
    ws: Workspace,
    *,
    status: PublicationStatus | None = None,
    post_id: UUID | None = None,
    after: Mark | None = None,
    limit: int = MOST,
) -> Page[PublicationRow]:
    """What fits, the newest first."""
    row = Publication
    chosen = {col(row.status): status, col(row.post_id): post_id}
    found = ws.rows.columns(
        *(col(getattr(row, name)) for name in PublicationRow._fields),
        where=[
            *(column == value for column, value in chosen.items() if value is not None),
            *older(row.created_at, row.id, after),
        ],
        order=[col(row.created_at).desc(), col(row.id).desc()],
        limit=limit + 1,
    )
    return cut([PublicationRow(*one) for one in found], limit, lambda one: Mark(one.created_at, one.id))
