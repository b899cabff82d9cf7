"""Sending a post that the clock has claimed: one attempt, journalled, settled once."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import col

from core import outbox
from core.channels.lifecycle import moved
from core.channels.preflight import check, refuse_if_hard
from core.channels.scheduling import GRACE, late
from core.errors import Refusal
from core.keys import needs
from core.ports import AuthExpired, Outcome, Refused
from core.publishing.accounts import lock_out
from core.publishing.parcels import parcel
from core.publishing.split import place_of
from core.publishing.to_people import deliver_to_person, fan_out, goes_to_people
from core.publishing.together import set_off
from core.rows.drafts import draft_of, sender_of
from core.system import Claim
from core.tables import Attempt, Post, Publication
from core.vocab import Permission, PostStatus, PublicationStatus
from core.workspace import Workspace
from core.world.traits import PostTraits


@needs(Permission.CLOCK)
def publish_claimed(ws: Workspace, claim: Claim) -> PostStatus | None:
    """Send one claimed post and settle what came of it; its new status, or None when the claim was lost."""
    publication = ws.rows.seek(Publication, claim.publication_id)
    if publication is None or publication.post_id is None or publication.fence != claim.fence:
        return None
    if publication.contact_id is not None:
        deliver_to_person(ws, claim, publication)
        return None
    if _is_missed(ws, publication):
        return _miss(ws, claim, publication)
    post = _take(ws, claim, publication.post_id)
    if post is None:
        return None
    try:
        refuse_if_hard(check(draft_of(ws.rows, post), sender_of(ws.profile)))
        set_off(ws, post)
        if goes_to_people(ws, post.channel):
            return _to_people(ws, claim, post, publication)
        outcome = outbox.deliver(ws, claim, lambda: parcel(ws, post, publication, traits=_traits(ws, post).to_json()))
    except Refusal as refusal:
        outcome = Refused(refusal.message)
    return None if outcome is None else _settle(ws, claim, post, outcome)


def _to_people(ws: Workspace, claim: Claim, post: Post, publication: Publication) -> PostStatus | None:
    """Queue a copy for every person, and say that the post went out, in one transaction."""
    with ws.writing():
        return _settle(ws, claim, post, fan_out(ws, post, publication))


def _traits(ws: Workspace, post: Post) -> PostTraits:
    local, place = ws.now.astimezone(ws.zone), place_of(ws, post)
    recent = ws.rows.count(
        Post,
        col(Post.channel) == post.channel,
        col(Post.published_at) > ws.now - timedelta(days=7),
        col(Post.id).not_in([post.id, *([place.trial.post_a] if place else [])]),
    )
    audience = {reach.channel: reach.size for reach in ws.profile.audience}
    return PostTraits(
        channel=post.channel,
        type=post.type,
        hour=local.hour,
        weekday=local.weekday(),
        text_length=len(post.caption),
        hashtags=len(post.hashtags),
        followers=audience.get(post.channel, 0) * (place.percent if place else 100) // 100,
        recent_posts=recent,
        paid=post.paid,
        twin=str(place.trial.id) if place else "",
    )


def _is_missed(ws: Workspace, publication: Publication) -> bool:
    """Overdue beyond the grace and never tried: it asks a person, so that no burst follows a sleep."""
    tried = ws.rows.count(Attempt, col(Attempt.publication_id) == publication.id)
    return not tried and late(publication.due_at, ws.now, GRACE)


def _miss(ws: Workspace, claim: Claim, publication: Publication) -> PostStatus | None:
    assert publication.post_id is not None
    with ws.writing() as rows:
        if not rows.change(Publication, *_mine(claim), status=PublicationStatus.MISSED):
            return None
        post = rows.get(Post, publication.post_id)
        if post.status is PostStatus.PUBLISHING:  # whoever claimed it before stopped ahead of the first try
            post.status = moved(post.status, PostStatus.SCHEDULED)
        post.status = moved(post.status, PostStatus.MISSED)
        hours = (ws.now - publication.due_at).total_seconds() / 3600
        post.status_reason = f"Nobody was there to send it for {hours:.0f} hours. Choose another moment."
        return post.status


def _take(ws: Workspace, claim: Claim, post_id: UUID) -> Post | None:
    """Say that the post is going out; None when the claim was lost meanwhile."""
    with ws.writing() as rows:
        if not rows.count(Publication, *_mine(claim)):
            return None
        post = rows.get(Post, post_id)
        if post.status is not PostStatus.PUBLISHING:
            post.status = moved(post.status, PostStatus.PUBLISHING)
    return post


def _mine(claim: Claim) -> tuple[ColumnElement[bool], ...]:
    return (
        col(Publication.id) == claim.publication_id,
        col(Publication.fence) == claim.fence,
        col(Publication.status) == PublicationStatus.PUBLISHING,
    )


def _settle(ws: Workspace, claim: Claim, post: Post, outcome: Outcome) -> PostStatus | None:
    with ws.writing() as rows:
        settled = outbox.settle(ws, claim, outcome)
        if settled is None:
            return None
        now_post = rows.get(Post, post.id)
        if settled.status is not PublicationStatus.PUBLISHING:  # it may have arrived, and is asked after again
            now_post.status = moved(now_post.status, PostStatus(settled.status))
        now_post.status_reason = settled.reason
        if settled.status is PublicationStatus.PUBLISHED:
            now_post.published_at = settled.published_at
            now_post.origin = ws.channel(post.channel).origin
        if isinstance(outcome, AuthExpired):
            lock_out(ws, post.channel, outcome.reason)
        return now_post.status
