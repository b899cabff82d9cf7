"""Putting a whole list of posts on the calendar; one that is refused does not hold up the others."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from core.keys import needs
from core.publishing.schedule import schedule_post
from core.rows.each import Many, each
from core.vocab import Permission
from core.workspace import Workspace


@needs(Permission.PUBLISH)
def schedule_posts(ws: Workspace, moments: Mapping[UUID, datetime]) -> Many:
    """Schedule each post for its moment, the soonest first; every post stands or falls by itself."""
    soonest_first = sorted(moments, key=moments.__getitem__)
    return each(ws.rows, soonest_first, lambda post_id: schedule_post(ws, post_id, moments[post_id]))
