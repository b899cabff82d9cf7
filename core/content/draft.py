"""Drafting posts: ask the writer first, then write ideas and posts in one transaction."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from sqlmodel import col

from core.ai.model import Answer
from core.content.at_once import Desk
from core.content.brief import DraftRequest, facts_of
from core.content.shapes import PostFacts, PostText
from core.content.versions import begin
from core.content.written import WrittenPost, composed, does, refuse_kind, told
from core.keys import needs
from core.rows import Rows
from core.rows.drafts import sender_of
from core.tables import Campaign, Idea, Post
from core.vocab import Channel, Permission, PostStatus, PostType
from core.workspace import Workspace

RECENT = 60
"""How many earlier posts the writer must not repeat: about two months at a post a day."""
Progress = Callable[[int, int], None]
Keep = Callable[[int, WrittenPost], None]
NOTHING: Mapping[int, WrittenPost] = MappingProxyType({})


@needs(Permission.WRITE)
def draft_post(
    ws: Workspace,
    *,
    channel: Channel,
    type: PostType,  # noqa: A002 - the field's own word, as on the post
    goal: str = "",
    title: str = "",
    theme: str = "",
    at: datetime | None = None,
    campaign_id: UUID | None = None,
    token: str | None = None,
) -> Post:
    """Have one post written and keep it as a draft that its channel takes.

    Raises:
        Invalid: the channel is unknown, is for imports only, or does not take this kind of post.
        ModelFailed: no valid text, even when asked again.
    """
    if done := ws.rows.made(Post, "draft_post", token):
        return done
    if campaign_id is not None:
        ws.rows.get(Campaign, campaign_id)
    request = DraftRequest(channel=channel, type=type, goal=goal, title=title, theme=theme, at=at)
    written = write_posts(ws, [request])
    with ws.writing() as rows:
        if done := rows.made(Post, "draft_post", token):
            return done
        (post,) = keep_posts(ws, written, campaign_id=campaign_id)
        ws.made("draft_post", token, post)
        return post


@needs(Permission.WRITE)
def draft_posts(
    ws: Workspace,
    requests: Sequence[DraftRequest],
    *,
    campaign_id: UUID | None = None,
    token: str | None = None,
    progress: Progress | None = None,
) -> tuple[Post, ...]:
    """Have many posts written, none like another, and keep them all or none. ``progress`` hears (done, of how many).

    Raises:
        Invalid, ModelFailed: as ``draft_post``; nothing was stored.
    """
    if campaign_id is not None:
        ws.rows.get(Campaign, campaign_id)
    if done := _made(ws.rows, token, len(requests)):
        return done
    written = write_posts(ws, requests, progress=progress)
    with ws.writing() as rows:
        if done := _made(rows, token, len(requests)):
            return done
        posts = keep_posts(ws, written, campaign_id=campaign_id)
        for place, post in enumerate(posts if token else ()):
            ws.made("draft_posts", f"{token} {place}", post)
        return posts


@needs(Permission.WRITE)
def write_posts(
    ws: Workspace,
    requests: Sequence[DraftRequest],
    *,
    progress: Progress | None = None,
    known: Mapping[int, WrittenPost] = NOTHING,
    keep: Keep | None = None,
) -> tuple[WrittenPost, ...]:
    """The slow half of drafting, outside any transaction: words, storyboards and posters.

    Several texts are asked for at once while a model writes, and several in one question where its endpoint keeps to a
    shape; one that came that way and breaks a hard rule of its channel is asked for again, alone. ``known`` holds what
    was written before, by place, and is not asked for again; ``keep`` takes each new one as it is written. Whatever
    ``progress`` raises stops the writing.

    Raises:
        Invalid, ModelFailed: as ``draft_post``; what ``keep`` was given before is written.
    """
    for request in requests:
        refuse_kind(request.channel, request.type)
    business, profile, made = ws.business, ws.profile, ws.rows.count(Post)
    written, earlier = dict(known), recent_texts(ws)

    def facts(place: int) -> PostFacts:
        recent = [*earlier, *(_words(written[before]) for before in sorted(written) if before < place)][-RECENT:]
        return facts_of(business, profile, requests[place], recent=recent, ordinal=made + place)

    def landed(place: int, answer: Answer[PostText]) -> None:
        written[place] = composed(ws, requests[place], answer)
        if keep is not None:
            keep(place, written[place])

    def heard() -> None:
        if progress is not None:
            progress(len(written), len(requests))

    def fits(place: int, text: PostText) -> bool:
        return does(requests[place], text, sender_of(profile))

    Desk(ws.ai, facts, landed, heard, fits).ask(place for place in range(len(requests)) if place not in written)
    return tuple(written[place] for place in range(len(requests)))


@needs(Permission.WRITE)
def keep_posts(ws: Workspace, written: Sequence[WrittenPost], *, campaign_id: UUID | None = None) -> tuple[Post, ...]:
    """The quick half of drafting: ideas and posts, in one transaction or in the one that is open."""
    with ws.writing() as rows:
        ideas: dict[str, Idea] = {}
        for place, one in enumerate(written):
            word = one.request.idea or f"alone {place}"
            if word not in ideas:
                ideas[word] = rows.add(_idea(ws, one, campaign_id))
        rows.flush()
        posts = tuple(
            rows.add(_post(ws, one, campaign_id, ideas[one.request.idea or f"alone {place}"].id))
            for place, one in enumerate(written)
        )
        rows.flush()
        begin(ws, rows, posts, "draft_posts")
        ws.audit("draft_posts", detail=f"{len(posts)} drafts")
        return posts


def recent_texts(ws: Workspace, limit: int = RECENT) -> list[str]:
    """What was written lately, newest last."""
    columns = (col(Post.subject), col(Post.caption), col(Post.cta))
    found = ws.rows.columns(*columns, order=[col(Post.created_at).desc(), col(Post.id)], limit=limit)
    return [told(*row) for row in reversed(found)]


def _words(one: WrittenPost) -> str:
    return told(one.draft.subject, one.draft.caption, one.draft.cta)


def _made(rows: Rows, token: str | None, count: int) -> tuple[Post, ...]:
    """What a batch already made for a client's token: each of its posts has a place under it."""
    places = range(count if token else 0)
    found = (rows.made(Post, "draft_posts", f"{token} {place}") for place in places)
    return tuple(post for post in found if post is not None)


def _idea(ws: Workspace, one: WrittenPost, campaign_id: UUID | None) -> Idea:
    title, theme = (one.request.about or one.draft.title)[:200], one.request.theme[:200]
    key = ws.key.business_id
    return Idea(business_id=key, campaign_id=campaign_id, title=title, theme=theme, created_at=ws.now)


def _post(ws: Workspace, one: WrittenPost, campaign_id: UUID | None, idea_id: UUID) -> Post:
    now: datetime = ws.now
    return Post(
        business_id=ws.key.business_id,
        campaign_id=campaign_id,
        idea_id=idea_id,
        type=one.draft.type,
        channel=one.draft.channel,
        title=one.draft.title,
        caption=one.draft.caption,
        hashtags=one.draft.hashtags,
        cta=one.draft.cta,
        subject=one.draft.subject,
        preheader=one.draft.preheader,
        media=one.media,
        storyboard=one.scenes,
        ai=one.ai,
        week=one.request.week,
        status=PostStatus.DRAFT,
        planned_at=one.request.at,
        created_at=now,
        updated_at=now,
    )
