"""Describing a post's pictures for people who cannot see them."""

import re
from uuid import UUID

from core.content.assist_asking import Asking, Suggestions
from core.content.assist_prompts import ALT_TEXT
from core.content.illustrate import POSTERS
from core.content.media import ALT_MAX, place_media
from core.errors import NotFound
from core.keys import needs
from core.tables import Post
from core.vocab import Permission
from core.workspace import Workspace

_READS = re.compile(r"reads [“\"](.+?)[”\"]\.?\Z")
"""How a drawn poster's description ends: with the words on it."""


@needs(Permission.WRITE)
def suggest_alt_text(ws: Workspace, post_id: UUID, key: str) -> Suggestions:
    """Descriptions of one of the post's pictures, made from its words: nobody looks at the picture itself.

    Raises:
        NotFound: the post has no such picture.
        Conflict: as ``reword_post``.
    """
    asking = Asking(ws, post_id, None)
    item = next((one for one in asking.post.media if one.key == key), None)
    if item is None:
        raise NotFound("This post has no such picture any more.")
    words = _READS.search(item.alt_text)
    told = (words[1] if words else asking.post.title) if key.startswith(POSTERS) else item.alt_text
    return asking.asked(ALT_TEXT, asking.facts(most=2, shown=told))


@needs(Permission.WRITE)
def describe_picture(ws: Workspace, post_id: UUID, key: str, text: str) -> Post:
    """Keep a picture's description.

    Raises:
        Conflict, Invalid: as ``place_media``.
    """
    media = ws.rows.get(Post, post_id).media
    told = text.strip()[: ALT_MAX + 1]
    return place_media(
        ws, post_id, [one.model_copy(update={"alt_text": told}) if one.key == key else one for one in media]
    )
