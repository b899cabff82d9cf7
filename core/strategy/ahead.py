"""What lies ahead of a campaign: its posts that can still change, and what they should know."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import col

from core.analytics.effects import Effect
from core.analytics.settled import SETTLED_AFTER
from core.strategy.calendar_moments import MomentKind, moments
from core.strategy.candidates import Situation, WeakIdea
from core.strategy.changes import OPEN, OpenPost
from core.tables import Campaign, Plan, Post
from core.vocab import Channel
from core.workspace import Workspace

WEAK = 25.0
"""An engagement score below which a post is among the poorest quarter of its channel's."""
SOON = timedelta(hours=2)
"""What goes out within so long is left alone."""
COLUMNS = (
    *(Post.id, Post.title, Post.channel, Post.type, Post.status, Post.planned_at, Post.scheduled_at),
    *(Post.week, Post.updated_at),
)


def as_they_stand(ws: Workspace, ids: Iterable[UUID]) -> dict[UUID, OpenPost]:
    """Some posts as they are right now, whatever became of them."""
    return {row[0]: OpenPost(*row) for row in ws.rows.columns(*COLUMNS, where=[col(Post.id).in_(list(ids))])}


def situation_of(ws: Workspace, campaign: Campaign, found: Iterable[Effect]) -> Situation:
    """A campaign's open posts, those that go out first at the top, with the moments that all of the business take."""
    taken: dict[Channel, list[datetime]] = defaultdict(list)
    posts: list[OpenPost] = []
    for *row, campaign_id in ws.rows.columns(*COLUMNS, col(Post.campaign_id), where=[col(Post.status).in_(OPEN)]):
        post = OpenPost(*row)
        if post.at is not None:
            taken[post.channel].append(post.at)
        if campaign_id == campaign.id and (post.at is None or post.at > ws.now + SOON):
            posts.append(post)
    days = moments(campaign.starts_on, campaign.ends_on, ws.business.country)
    return Situation(
        posts=sorted(posts, key=lambda post: (post.at or datetime.max.replace(tzinfo=ws.zone), str(post.id))),
        effects=_not_struck(ws, campaign.id, found),
        taken=lambda name: taken[name],
        starts_on=campaign.starts_on,
        ends_on=campaign.ends_on,
        zone=ws.zone,
        now=ws.now,
        holidays=frozenset(moment.date for moment in days if moment.kind is MomentKind.HOLIDAY),
    )


def weak_ideas(ws: Workspace, campaign_id: UUID) -> dict[UUID, WeakIdea]:
    """Open posts of the campaign whose idea went out before, settled, and scored among the poorest."""
    low = ws.rows.columns(
        *(col(Post.idea_id), col(Post.title), col(Post.channel), col(Post.engagement_score)),
        where=[
            col(Post.campaign_id) == campaign_id,
            col(Post.engagement_score) < WEAK,
            col(Post.published_at) <= ws.now - SETTLED_AFTER,
        ],
    )
    ideas = {idea: WeakIdea(title, name, score) for idea, title, name, score in low if idea is not None}
    still = [col(Post.campaign_id) == campaign_id, col(Post.idea_id).in_(ideas), col(Post.status).in_(OPEN)]
    return {post_id: ideas[idea] for post_id, idea in ws.rows.columns(col(Post.id), col(Post.idea_id), where=still)}


def _not_struck(ws: Workspace, campaign_id: UUID, found: Iterable[Effect]) -> list[Effect]:
    """Effects whose lesson nobody struck out; the number in a lesson moves on, its first words stay."""
    plan = ws.rows.first(Plan, col(Plan.campaign_id) == campaign_id)
    struck = [lesson.text for lesson in plan.proposal.lessons if lesson.dropped] if plan else []
    return [one for one in found if not any(text.startswith(f"{one.level.words} do ") for text in struck)]
