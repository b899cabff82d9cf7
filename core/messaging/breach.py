"""How many answers are late, or soon will be: a count for every screen, without the texts."""

from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import col

from core.keys import needs
from core.messaging.due import OPEN, due_at, hours_of, waiting_since
from core.messaging.waits import lines_of
from core.tables import Conversation
from core.vocab import Permission
from core.workspace import Workspace

SOON = timedelta(minutes=60)
MOST = 300
"""Conversations looked at, who has waited longest first."""


@dataclass(frozen=True)
class Breaches:
    """Answers past the promised time, and those that will be within the hour."""

    overdue: int
    soon: int


@needs(Permission.READ)
def count_breaches(ws: Workspace) -> Breaches:
    """Count the customers who have waited longer than was promised, and those who are about to."""
    is_open = col(Conversation.status).in_(OPEN)
    found = ws.rows.find(Conversation, is_open, order=[col(Conversation.last_inbound_at)], limit=MOST)
    if not found:
        return Breaches(0, 0)
    lines = lines_of(ws, found)
    target, hours = timedelta(minutes=ws.profile.response_target_minutes), hours_of(ws.profile, ws.business.zone)
    since = (waiting_since(one, lines[one.id]) for one in found)
    left = [due_at(at, target, hours) - ws.now for at in since if at is not None]
    late = sum(one < timedelta(0) for one in left)
    return Breaches(late, sum(one <= SOON for one in left) - late)
