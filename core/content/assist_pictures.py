"""Describing a post's pictures for people who cannot see them."""

import re
from dataclasses import replace
from uuid import UUID

from core.ai.model import BLIND
from core.content.assist_asking import Asking, Suggestions
from core.content.assist_prompts import ALT_SEEN, ALT_TEXT
from core.content.illustrate import POSTERS
from core.content.media import ALT_MAX, place_media
from core.content.photos import to_look_at
from core.errors import NotFound
from core.keys import needs
from core.tables import Post
from core.tables.values import MediaItem
from core.vocab import Engine, Permission
from core.workspace import Workspace

_READS = re.compile(r"reads [“\"](.+?)[”\"]\.?\Z")
"""How a drawn poster's description ends: with the words on it."""
LOOKED = "The model looked at the picture."
UNSEEN = "Nobody looked at the picture: this is what the words around it tell."
NO_EYES = "The model takes no pictures, so nobody looked at this one: it was told the words around it."


@needs(Permission.WRITE)
def suggest_alt_text(ws: Workspace, post_id: UUID, key: str) -> Suggestions:
    """Descriptions of one of the post's pictures: by a model that looks at it, else made from the words around it.

    Each says whether somebody looked. A model that takes no pictures is asked with the words alone.

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
    facts, seen = asking.facts(most=2, shown=told), _seen(ws, item)
    if not seen:
        return _labelled(asking.asked(ALT_TEXT, facts), UNSEEN)
    found = asking.asked(ALT_SEEN, facts.model_copy(update={"picture": key, "seen": seen}))
    if found.ai.fallback_reason == BLIND:
        return _labelled(asking.asked(ALT_TEXT, facts), NO_EYES)
    return _labelled(found, LOOKED if found.ai.engine is Engine.MODEL else UNSEEN)


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


def _seen(ws: Workspace, item: MediaItem) -> bytes:
    """The picture as it is shown to a model; nothing of a film, or of a file that is gone."""
    data = ws.media.get(item.key) if item.content_type.startswith("image/") else None
    return to_look_at(data) if data else b""


def _labelled(found: Suggestions, words: str) -> Suggestions:
    return replace(found, candidates=tuple(replace(one, notes=(*one.notes, words)) for one in found.candidates))
