"""Drafting posts: ask the writer first, then write ideas and posts in one transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import col

from core.ai.model import Answer
from core.channels.draft import Draft, Sender
from core.channels.preflight import apply_fix, check
from core.channels.written import sender_of
from core.content.brief import DraftRequest, facts_of
from core.content.illustrate import drawn
from core.content.prompts import POST
from core.content.shapes import PostText
from core.errors import Invalid
from core.keys import needs
from core.tables import Campaign, Idea, Post
from core.tables.values import AiMetadata, MediaItem, Scene
from core.vocab import Channel, Permission, PostStatus, PostType
from core.workspace import Workspace

RECENT = 60
"""How many earlier posts the writer must not repeat: about two months at a post a day."""
ROUNDS = 4
"""One fix may bring up another (a trimmed text, then its hashtags); more rounds than kinds of text fix never help."""
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class WrittenPost:
    """A post that was written but not stored yet; its picture already is, under its content's hash."""

    request: DraftRequest
    draft: Draft
    scenes: tuple[Scene, ...]
    media: tuple[MediaItem, ...]
    ai: AiMetadata


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
    progress: Progress | None = None,
) -> tuple[Post, ...]:
    """Have many posts written, none like another, and keep them all or none. ``progress`` hears (done, of how many).

    Raises:
        Invalid, ModelFailed: as ``draft_post``; nothing was stored.
    """
    if campaign_id is not None:
        ws.rows.get(Campaign, campaign_id)
    return keep_posts(ws, write_posts(ws, requests, progress=progress), campaign_id=campaign_id)


@needs(Permission.WRITE)
def write_posts(
    ws: Workspace, requests: Sequence[DraftRequest], *, progress: Progress | None = None
) -> tuple[WrittenPost, ...]:
    """The slow half of drafting, outside any transaction: words, storyboards and posters."""
    for request in requests:
        refuse_kind(request.channel, request.type)
    business, profile = ws.business, ws.profile
    recent, made = recent_texts(ws), ws.rows.count(Post)
    written: list[WrittenPost] = []
    for place, request in enumerate(requests):
        answer = ws.ai.answer(POST, facts_of(business, profile, request, recent=recent, ordinal=made + place))
        one = composed(ws, request, answer)
        written.append(one)
        recent = [*recent, told(one.draft.subject, one.draft.caption, one.draft.cta)][-RECENT:]
        if progress is not None:
            progress(place + 1, len(requests))
    return tuple(written)


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
        ws.audit("draft_posts", detail=f"{len(posts)} drafts")
        return posts


def composed(ws: Workspace, request: DraftRequest, answer: Answer[PostText]) -> WrittenPost:
    """An answer as a post that keeps its channel's rules, with its poster where a picture belongs to it."""
    text, is_video = answer.reply, request.type is PostType.VIDEO
    wants_picture = request.type is not PostType.TEXT
    scenes = tuple(Scene(**scene.model_dump()) for scene in text.scenes) if is_video else ()
    draft = Draft(
        channel=request.channel,
        type=request.type,
        title=(request.title or text.title)[:200],
        caption=text.caption,
        hashtags=text.hashtags,
        cta=text.cta,
        subject=text.subject,
        preheader=text.preheader,
        media=int(wants_picture and not is_video),
        video_seconds=sum(scene.seconds for scene in scenes) or None,
    )
    media = (drawn(ws, request.channel, text.image_headline or text.title, text.alt_text),) if wants_picture else ()
    return WrittenPost(request, mended(draft, sender_of(ws.profile)), scenes, media, written_by(answer))


def mended(draft: Draft, sender: Sender) -> Draft:
    """The draft with every fix applied that truly removes its finding."""
    for _ in range(ROUNDS):
        fixes = [finding.fix for finding in check(draft, sender) if finding.fix]
        if not fixes:
            break
        draft = apply_fix(draft, fixes[0].code, sender)
    return draft


def refuse_kind(name: str, kind: PostType) -> None:
    """Stop before anything is asked or stored for a post that its channel will never take.

    Raises:
        Invalid: unknown channel, one for imports only, or a kind it does not take (field ``channel`` or ``type``).
    """
    for finding in check(Draft(channel=name, type=kind), Sender("")):
        if finding.field in {"channel", "type"}:
            raise Invalid(finding.message, field=finding.field)


def recent_texts(ws: Workspace, limit: int = RECENT) -> list[str]:
    """What was written lately, newest last."""
    columns = (col(Post.subject), col(Post.caption), col(Post.cta))
    found = ws.rows.columns(*columns, order=[col(Post.created_at).desc(), col(Post.id)], limit=limit)
    return [told(*row) for row in reversed(found)]


def told(subject: str, caption: str, cta: str) -> str:
    """A post's words as the writer looks at them for repetition."""
    return "\n".join(filter(None, (subject, caption, cta)))


def written_by(answer: Answer[PostText]) -> AiMetadata:
    """Who wrote it and from what, for "why this?"."""
    return AiMetadata(
        engine=answer.engine,
        model=answer.model,
        prompt_id=answer.prompt_id,
        prompt_version=str(answer.prompt_version),
        prompt_hash=answer.prompt_hash,
        prompt_used=answer.asked,
        cost=answer.cost,
        fallback_reason=answer.fallback_reason,
    )


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
