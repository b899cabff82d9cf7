"""Giving a post another moment in the plan, whether it stands on the calendar already or not."""

from datetime import datetime
from uuid import UUID

from core.channels.lifecycle import WORDS
from core.channels.scheduling import refuse_moment
from core.errors import Conflict
from core.keys import needs
from core.publishing.schedule import schedule_post
from core.tables import Post
from core.vocab import Permission, PostStatus
from core.workspace import Workspace

WAITING = frozenset({PostStatus.DRAFT, PostStatus.PENDING_APPROVAL, PostStatus.CHANGES_REQUESTED, PostStatus.APPROVED})


@needs(Permission.PLAN)
def replan_post(ws: Workspace, post_id: UUID, at: datetime, *, planned_at: datetime | None = None) -> Post:
    """Plan a post for another moment; one that is scheduled goes out then.

    ``planned_at`` is what the plan says, where it goes out at another moment than planned.

    Raises:
        Invalid: the moment has passed or is a quiet hour, or the post may not be scheduled (as ``schedule_post``).
        Conflict: it is going out, has gone out, was cancelled, or is on hold.
    """
    with ws.writing() as rows:
        post = rows.lock(Post, post_id)
        moment = refuse_moment(at, now=ws.now, name=post.channel, zone=ws.zone)
        if post.status is PostStatus.SCHEDULED:
            schedule_post(ws, post_id, moment)
        elif post.status not in WAITING:
            raise Conflict(f"This post is {WORDS[post.status]}, so it keeps its moment.")
        post.planned_at = planned_at or moment
        ws.audit("replan_post", post.title, moment.isoformat())
        rows.flush()
        return post
