"""From the writer's answer to a post that keeps its channel's rules."""

from dataclasses import dataclass

from core.ai.credit import written_by
from core.ai.model import Answer
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
    text, is_video = answer.reply, request.type is PostType.VIDEO
    if answer.engine is Engine.OFFLINE:  # a model was told the voice; ready lines have to be turned towards it
        text = in_own_voice(text, ws.profile.assets.voice, request.channel)
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


def told(subject: str, caption: str, cta: str) -> str:
    """A post's words as the writer looks at them for repetition."""
    return "\n".join(filter(None, (subject, caption, cta)))
