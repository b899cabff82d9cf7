"""Imported posts as rows: who they are, what they carry, and when their numbers count."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from hashlib import blake2b
from typing import Any
from uuid import UUID, uuid4

from core.analytics.benchmarks import engagements, post_score
from core.analytics.imports.result import ImportedPost
from core.analytics.measure import write_scores
from core.analytics.rollup import COUNTS
from core.analytics.standing import standings, unseen_posts
from core.rows import Rows
from core.tables import MetricDaily, Post, Reading
from core.vocab import Origin, PostStatus, PostType
from core.workspace import Workspace

_LONGEST = 200


def _account(post: ImportedPost) -> str:
    return (post.account or "")[:120]


def reference(post: ImportedPost) -> str:
    """Who the post is, for ever; longer than the column, it is hashed."""
    whole = f"{post.channel}:{post.account or ''}:{post.external_id}"
    return whole if len(whole) <= _LONGEST else f"{post.channel}:{blake2b(whole.encode(), digest_size=16).hexdigest()}"


def keep(rows: Rows, ws: Workspace, import_id: UUID, new: Sequence[tuple[str, ImportedPost]]) -> None:
    """Write posts, readings and rollups in one statement each, and place every history anew."""
    ids = {ref: uuid4() for ref, _ in new}
    blank = _blank(ws, import_id)
    fresh = [(ids[ref], post, {name: getattr(post, name) for name in COUNTS}) for ref, post in new]
    unseen = {
        post_id: ((post.channel, _account(post)), engagements(post.channel, counts))
        for post_id, post, counts in fresh
        if not counts["views"]
    }
    before = unseen_posts(rows, {history for history, _ in unseen.values()})
    placed = standings(before | unseen)
    rows.add_many(
        Post,
        [
            {**blank, "id": ids[ref], "external_ref": ref, **_texts(post)}
            | {"engagement_score": placed.get(ids[ref], _score(post))}
            for ref, post in new
        ],
    )
    read = [
        {"id": uuid4(), "post_id": post_id, "channel": post.channel, "origin": Origin.IMPORTED, **counts}
        | {"recorded_at": _read_at(post.published_at, ws.now)}
        for post_id, post, counts in fresh
    ]
    rows.add_many(Reading, read)
    rows.add_many(
        MetricDaily,
        [
            {"id": uuid4(), "post_id": post_id, "channel": post.channel, "origin": Origin.IMPORTED}
            | {"day": post.published_at.astimezone(UTC).date()}
            | {name: told or 0 for name, told in counts.items()}
            for post_id, post, counts in fresh
        ],
    )
    write_scores(rows, {post_id: placed[post_id] for post_id in before})


def _blank(ws: Workspace, import_id: UUID) -> dict[str, Any]:
    """What all imported posts have in common."""
    post = Post(
        business_id=ws.key.business_id,
        import_id=import_id,
        origin=Origin.IMPORTED,
        title="",
        type=PostType.TEXT,
        channel="",
        status=PostStatus.PUBLISHED,
        created_at=ws.now,
        updated_at=ws.now,
    )
    return post.model_dump()


def _texts(post: ImportedPost) -> dict[str, Any]:
    first_line = post.text.strip().partition("\n")[0]
    return {
        "title": (post.title or first_line or f"{post.type.capitalize()} of {post.published_at:%d %B %Y}")[:_LONGEST],
        "type": post.type,
        "channel": post.channel,
        "account": _account(post),
        "caption": post.text,
        "paid": post.paid,
        "published_at": post.published_at,
        "approximate_date": post.approximate,
    }


def _score(post: ImportedPost) -> float | None:
    return post_score(post.channel, engagements(post.channel, {n: getattr(post, n) for n in COUNTS}), post.views)


def _read_at(published_at: datetime, now: datetime) -> datetime:
    day = published_at.astimezone(UTC).date()
    return min(datetime.combine(day, time(23, 59), UTC), now.replace(second=0, microsecond=0))
