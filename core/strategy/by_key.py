"""Making proposed changes that somebody names by their keys, as programs do."""

from collections.abc import Sequence
from uuid import UUID

from core.errors import Conflict
from core.keys import needs
from core.strategy.changes import Improvement
from core.strategy.improve import apply_changes
from core.strategy.optimise import propose_changes
from core.vocab import Permission
from core.workspace import Workspace


@needs(Permission.PLAN)
def optimise_campaign(ws: Workspace, campaign_id: UUID, keys: Sequence[str] = ()) -> tuple[Improvement, int]:
    """Look for changes to a campaign, and make those that are named; what was found, and how many were made.

    Raises:
        Conflict: a named change is not proposed any more, or as ``apply_changes``; nothing is changed.
    """
    found = propose_changes(ws, campaign_id)
    chosen = [change for change in found.changes if change.key in keys]
    if len(chosen) < len(set(keys)):
        words = "Not every change that you named is still proposed, so nothing was changed. Look for changes again."
        raise Conflict(words, field="apply")
    return found, len(apply_changes(ws, campaign_id, chosen).made) if chosen else 0
