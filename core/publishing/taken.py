"""Claimed posts taken in hand: said to be going out, or missed where nobody was there in time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col

from core import outbox
from core.channels.lifecycle import moved
from core.channels.scheduling import GRACE, late
from core.keys import needs
from core.outbox import Errand, Waits
from core.rows import Rows
from core.system import Claim
from core.tables import Attempt, Post, Publication
from core.vocab import Permission, PostStatus, PublicationStatus
from core.workspace import Workspace


@dataclass(frozen=True)
class Taken:
    """A publication that is ours to send, with the post that it is of."""

    claim: Claim
    publication: Publication
    post: Post


def take(ws: Workspace, claims: Sequence[Claim], now: datetime) -> list[Taken]:
    """Say of every claimed post that it is going out, in one transaction; those that are to be sent now.

    Left out is what somebody else holds by now, and what is missed: overdue beyond the grace and never tried, so that
    no burst follows a sleep. A person's copy of a post leaves after it, and changes nothing about it.

    Raises:
        FenceLost: somebody else moved one of the posts on at this very moment; nothing was written.
    """
    ids = [claim.publication_id for claim in claims]
    with ws.writing() as rows:
        held = {one.id: one for one in rows.find(Publication, col(Publication.id).in_(ids))}
        posts = {one.id: one for one in rows.find(Post, col(Post.id).in_([one.post_id for one in held.values()]))}
        mine = [
            Taken(claim, one, posts[one.post_id])
            for claim in claims
            if (one := held.get(claim.publication_id)) is not None and _holds(claim, one) and one.post_id in posts
        ]
        late_ones = [one for one in mine if _is_missed(rows, one.publication, now)]
        for missed in late_ones:
            _miss(rows, missed, now)
        leaving = [one for one in mine if one not in late_ones]
        _say_so(rows, leaving)
    return leaving


@needs(Permission.CLOCK)
def put_down(ws: Workspace, errands: Sequence[Errand]) -> None:
    """Let go of posts that were not tried: they are scheduled again, and may be moved."""
    with ws.writing() as rows:
        going, back = PostStatus.PUBLISHING, moved(PostStatus.PUBLISHING, PostStatus.SCHEDULED)
        new = outbox.put_down(ws, errands)
        rows.change_each(Post, [({"id": one.subject, "status": going}, {"status": back}) for one in new])


@needs(Permission.CLOCK)
def wait_for_room(ws: Workspace, waits: Sequence[Waits]) -> None:
    """Let go of posts that would be one call too many for their account: they say why, and go when there is room."""
    with ws.writing() as rows:
        going, back = PostStatus.PUBLISHING, moved(PostStatus.PUBLISHING, PostStatus.SCHEDULED)
        why = {one.errand.claim.publication_id: one.why for one in waits}
        new = [(one.subject, why[one.claim.publication_id]) for one in outbox.postpone(ws, waits)]
        steps = [({"id": post, "status": going}, {"status": back, "status_reason": said}) for post, said in new]
        rows.change_each(Post, steps)


def _holds(claim: Claim, publication: Publication) -> bool:
    return publication.fence == claim.fence and publication.status is PublicationStatus.PUBLISHING


def _say_so(rows: Rows, leaving: Sequence[Taken]) -> None:
    """Move the posts on by what they were when they were read."""
    steps = [
        ({"id": one.post.id, "status": one.post.status}, {"status": moved(one.post.status, PostStatus.PUBLISHING)})
        for one in leaving
        if one.publication.contact_id is None and one.post.status is not PostStatus.PUBLISHING
    ]
    if rows.change_each(Post, steps) < len(steps):
        raise outbox.FenceLost


def _is_missed(rows: Rows, publication: Publication, now: datetime) -> bool:
    if publication.contact_id is not None or not late(publication.due_at, now, GRACE):
        return False
    return not rows.count(Attempt, col(Attempt.publication_id) == publication.id)


def _miss(rows: Rows, taken: Taken, now: datetime) -> None:
    claim, publication, post = taken.claim, taken.publication, taken.post
    mine = (
        col(Publication.id) == claim.publication_id,
        col(Publication.fence) == claim.fence,
        col(Publication.status) == PublicationStatus.PUBLISHING,
    )
    if not rows.change(Publication, *mine, status=PublicationStatus.MISSED):
        raise outbox.FenceLost
    if post.status is PostStatus.PUBLISHING:  # whoever claimed it before stopped ahead of the first try
        post.status = moved(post.status, PostStatus.SCHEDULED)
    post.status = moved(post.status, PostStatus.MISSED)
    hours = (now - publication.due_at).total_seconds() / 3600
    post.status_reason = f"Nobody was there to send it for {hours:.0f} hours. Choose another moment."
