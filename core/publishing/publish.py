"""Sending the posts that the clock has claimed: made ready together, tried once each, settled together."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlmodel import col

from core import outbox, webhooks
from core.audience import goes_to_people
from core.channels.lifecycle import moved
from core.channels.preflight import check, refuse_if_hard
from core.errors import Conflict, Refusal
from core.keys import needs
from core.outbox import Ended, Errand, FenceLost, Verdict
from core.ports import AuthExpired, Outcome, Refused
from core.publishing.accounts import lock_out
from core.publishing.pace import Pace
from core.publishing.parcels import parcel
from core.publishing.split import place_of
from core.publishing.taken import Taken, take
from core.publishing.to_people import fan_out, prepare_copy
from core.publishing.together import set_off
from core.rows.drafts import draft_of, sender_of
from core.system import Claim
from core.tables import AuditEntry, Post, Publication
from core.vocab import HookEvent, Origin, Permission, PostStatus, PublicationStatus
from core.workspace import Workspace
from core.world.traits import PostTraits


@needs(Permission.CLOCK)
def prepare_posts(ws: Workspace, claims: Sequence[Claim]) -> list[Errand]:
    """Make claimed posts ready for the wire; what needs none, or may not go out, is settled here.

    Raises:
        FenceLost: somebody else moved one of them on at this very moment. Each can still be prepared alone.
    """
    clock = ws.clock()
    ready, pace = [], Pace(ws, {claim.publication_id for claim in claims}, clock())
    for taken in take(ws, claims, clock()):
        if taken.publication.contact_id is not None:
            ready += prepare_copy(ws, taken.claim, taken.publication, taken.post, clock)
            continue
        try:
            refuse_if_hard(check(draft_of(ws.rows, taken.post), sender_of(ws.profile)))
            if wait := pace.hindrance(taken):
                _settle_alone(ws, taken, wait)
                continue
            set_off(ws, taken.post)
            if goes_to_people(ws, taken.post.channel):
                _to_people(ws, taken)
                continue
            channel = ws.channel(taken.post.channel)
            traits = _traits(ws, taken.post).to_json() if channel.origin is Origin.SIMULATED else None
            out = parcel(ws, taken.post, taken.publication, traits=traits)
        except Refusal as refusal:
            _settle_alone(ws, taken, Refused(refusal.message))
        else:
            attempts = taken.publication.attempts
            ready.append(Errand(taken.claim, taken.post.id, channel, out, clock, settle_posts, attempts))
    return ready


def settle_posts(ws: Workspace, window: Sequence[Ended]) -> None:
    """Write down what became of posts on the wire, in one transaction.

    Raises:
        FenceLost: somebody else holds one of them by now; nothing was written.
        Conflict: one of them is not going out any more, though its publication was; nothing was written.
    """
    with ws.writing() as rows:
        verdicts = outbox.settle_window(ws, window)
        ends = list(zip(window, verdicts, strict=True))
        for group in (True, False):
            steps = [_step(*one) for one in ends if (one[1].status is PublicationStatus.PUBLISHED) is group]
            if rows.change_each(Post, steps) < len(steps):
                raise Conflict("A post was moved on while it went out.")
        now, key = window[0].errand.clock(), ws.key
        who = {"at": now, "user_id": key.user_id, "actor": key.actor, "verb": "send_post"}
        rows.add_many(AuditEntry, [{**who, "id": uuid4(), **_told(*one)} for one in ends])
        _spread(ws, [_news(ended.errand.subject, ended.errand.parcel.channel, said) for ended, said in ends])
        for ended in window:
            if isinstance(ended.outcome, AuthExpired):
                lock_out(ws, ended.errand.parcel.channel, ended.outcome.reason)


@needs(Permission.CLOCK)
def publish_claimed(ws: Workspace, claim: Claim) -> PostStatus | None:
    """Send one claimed post alone and settle it; its new status, or None when the claim was lost, or it was a copy."""
    try:
        for errand in prepare_posts(ws, [claim]):
            if (ended := outbox.send(ws, errand)) is None:
                return None
            errand.settle(ws, [ended])
    except FenceLost:
        return None
    done = ws.rows.seek(Publication, claim.publication_id)
    if done is None or done.fence != claim.fence or done.contact_id is not None or done.post_id is None:
        return None
    return ws.rows.get(Post, done.post_id).status


def _step(ended: Ended, verdict: Verdict) -> tuple[dict[str, object], dict[str, object]]:
    """How a post that was going out moves on."""
    found = {"id": ended.errand.subject, "status": PostStatus.PUBLISHING}
    to: dict[str, object] = {"status": _becomes(verdict.status), "status_reason": verdict.values["reason"]}
    if verdict.status is PublicationStatus.PUBLISHED:
        to |= {"published_at": verdict.values["published_at"], "origin": ended.errand.channel.origin}
    return found, to


def _becomes(status: PublicationStatus) -> PostStatus:
    if status is PublicationStatus.PUBLISHING:  # it may have arrived, and is asked after again
        return PostStatus.PUBLISHING
    return moved(PostStatus.PUBLISHING, PostStatus(status))


def _told(ended: Ended, verdict: Verdict) -> dict[str, object]:
    """What the log of deeds says of a try."""
    parcel = ended.errand.parcel
    said = f"{parcel.channel}: {verdict.status}. {verdict.values['reason']}"
    return {"subject": parcel.subject or parcel.text[:80], "detail": said.strip()}


def _news(post_id: UUID, channel: str, verdict: Verdict) -> dict[str, Any]:
    """What other programs are told of how a post ended."""
    shown = ("status", "published_at", "external_id", "reason")
    told = {name: verdict.values.get(name) for name in shown}
    return {"content_id": post_id, "publication_id": verdict.claim.publication_id, "platform": channel, **told}


def _news_of(taken: Taken, settled: Publication) -> dict[str, Any]:
    shown = {name: getattr(settled, name) for name in ("status", "published_at", "external_id", "reason")}
    return {"content_id": taken.post.id, "publication_id": settled.id, "platform": settled.channel, **shown}


def _spread(ws: Workspace, news: Sequence[dict[str, Any]]) -> None:
    """Tell of posts that went out, and of those that did not; one that is tried again has not ended yet."""
    went = PublicationStatus.PUBLISHED
    failed = {PublicationStatus.FAILED, PublicationStatus.UNCONFIRMED}
    webhooks.tell(ws, HookEvent.PUBLISHED, [one for one in news if one["status"] == went])
    webhooks.tell(ws, HookEvent.FAILED, [one for one in news if one["status"] in failed])


def _to_people(ws: Workspace, taken: Taken) -> None:
    """Queue a copy for every person, and say that the post went out, in one transaction."""
    with ws.writing():
        _settle_alone(ws, taken, fan_out(ws, taken.post, taken.publication))


def _settle_alone(ws: Workspace, taken: Taken, outcome: Outcome) -> None:
    """Settle what came to no attempt."""
    with ws.writing() as rows:
        settled = outbox.settle(ws, taken.claim, outcome)
        if settled is None:
            return
        post = rows.get(Post, taken.post.id)
        post.status, post.status_reason = _becomes(settled.status), settled.reason
        if settled.status is PublicationStatus.PUBLISHED:
            post.published_at, post.origin = settled.published_at, ws.channel(post.channel).origin
        _spread(ws, [_news_of(taken, settled)])


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
