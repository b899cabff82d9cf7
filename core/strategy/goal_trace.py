"""From a goal to what it brought: its targets, its weeks' themes, their posts, and the leads of each."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col

from core.analytics.figures import Figures, figures, pooled_rate
from core.analytics.leads.beside import Beside, of_campaigns
from core.keys import needs
from core.strategy.results import CampaignView, read_campaign
from core.tables import Campaign, Contact, Conversation, MetricDaily, Post
from core.vocab import Channel, Origin, Permission, PostStatus
from core.workspace import Workspace


@dataclass(frozen=True)
class PostTrace:
    """One published post and what it brought.

    Args:
        told: leads that its channel counted; events: leads that events and files traced to it.
        messages: conversations that it set off; talks: those of them marked as a lead.
    """

    id: UUID
    title: str
    channel: Channel
    origin: Origin
    published_at: datetime
    views: int | None
    engagements: float
    clicks: int
    told: int
    events: int
    messages: int
    talks: int

    @property
    def leads(self) -> int:
        return self.told + self.events + self.talks


@dataclass(frozen=True)
class ThemeTrace:
    """One week of the campaign; ``week`` is None for posts without one. ``open`` counts posts that are not out yet."""

    week: int | None
    title: str
    reason: str
    starts_on: date | None
    posts: tuple[PostTrace, ...]
    open: int
    rate: float | None

    @property
    def leads(self) -> int:
        return sum(post.leads for post in self.posts)


@dataclass(frozen=True)
class Talk:
    """A conversation that was marked as a lead."""

    id: UUID
    name: str
    channel: Channel
    began_at: datetime
    post_id: UUID | None


@dataclass(frozen=True)
class GoalTrace:
    """A campaign's goal followed to its leads.

    Args:
        beside: leads that stand under no post: events without one, and conversations (those of a post stand there).
        talks: every conversation marked as a lead, the newest first.
    """

    view: CampaignView
    themes: tuple[ThemeTrace, ...]
    beside: Beside
    talks: tuple[Talk, ...]

    @property
    def leads(self) -> int:
        return sum(theme.leads for theme in self.themes) + self.beside.total

    @property
    def cost_per_lead(self) -> Decimal | None:
        """US dollars of AI writing a lead; None without a lead, or while a price is unknown."""
        spend = self.view.spend
        return spend.cost / self.leads if self.leads and not spend.unpriced else None


@needs(Permission.READ)
def read_goal(ws: Workspace, campaign_id: UUID) -> GoalTrace:
    """Follow one campaign's goal down to its leads; every lead of it stands in just one place.

    Raises:
        NotFound: this business has no such campaign.
    """
    view = read_campaign(ws, campaign_id)
    of_it = col(Post.campaign_id) == campaign_id
    posts = figures(ws.rows, of_it, col(Post.status) != PostStatus.CANCELLED)
    weeks = dict(map(tuple, ws.rows.columns(col(Post.id), col(Post.week), where=[of_it])))
    on = (Post, col(MetricDaily.post_id) == col(Post.id))
    whose, many = col(MetricDaily.post_id), func.sum(col(MetricDaily.leads))
    events = {post: int(n or 0) for post, n in ws.rows.columns(whose, many, where=[of_it], join=on, group=[whose])}
    talks, begun = _talks(ws, campaign_id, {post.id for post in posts})
    out: dict[int | None, list[PostTrace]] = defaultdict(list)
    for post in posts:
        if post.published_at is not None:
            out[weeks[post.id]].append(_post(post, events.get(post.id, 0), begun.get(post.id, 0), talks))
    under = {post.id for traced in out.values() for post in traced}
    beside = of_campaigns(ws.rows, [campaign_id])[campaign_id]
    apart = Beside(beside.talks - sum(talk.post_id in under for talk in talks), beside.events)
    return GoalTrace(view, _themes(view.campaign, posts, weeks, out), apart, tuple(talks))


def _talks(ws: Workspace, campaign_id: UUID, posts: set[UUID]) -> tuple[list[Talk], dict[UUID, int]]:
    """The campaign's leads among the conversations, and how many conversations each of its posts set off."""
    shown = (Conversation.id, Contact.name, Conversation.channel, Conversation.first_inbound_at, Conversation.post_id)
    found = ws.rows.columns(
        *map(col, shown),
        where=[col(Conversation.campaign_id) == campaign_id, col(Conversation.lead).is_(True)],
        join=(Contact, col(Conversation.contact_id) == col(Contact.id)),
        order=[col(Conversation.first_inbound_at).desc(), col(Conversation.id)],
    )
    whose = col(Conversation.post_id)
    begun = ws.rows.columns(
        whose, func.count(), where=[col(Conversation.campaign_id) == campaign_id, whose.is_not(None)], group=[whose]
    )
    return [Talk(*one) for one in found], {post: many for post, many in begun if post in posts}


def _post(post: Figures, events: int, messages: int, talks: Sequence[Talk]) -> PostTrace:
    assert post.published_at is not None
    return PostTrace(
        id=post.id,
        title=post.title,
        channel=post.channel,
        origin=post.origin,
        published_at=post.published_at,
        views=post.views,
        engagements=post.engagements,
        clicks=post.counts["clicks"],
        told=post.counts["conversions"] - events,
        events=events,
        messages=messages,
        talks=sum(talk.post_id == post.id for talk in talks),
    )


def _themes(
    campaign: Campaign,
    posts: Sequence[Figures],
    weeks: Mapping[UUID, int | None],
    out: Mapping[int | None, list[PostTrace]],
) -> tuple[ThemeTrace, ...]:
    """The plan's weeks in their order, then what belongs to none."""
    named = {theme.week: theme for theme in campaign.themes}
    known = sorted({week for week in [*named, *weeks.values()] if week is not None})
    found = []
    for week in [*known, *([None] if None in weeks.values() else [])]:
        theme, own = named.get(week) if week is not None else None, [post for post in posts if weeks[post.id] == week]
        found.append(
            ThemeTrace(
                week=week,
                title=theme.title if theme else "",
                reason=theme.reason if theme else "",
                starts_on=theme.starts_on if theme else None,
                posts=tuple(sorted(out.get(week, ()), key=lambda post: (-post.leads, post.published_at))),
                open=sum(post.published_at is None for post in own),
                rate=pooled_rate((post.channel, post.counts) for post in own if post.published_at is not None),
            )
        )
    return tuple(found)
