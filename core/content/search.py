"""Finding posts by what they say in other words: the half of a search that no look-up of words can do."""

from collections.abc import Mapping
from uuid import UUID

import numpy as np

from core.content.past import past_posts
from core.content.similar import RELATED
from core.workspace import Workspace

MOST = 12
"""Posts that are told beside those with the very words."""


def by_meaning(ws: Workspace, search: str) -> Mapping[UUID, int]:
    """The posts that are about what somebody looks for, the nearest first, each with its likeness (0 to 100).

    By the offline vectors: nobody is asked while a screen is drawn. Cancelled posts are not looked at.
    """
    past = [one for one in past_posts(ws) if one.said]
    if not past or not search.strip():
        return {}
    rows = ws.embedding.embed([search, *(one.said for one in past)], stay_here=True).rows
    alike = np.clip(rows[1:] @ rows[0], 0, 1)
    places = [int(place) for place in np.argsort(-alike, kind="stable")[:MOST] if alike[place] >= RELATED]
    return {past[place].id: round(100 * float(alike[place])) for place in places}
