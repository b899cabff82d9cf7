"""From the writer's answer to a post that keeps its channel's rules."""

from dataclasses import dataclass

from core.ai.credit import written_by
from core.ai.model import Answer
from core.analytics.predict import predicted_scores
from core.channels.draft import Draft, Sender
from core.channels.fixes import REMEDIES
from core.channels.preflight import apply_fix, check
from core.content.brief import DraftRequest
from core.content.illustrate import drawn
from core.content.own_voice import in_own_voice
from core.content.shapes import PostText
from core.errors import Invalid
from core.rows.drafts import sender_of
from core.tables.values import AiMetadata, MediaItem, Scene
from core.vocab import Engine, PostType
from core.workspace import Workspace

ROUNDS = len(REMEDIES)
"""Each remedy is needed once at most: it removes its finding for good."""
WRITERS = frozenset({"caption", "hashtags", "cta", "subject", "preheader", "video_seconds"})
"""The fields that a writer fills; the others are the business's own."""


@dataclass(frozen=True)
class WrittenPost:
    """A post that was written but not stored yet; its picture already is, under its content's hash."""

    request: DraftRequest
    draft: Draft
    scenes: tuple[Scene, ...]
    media: tuple[MediaItem, ...]
    ai: AiMetadata


def composed(ws: Workspace, request: DraftRequest, answer: Answer[PostText]) -> WrittenPost:
    """An answer as a post that keeps its channel's rules, with its poster where a picture belongs to it."""
    text = answer.reply
    if answer.engine is Engine.OFFLINE:  # a model was told the voice; ready lines have to be turned towards it
        text = in_own_voice(text, ws.profile.assets.voice, request.channel)
    wants_picture = request.type is not PostType.TEXT
    scenes = tuple(Scene(**scene.model_dump()) for scene in text.scenes) if request.type is PostType.VIDEO else ()
    headline = text.image_headline or text.title
    poster = drawn(ws, request.channel, headline, text.alt_text, caption=text.caption) if wants_picture else None
    media = (poster,) if poster is not None else ()
    draft = mended(drafted(request, text), sender_of(ws.profile))
    (score,) = predicted_scores(ws, [(draft, request.at)])
    ai = written_by(answer).model_copy(update={"predicted_engagement_score": score})
    return WrittenPost(request, draft, scenes, media, ai)


def drafted(request: DraftRequest, text: PostText) -> Draft:
    """A text as its channel sees it, with the picture that will be drawn for it."""
    is_video = request.type is PostType.VIDEO
    seconds = sum(scene.seconds for scene in text.scenes) if is_video else 0
    return Draft(
        channel=request.channel,
        type=request.type,
        title=(request.title or text.title)[:200],
        caption=text.caption,
        hashtags=text.hashtags,
        cta=text.cta,
        subject=text.subject,
        preheader=text.preheader,
        media=int(request.type is PostType.IMAGE),
        video_seconds=seconds or None,
    )


def does(request: DraftRequest, text: PostText, sender: Sender) -> bool:
    """Whether a text breaks no hard rule that its writer could have kept, before anything is mended."""
    found = check(drafted(request, text), sender)
    return not any(finding.is_hard and finding.field in WRITERS for finding in found)


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


def told(subject: str, caption: str, cta: str) -> str:
    """A post's words as the writer looks at them for repetition."""
    return "\n".join(filter(None, (subject, caption, cta)))
