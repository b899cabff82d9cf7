"""Putting a post on the calendar, moving it, taking it off, and saying what became of an unconfirmed one."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import col

from core import outbox
from core.channels.lifecycle import moved
from core.channels.preflight import check, refuse_if_hard
from core.channels.scheduling import refuse_moment
from core.errors import Conflict
from core.keys import needs
from core.publishing.hindrances import paused_campaign, refuse, unapproved, unconfirmed, unconnected
from core.publishing.split import refuse_apart
from core.rows.drafts import draft_of, sender_of
from core.tables import Post, Publication
from core.vocab import Permission, PostStatus, PublicationKind, PublicationStatus
from core.workspace import Workspace

GOING_OUT = "It is going out right now. Wait a moment and look again."


@needs(Permission.PUBLISH)
def schedule_post(ws: Workspace, post_id: UUID, at: datetime) -> Post:
    """Put a post on the calendar, or move it to another moment.

    Args:
        ws: the business's world.
        post_id: a draft, an approved, scheduled, missed, failed or cancelled-and-reopened post.
        at: the moment, aware; in the recipients' waking hours for e-mail and SMS.

    Raises:
        Invalid: the moment has passed or is a quiet hour, the post breaks a rule, its campaign is paused, or its
            channel needs an account that is not connected.
        Conflict: it is going out, gone or perhaps gone, waits for approval, or is a version that waits for another.
    """
    with ws.writing() as rows:
        post = rows.lock(Post, post_id)
        moment = check_schedule(ws, post, at)
        queue_post(ws, post, moment)
        ws.audit("schedule_post", post.title, moment.isoformat())
    return post


@needs(Permission.PUBLISH)
def check_schedule(ws: Workspace, post: Post, at: datetime) -> datetime:
    """The moment in UTC at which ``schedule_post`` would let a post go out; nothing is written.

    Raises:
        Invalid, Conflict: as ``schedule_post``.
    """
    refuse(unconfirmed(post))
    refuse(unapproved(ws, post))
    refuse_unfit(ws, post)
    refuse_apart(ws, post)
    return refuse_moment(at, now=ws.now, name=post.channel, zone=ws.zone)


def refuse_unfit(ws: Workspace, post: Post) -> None:
    """Let no post out that breaks a rule, whose campaign is paused, or whose channel has no account.

    Raises:
        Invalid: one of these.
    """
    refuse(unconnected(ws, post))
    refuse(paused_campaign(ws, post))
    refuse_if_hard(check(draft_of(ws.rows, post), sender_of(ws.profile)))


@needs(Permission.PUBLISH)
def publish_now(ws: Workspace, post_id: UUID) -> Post:
    """Send a post with the clock's next tick; quiet hours still hold for e-mail and SMS.

    Raises:
        Invalid, Conflict: as ``schedule_post``.
    """
    return schedule_post(ws, post_id, ws.now + timedelta(seconds=1))


@needs(Permission.PUBLISH)
def cancel_post(ws: Workspace, post_id: UUID) -> Post:
    """Take a post off the calendar for good; it can be reopened as a draft.

    Raises:
        Conflict: it is going out or gone.
    """
    return _take_off(ws, post_id, PostStatus.CANCELLED)


@needs(Permission.PUBLISH)
def reopen_post(ws: Workspace, post_id: UUID) -> Post:
    """Make a post a draft again; a scheduled one leaves the calendar and waits in the tray.

    Raises:
        Conflict: it is going out or gone.
    """
    return _take_off(ws, post_id, PostStatus.DRAFT)


@needs(Permission.PUBLISH)
def settle_unconfirmed(ws: Workspace, post_id: UUID, *, is_there: bool) -> Post:
    """Say what a person saw on the channel: the post is there, or it is not and may be sent again.

    Raises:
        Conflict: the post is not unconfirmed.
    """
    with ws.writing() as rows:
        post = rows.lock(Post, post_id)
        if post.status is not PostStatus.UNCONFIRMED:
            raise Conflict("Only an unconfirmed post needs this answer. Look at the post again.")
        post.status = moved(post.status, PostStatus.PUBLISHED if is_there else PostStatus.FAILED)
        post.published_at = post.scheduled_at if is_there else None
        post.status_reason = "" if is_there else "You looked, and it was not there. Schedule it again when you like."
        settled = PublicationStatus.PUBLISHED if is_there else PublicationStatus.FAILED
        mine = (col(Publication.post_id) == post_id, col(Publication.contact_id).is_(None))
        unsure = (*mine, col(Publication.status) == PublicationStatus.UNCONFIRMED)
        rows.change(Publication, *unsure, status=settled, published_at=post.published_at)
        ws.audit("settle_unconfirmed", post.title, "there" if is_there else "not there")
    return post


def queue_post(ws: Workspace, post: Post, moment: datetime) -> None:
    """Replace whatever was queued for a post by one publication at ``moment``. Part of the open transaction."""
    _take_back(ws, post)
    if post.status in {PostStatus.CANCELLED, PostStatus.ON_HOLD}:
        post.status = moved(post.status, PostStatus.DRAFT)
    post.status = moved(post.status, PostStatus.SCHEDULED)
    post.scheduled_at, post.planned_at = moment, post.planned_at or moment
    post.status_reason, post.held_from = "", None
    outbox.enqueue(ws, kind=PublicationKind.POST, channel=post.channel, run_at=moment, post_id=post.id)


def _take_off(ws: Workspace, post_id: UUID, to: PostStatus) -> Post:
    with ws.writing() as rows:
        post = rows.lock(Post, post_id)
        _take_back(ws, post)
        post.status = moved(post.status, to)
        post.scheduled_at, post.held_from, post.status_reason = None, None, ""
        ws.audit("cancel_post" if to is PostStatus.CANCELLED else "reopen_post", post.title)
    return post


def _take_back(ws: Workspace, post: Post) -> None:
    """Empty the outbox of the post, or refuse when the clock was faster: in this order, no claim slips in between."""
    outbox.cancel(ws, post_id=post.id)
    # Between the claim and the first write of whoever claimed it, the post still reads "scheduled".
    if ws.rows.count(
        Publication,
        col(Publication.post_id) == post.id,
        col(Publication.status) == PublicationStatus.PUBLISHING,
    ):
        raise Conflict(GOING_OUT)
