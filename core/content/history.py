"""A post's versions: looked at, brought back, and the writer's own words beside what became of them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from pydantic import ValidationError
from sqlmodel import col

from core.channels.preflight import check, refuse_if_hard
from core.content.changing import LEAVING, changed, editable
from core.content.edits import edit_distance
from core.content.shapes import PostText
from core.content.versions import BEFORE, FIELDS, in_force, wording
from core.errors import Conflict
from core.keys import needs
from core.rows.drafts import draft_of, sender_of
from core.tables import Post, PostVersion
from core.tables.values import AiMetadata, Scene, Wording
from core.vocab import Engine, Permission, PostStatus
from core.workspace import Workspace

SHOWN = 100


@dataclass(frozen=True)
class Written:
    """What a writer answered before anybody, or the channel's rules, changed a word of it.

    ``words_changed`` counts the words inserted, deleted or replaced since, of ``words`` that the writer wrote.
    """

    text: Wording
    ai: AiMetadata
    words_changed: int
    words: int


@dataclass(frozen=True)
class History:
    """A post's versions, the newest first; ``live`` says that the newest is what went out."""

    versions: tuple[PostVersion, ...]
    written: Written | None
    live: bool


@needs(Permission.READ)
def read_history(ws: Workspace, post_id: UUID) -> History:
    """What a post said, at most its latest hundred versions; at least the one it says now.

    Raises:
        NotFound: this business has no such post.
    """
    post = ws.rows.get(Post, post_id)
    order = [col(PostVersion.number).desc()]
    found = ws.rows.find(PostVersion, col(PostVersion.post_id) == post_id, order=order, limit=SHOWN)
    if not found or found[0].words != wording(post):
        found.insert(0, _unkept(post, found[0].number + 1 if found else 1))
    return History(tuple(found), _written(post), post.status is PostStatus.PUBLISHED)


@needs(Permission.WRITE)
def restore_version(ws: Workspace, post_id: UUID, number: int, *, seen: datetime | None = None) -> Post:
    """Bring an earlier version back, as a new one; ``seen`` is the ``updated_at`` that the person had in view.

    Raises:
        NotFound: there is no such version.
        Conflict: the post is going out, has gone out, or says that already; or somebody changed it since ``seen``.
        Invalid: it goes out as it stands, and its channel would not take these words.
    """
    with ws.writing() as rows:
        post = editable(rows, post_id)
        if seen is not None and post.updated_at != seen:
            raise Conflict("Somebody changed this post meanwhile. Look at the versions again before you restore one.")
        wanted = rows.one(PostVersion, col(PostVersion.post_id) == post_id, col(PostVersion.number) == number)
        if wanted.words == wording(post):
            raise Conflict("The post says that already, so there is nothing to bring back.")
        for name in FIELDS:
            setattr(post, name, getattr(wanted.words, name))
        post.ai = in_force(rows, post_id, number)
        if post.status in LEAVING:
            refuse_if_hard(check(draft_of(ws.rows, post), sender_of(ws.profile)))
        return changed(ws, rows, post, "restore_version", restored=number)


def _unkept(post: Post, number: int) -> PostVersion:
    """What a post says where no version tells: it was seeded, brought in, or made before versions were kept."""
    return PostVersion(
        business_id=post.business_id,
        id=uuid4(),
        post_id=post.id,
        number=number,
        verb=BEFORE,
        engine=post.ai.engine if post.ai else Engine.PERSON,
        words=wording(post),
        ai=post.ai,
        began_at=post.updated_at,
        at=post.updated_at,
    )


def _written(post: Post) -> Written | None:
    ai: AiMetadata | None = post.ai
    if ai is None or not ai.reply:
        return None
    try:
        text = PostText.model_validate_json(ai.reply)
    except ValidationError:  # written by a release whose posts had another shape
        return None
    told = wording(post).model_copy(
        update={
            "caption": text.caption,
            "hashtags": text.hashtags,
            "cta": text.cta,
            "subject": text.subject,
            "preheader": text.preheader,
            "storyboard": tuple(Scene(**scene.model_dump()) for scene in text.scenes) if post.storyboard else (),
        }
    )
    before, after = _words(told), _words(wording(post))
    return Written(told, ai, edit_distance(before, after), len(before))


def _words(text: Wording) -> list[str]:
    spoken = " ".join(scene.script for scene in text.storyboard)
    return " ".join((text.subject, text.preheader, text.caption, text.cta, *text.hashtags, spoken)).split()
