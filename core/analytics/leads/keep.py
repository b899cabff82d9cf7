"""Leads as rows: each kept once, traced to its post, and counted on its own day beside what the channel told."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlmodel import col

from core.analytics.leads.trace import Carrier, Place, Traces, traces
from core.channels.utm import Tags
from core.errors import Invalid
from core.rows import Rows
from core.rows.tags import tags_of
from core.tables import Campaign, Lead, MetricDaily, Post
from core.vocab import Origin

_BATCH = 500


@dataclass(frozen=True)
class Told:
    """One lead as somebody told it; ``ref`` is the sender's own id, ``post_id`` where the sender knows the post."""

    ref: str
    at: datetime
    tags: Tags
    post_id: UUID | None = None


def read_traces(rows: Rows) -> Traces:
    """The tags of every campaign post."""
    campaigns = {campaign.id: campaign for campaign in rows.find(Campaign)}
    found = []
    for post in rows.find(Post, col(Post.campaign_id).is_not(None)):
        campaign = campaigns[post.campaign_id] if post.campaign_id else None
        tags = tags_of(post, campaign)
        if campaign is not None and tags is not None:
            found.append(Carrier(post.id, campaign.id, tags, post.published_at))
    return traces(found)


def known_refs(rows: Rows, refs: Collection[str]) -> set[str]:
    """Those that were told before."""
    asked, known = list(refs), set[str]()
    for start in range(0, len(asked), _BATCH):
        some = col(Lead.ref).in_(asked[start : start + _BATCH])
        known |= {ref for (ref,) in rows.columns(col(Lead.ref), where=[some])}
    return known


def keep_leads(
    rows: Rows, told: Sequence[Told], *, origin: Origin, now: datetime, import_id: UUID | None = None
) -> list[Place]:
    """Write leads that are new, and where each belongs.

    Raises:
        Invalid: the sender names a post that is not here.
    """
    trail = read_traces(rows)
    named = _named(rows, {one.post_id for one in told if one.post_id})
    places = [Place(one.post_id, named[one.post_id]) if one.post_id else trail.place(one.tags, one.at) for one in told]
    rows.add_many(
        Lead,
        [
            {"id": uuid4(), "ref": one.ref, "at": one.at, "origin": origin, "import_id": import_id, "created_at": now}
            | {f"utm_{part}": getattr(one.tags, part) for part in ("source", "medium", "campaign", "content")}
            | place._asdict()
            for one, place in zip(told, places, strict=True)
        ],
    )
    count_leads(rows, {place.post_id for place in places if place.post_id})
    return places


def count_leads(rows: Rows, posts: Collection[UUID]) -> None:
    """Count the leads of some posts anew, each on its UTC day; doing it twice changes nothing."""
    if not posts:
        return
    days: dict[tuple[UUID, date], int] = {}
    for post_id, at in rows.columns(col(Lead.post_id), col(Lead.at), where=[col(Lead.post_id).in_(posts)]):
        on = (post_id, at.astimezone(UTC).date())
        days[on] = days.get(on, 0) + 1
    rows.change(MetricDaily, col(MetricDaily.post_id).in_(posts), col(MetricDaily.leads) > 0, leads=0)
    missing: list[tuple[UUID, date]] = []
    for (post_id, day), many in days.items():
        of_day = (col(MetricDaily.post_id) == post_id, col(MetricDaily.day) == day)
        if not rows.change(MetricDaily, *of_day, leads=many):
            missing.append((post_id, day))
    _add_days(rows, missing, days)


def _add_days(rows: Rows, missing: Sequence[tuple[UUID, date]], days: dict[tuple[UUID, date], int]) -> None:
    """Days on which a post gained nothing but leads."""
    if not missing:
        return
    about: dict[UUID, Any] = {
        post_id: {"channel": channel, "origin": origin}
        for post_id, channel, origin in rows.columns(
            col(Post.id), col(Post.channel), col(Post.origin), where=[col(Post.id).in_({one for one, _ in missing})]
        )
    }
    rows.add_many(
        MetricDaily,
        [
            {"id": uuid4(), "post_id": post_id, "day": day, "leads": days[post_id, day]} | about[post_id]
            for post_id, day in missing
        ],
    )


def _named(rows: Rows, posts: Collection[UUID]) -> dict[UUID, UUID | None]:
    found = dict(map(tuple, rows.columns(col(Post.id), col(Post.campaign_id), where=[col(Post.id).in_(posts)])))
    if missing := next(iter(set(posts) - found.keys()), None):
        raise Invalid(f"There is no post {missing} here. Leave post_id out, and send the link's tags.", field="post_id")
    return found
