"""A few posters that a demo business uses again and again."""

from core.content.illustrate import drawn
from core.tables.values import MediaItem
from core.workspace import Workspace


def posters(ws: Workspace) -> list[MediaItem]:
    """Draw one poster for each of the first offers; drawing is the slowest part of seeding, so there are two."""
    return [
        drawn(ws, "instagram", offer.name, f"A poster in the brand's colours that reads “{offer.name}”.")
        for offer in ws.profile.offers[:2]
    ]
