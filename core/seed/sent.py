"""What became of a demo business's posts: queued, or journalled, accepted by the platforms and read since."""

from collections.abc import Sequence
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import numpy as np

from core.seed.past import Past
from core.tables import Attempt, DirtyDay, Publication, Reading, SimulatedPost
from core.vocab import AttemptOutcome, PostStatus, PublicationKind, PublicationStatus
from core.workspace import Workspace
from core.world.cohort import prepare
from core.world.engagement import totals_many
from core.world.traits import PostTraits

Row = SimpleNamespace
AGES = tuple(timedelta(hours=hours) for hours in (1, 6, 24, 48, 96, 168, 336, 672))
"""When the platforms were asked for a post's totals: often at first, as the clock does it."""


def write_sent(ws: Workspace, past: Past, posts: Sequence[Row]) -> None:
    """Queue what is scheduled; journal, accept and read what has gone out, in a few statements."""
    world = ws.business.seed
    gone = [post for post in posts if post.status is PostStatus.PUBLISHED]
    queued = [post for post in posts if post.status is PostStatus.SCHEDULED]
    rows, read = ws.rows, _readings(past, world, gone)
    publications = [_publication(past, post) for post in (*gone, *queued)]
    rows.add_many(Publication, publications)
    rows.add_many(Attempt, [_attempt(one) for one in publications if one["published_at"]])
    rows.add_many(SimulatedPost, [_accepted(past, post, gone) for post in gone])
    rows.add_many(Reading, read)
    rows.add_many(DirtyDay, [{"day": day} for day in sorted({one["recorded_at"].date() for one in read})])


def _publication(past: Past, post: Row) -> dict[str, Any]:
    gone = post.published_at is not None
    return {
        "id": uuid4(),
        "kind": PublicationKind.POST,
        "post_id": post.id,
        "channel": post.channel,
        "status": PublicationStatus.PUBLISHED if gone else PublicationStatus.SCHEDULED,
        "due_at": post.scheduled_at,
        "run_at": post.scheduled_at,
        "fence": int(gone),
        "attempts": int(gone),
        "idempotency_key": f"post-{post.id}",
        "external_id": f"sim-{post.channel}-{post.id.hex[:12]}" if gone else None,
        "published_at": post.published_at,
        "created_at": min(post.created_at, past.now),
    }


def _attempt(publication: dict[str, Any]) -> dict[str, Any]:
    at = publication["published_at"]
    outcome = AttemptOutcome.ACCEPTED
    return {"publication_id": publication["id"], "fence": 1, "outcome": outcome, "started_at": at, "ended_at": at}


def _accepted(past: Past, post: Row, gone: Sequence[Row]) -> dict[str, Any]:
    return {
        "channel": post.channel,
        "client_ref": f"post-{post.id}",
        "external_id": f"sim-{post.channel}-{post.id.hex[:12]}",
        "accepted_at": post.published_at,
        "text": post.caption,
        "traits": _traits(past, post, gone).to_json(),
    }


def _traits(past: Past, post: Row, gone: Sequence[Row]) -> PostTraits:
    at = post.published_at
    assert at is not None
    local = at.astimezone(past.demo.tz)
    week_before = at - timedelta(days=7)
    recent = sum(other.channel == post.channel and week_before < (other.published_at or at) < at for other in gone)
    return PostTraits(
        channel=post.channel,
        type=post.type,
        hour=local.hour,
        weekday=local.weekday(),
        text_length=len(post.caption),
        hashtags=len(post.hashtags),
        followers=past.demo.audience.get(post.channel, 0),
        recent_posts=recent,
    )


def _readings(past: Past, world: str, gone: Sequence[Row]) -> list[dict[str, Any]]:
    """What the platforms told at each age of each post, drawn for all posts at once."""
    cohort = prepare(
        world, [(f"{world}:{post.channel}", f"post-{post.id}", _traits(past, post, gone)) for post in gone]
    )
    asked = [
        (which, post, at)
        for which, post in enumerate(gone)
        for age in AGES
        if post.published_at is not None and (at := post.published_at + age) <= past.now
    ]
    hours = np.array([(at - (post.published_at or at)) / timedelta(hours=1) for _, post, at in asked])
    told = totals_many(cohort, np.array([which for which, _, _ in asked], dtype=np.intp), hours)
    counts = [dict(zip(told._fields, map(int, row), strict=True)) for row in zip(*told, strict=True)]
    return [
        {"post_id": post.id, "channel": post.channel, "origin": post.origin, "recorded_at": at} | read
        for (_, post, at), read in zip(asked, counts, strict=True)
    ]
