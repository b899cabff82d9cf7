"""Looking at posts: lists, the board, and one post with everything its editor shows."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, or_
from sqlmodel import col

from core.channels.compose import Outgoing, compose
from core.channels.findings import Code, Finding, Fix
from core.channels.lifecycle import is_editable
from core.channels.preflight import check
from core.content.search import by_meaning
from core.keys import needs
from core.rows.drafts import draft_of, sender_of
from core.tables import Campaign, Idea, Post
from core.tables.values import MediaItem
from core.vocab import Channel, Origin, Permission, PostStatus, PostType
from core.workspace import Workspace

SHOWN, PUBLISHED_SHOWN = 200, 40
POSTER = Fix(Code.MEDIA_MISSING, "Draw a poster")
ANIMATIC = Fix(Code.FILM_MISSING, "Make an animatic")


@dataclass(frozen=True)
class PostLine:
    """One post in a list; ``at`` is when it went out, is due, or is planned for.

    ``likeness`` (0 to 100) is there where a search found it by meaning and not by its words.
    """

    id: UUID
    title: str
    channel: Channel
    type: PostType
    status: PostStatus
    caption: str
    campaign_id: UUID | None
    week: int | None
    at: datetime | None
    status_reason: str
    engagement_score: float | None
    origin: Origin
    updated_at: datetime
    likeness: int | None = None


@dataclass(frozen=True)
class Variant:
    """Another channel's post of the same idea."""

    id: UUID
    channel: Channel
    type: PostType
    status: PostStatus


@dataclass(frozen=True)
class PostView:
    """One post, its findings (the hard ones first), and the words as they would leave the house."""

    post: Post
    findings: tuple[Finding, ...]
    outgoing: Outgoing
    media: tuple[MediaItem, ...]
    variants: tuple[Variant, ...]
    campaign_name: str
    theme: str
    is_editable: bool


LINE = (
    col(Post.id),
    col(Post.title),
    col(Post.channel),
    col(Post.type),
    col(Post.status),
    col(Post.caption),
    col(Post.campaign_id),
    col(Post.week),
    col(Post.published_at),
    col(Post.scheduled_at),
    col(Post.planned_at),
    col(Post.status_reason),
    col(Post.engagement_score),
    col(Post.origin),
    col(Post.updated_at),
)


@needs(Permission.READ)
def list_posts(
    ws: Workspace,
    *,
    status: PostStatus | None = None,
    channel: Channel | None = None,
    campaign_id: UUID | None = None,
    search: str = "",
    limit: int = SHOWN,
) -> tuple[PostLine, ...]:
    """The posts that fit, the last changed first. ``search`` looks in names, texts and subjects."""
    where = _filters(channel, campaign_id, search)
    if status is not None:
        where.append(col(Post.status) == status)
    return _lines(ws, where, limit)


@needs(Permission.READ)
def board(
    ws: Workspace, *, campaign_id: UUID | None = None, channel: Channel | None = None, search: str = ""
) -> Mapping[PostStatus, tuple[PostLine, ...]]:
    """Every status with its posts, in the order of a post's life; of the published only the latest.

    A search finds the posts that have the very words, and after them those that say it in other words.
    """
    mine = _filters(channel, campaign_id, search)
    done = col(Post.status) == PostStatus.PUBLISHED
    lines = _lines(ws, [*mine, ~done], SHOWN * 3) + _lines(ws, [*mine, done], PUBLISHED_SHOWN)
    if search.strip():
        lines += _meant(ws, search, _filters(channel, campaign_id, ""), {line.id for line in lines})
    return {status: tuple(line for line in lines if line.status is status) for status in PostStatus}


@needs(Permission.READ)
def find_post(ws: Workspace, post_id: UUID) -> Post:
    """One post as it is kept, without what its editor says of it.

    Raises:
        NotFound: this business has no such post.
    """
    return ws.rows.get(Post, post_id)


@needs(Permission.READ)
def read_post(ws: Workspace, post_id: UUID) -> PostView:
    """One post as its editor shows it.

    Raises:
        NotFound: this business has no such post.
    """
    post = ws.rows.get(Post, post_id)
    sender, draft = sender_of(ws.profile), draft_of(ws.rows, post)
    idea = ws.rows.seek(Idea, post.idea_id) if post.idea_id else None
    campaign = ws.rows.seek(Campaign, post.campaign_id) if post.campaign_id else None
    return PostView(
        post=post,
        findings=tuple(with_making(finding, post) for finding in check(draft, sender)),
        outgoing=compose(draft, sender, media=tuple(item.key for item in post.media)),
        media=post.media,
        variants=_variants(ws, post),
        campaign_name=campaign.name if campaign else "",
        theme=idea.theme if idea else "",
        is_editable=is_editable(post.status),
    )


def with_making(finding: Finding, post: Post) -> Finding:
    """A missing picture can be drawn, where the post may have one; a missing film can be made of its storyboard."""
    if finding.code is Code.FILM_MISSING:
        return replace(finding, fix=ANIMATIC)
    can_draw = finding.code is Code.MEDIA_MISSING and post.type is not PostType.TEXT
    return replace(finding, fix=POSTER) if can_draw else finding


def _variants(ws: Workspace, post: Post) -> tuple[Variant, ...]:
    if post.idea_id is None:
        return ()
    columns = (col(Post.id), col(Post.channel), col(Post.type), col(Post.status))
    where = [col(Post.idea_id) == post.idea_id, col(Post.id) != post.id]
    return tuple(Variant(*row) for row in ws.rows.columns(*columns, where=where, order=[col(Post.channel)]))


def _filters(channel: Channel | None, campaign_id: UUID | None, search: str) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if channel is not None:
        where.append(col(Post.channel) == channel)
    if campaign_id is not None:
        where.append(col(Post.campaign_id) == campaign_id)
    if words := search.strip():
        places = (col(Post.title), col(Post.caption), col(Post.subject))
        where.append(or_(*(place.icontains(words, autoescape=True) for place in places)))
    return where


def _meant(
    ws: Workspace, search: str, where: list[ColumnElement[bool]], known: Collection[UUID]
) -> tuple[PostLine, ...]:
    """The posts that say it in other words, the nearest first."""
    likeness = {one: share for one, share in by_meaning(ws, search).items() if one not in known}
    found = _lines(ws, [*where, col(Post.id).in_(likeness)], SHOWN) if likeness else ()
    return tuple(
        sorted((replace(one, likeness=likeness[one.id]) for one in found), key=lambda one: -(one.likeness or 0))
    )


def _lines(ws: Workspace, where: list[ColumnElement[bool]], limit: int) -> tuple[PostLine, ...]:
    order = [col(Post.updated_at).desc(), col(Post.id)]
    found = ws.rows.columns(*LINE, where=where, order=order, limit=limit)
    return tuple(
        PostLine(
            id=row.id,
            title=row.title,
            channel=row.channel,
            type=row.type,
            status=row.status,
            caption=row.caption,
            campaign_id=row.campaign_id,
            week=row.week,
            at=row.published_at or row.scheduled_at or row.planned_at,
            status_reason=row.status_reason,
            engagement_score=row.engagement_score,
            origin=row.origin,
            updated_at=row.updated_at,
        )
        for row in found
    )
