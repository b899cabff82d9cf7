"""A picture painted by a model from a person's words, and the poster that stands in where none comes."""

import hashlib
from dataclasses import dataclass
from io import BytesIO
from uuid import UUID

from PIL import Image, ImageOps

from core.content.changing import editable
from core.content.illustrate import PosterOrder, illustrate_post, shapes_of
from core.content.media import ALT_MAX, put_pictures
from core.content.photos import photo
from core.content.poster import jpeg
from core.errors import Invalid, ModelFailed, QuotaSpent
from core.keys import needs
from core.tables import Post
from core.tables.values import MediaItem
from core.vocab import Permission, PostType
from core.workspace import Workspace

PAINTINGS = "paintings/"
WORDS_MAX = 1_000
PLAIN = "No words, letters, numbers or logos in the picture."
"""Said to the model after the person's own words: what it writes into pictures is seldom spelt right."""


@dataclass(frozen=True)
class Painted:
    """The post with its new picture; ``fallback_reason`` says why that is a poster of ours instead."""

    post: Post
    model: str
    fallback_reason: str | None = None


@needs(Permission.WRITE)
def paint_post(ws: Workspace, post_id: UUID, words: str, *, shape: int = 0) -> Painted:
    """Have a picture painted for a post and put it last among its pictures; a poster is drawn where none comes.

    Up to 90 seconds. What comes back is looked at like a file that a person brings.

    Raises:
        Conflict: the post has gone out, or may have.
        Invalid: nothing was described, or its kind has no place for a picture.
    """
    post = editable(ws.rows, post_id)
    told = " ".join(words.split())
    if post.type is PostType.TEXT:
        raise Invalid("This is a text post, which has no pictures. Begin an image post instead.", field="type")
    if not told or len(told) > WORDS_MAX:
        raise Invalid(f"Describe the picture in up to {WORDS_MAX:,} characters.", field="words")
    shapes = shapes_of(post.channel)
    size = shapes[shape if 0 <= shape < len(shapes) else 0].size
    try:
        made = photo(ws.pictures.paint(f"{told}\n{PLAIN}", size))
    except (ModelFailed, QuotaSpent, Invalid) as refused:
        drawn = illustrate_post(ws, post_id, order=PosterOrder(shape=shape))
        return Painted(drawn, "", refused.message)
    fitted = ImageOps.fit(Image.open(BytesIO(made.jpeg)), size, Image.Resampling.LANCZOS)
    data, model = jpeg(fitted), ws.pictures.model
    key = f"{PAINTINGS}{hashlib.sha256(data).hexdigest()}.jpg"
    ws.media.put(key, data, content_type="image/jpeg")
    item = MediaItem(
        key=key, content_type="image/jpeg", alt_text=told[:ALT_MAX], width=size[0], height=size[1], made=model
    )
    return Painted(put_pictures(ws, post_id, (item,), "paint_post"), model)


@needs(Permission.READ)
def painter_of(ws: Workspace) -> tuple[str, str]:
    """The model that would paint for this business, or why there is none."""
    return ws.pictures.model, ws.pictures.why
