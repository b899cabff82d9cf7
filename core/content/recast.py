"""Giving a post other words and another kind in one go, and the way back."""

from uuid import UUID

from core.channels.preflight import check, refuse_if_hard
from core.content.changing import LEAVING, await_film, changed, editable
from core.content.illustrate import POSTERS
from core.content.written import WrittenPost
from core.keys import needs
from core.rows.drafts import as_draft, draft_of, sender_of
from core.tables import Post
from core.tables.values import MediaItem, SlotText
from core.vocab import Permission, PostType
from core.workspace import Workspace

REPLACED = (
    *("type", "title", "caption", "hashtags", "cta", "subject", "preheader"),
    *("media", "storyboard", "ai"),
)


def words_of(post: Post) -> SlotText:
    """A post's words, kind and pictures as they stand."""
    return SlotText(
        type=post.type,
        title=post.title,
        caption=post.caption,
        hashtags=post.hashtags,
        cta=post.cta,
        subject=post.subject,
        preheader=post.preheader,
        pictures=as_draft(post).media,
        media=post.media,
        storyboard=post.storyboard,
        ai=post.ai,
    )


def words_written(one: WrittenPost, own: tuple[MediaItem, ...] = ()) -> SlotText:
    """What was written but not stored yet, as a post's words; ``own`` are pictures that a person added."""
    return SlotText(
        type=one.draft.type,
        title=one.draft.title,
        caption=one.draft.caption,
        hashtags=one.draft.hashtags,
        cta=one.draft.cta,
        subject=one.draft.subject,
        preheader=one.draft.preheader,
        pictures=one.draft.media,
        media=(*one.media, *own),
        storyboard=one.scenes,
        ai=one.ai,
    )


def recast(one: WrittenPost, before: Post) -> SlotText:
    """What was written anew for a post; pictures that a person added stay, unless the new kind shows none."""
    own = tuple(item for item in before.media if not item.key.startswith(POSTERS))
    return words_written(one, () if one.draft.type is PostType.TEXT else own)


@needs(Permission.WRITE)
def recast_post(ws: Workspace, post_id: UUID, words: SlotText) -> Post:
    """Put other words in a post's place; where the business asks for approval, an approved one needs it again.

    One that was on its way out and becomes a video waits as a draft for its film.

    Raises:
        Conflict: it is going out, has gone out, or was cancelled.
        Invalid: it goes out as it stands, and its channel would not take these words; nothing is stored.
    """
    with ws.writing() as rows:
        post = editable(rows, post_id)
        for name in REPLACED:
            setattr(post, name, getattr(words, name))
        await_film(ws, post)
        if post.status in LEAVING:
            refuse_if_hard(check(draft_of(ws.rows, post), sender_of(ws.profile)))
        return changed(ws, rows, post, "recast_post")
