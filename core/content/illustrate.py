"""Posters: drawn from the brand, stored by what they contain, and shown again."""

import hashlib
import re
from collections.abc import Mapping
from types import MappingProxyType
from uuid import UUID

from core.content.changing import changed, editable
from core.content.poster import BrandLook, poster
from core.errors import Invalid, NotFound
from core.keys import needs
from core.tables import Post, Profile
from core.tables.values import MediaItem
from core.vocab import Channel, Permission, PostType
from core.workspace import Workspace

PORTRAIT = (1080, 1350)
SIZES: Mapping[Channel, tuple[int, int]] = MappingProxyType({"linkedin": (1200, 1200), "email": (1200, 675)})
"""Pixels; feeds show 4:5 largest, so that is the shape where nothing else is said."""
POSTERS = "posters/"
KEY = re.compile(r"[a-z]+/[0-9a-f]{64}\.(?:png|jpg|webp|gif|mp4)")


@needs(Permission.WRITE)
def illustrate_post(ws: Workspace, post_id: UUID, *, headline: str = "") -> Post:
    """Draw a poster for a post and put it first among its pictures, in place of an older poster.

    Raises:
        Conflict: the post has gone out, or may have.
        Invalid: its channel takes no pictures, or the brand's colours or logo cannot be drawn.
    """
    post = editable(ws.rows, post_id)
    if post.type is PostType.TEXT:
        raise Invalid("This is a text post. Make it an image post first.", field="type")
    words = headline.strip() or post.title
    item = drawn(ws, post.channel, words, f'A poster that reads "{words}".')
    with ws.writing() as rows:
        own = editable(rows, post_id)
        own.media = (item, *(old for old in own.media if not old.key.startswith(POSTERS)))
        return changed(ws, rows, own, "illustrate_post")


@needs(Permission.READ)
def media_bytes(ws: Workspace, key: str) -> bytes:
    """A picture's or video's bytes.

    Raises:
        NotFound: this business has no such file.
    """
    data = ws.media.get(key) if KEY.fullmatch(key) else None
    if data is None:
        raise NotFound("There is no such picture here. Draw it again.")
    return data


def drawn(ws: Workspace, channel: Channel, headline: str, alt_text: str) -> MediaItem:
    """Draw and store a poster; the same words and brand make the same file, so doing it twice is harmless."""
    size = SIZES.get(channel, PORTRAIT)
    data = poster(headline, brand=_look(ws), size=size)
    key = f"{POSTERS}{hashlib.sha256(data).hexdigest()}.jpg"
    ws.media.put(key, data, content_type="image/jpeg")
    words = alt_text or f'A poster that reads "{headline}".'
    return MediaItem(key=key, content_type="image/jpeg", alt_text=words, width=size[0], height=size[1])


def _look(ws: Workspace) -> BrandLook:
    profile: Profile = ws.profile
    logo = ws.media.get(profile.assets.logo) if profile.assets.logo else None
    return BrandLook(colors=profile.assets.colors, name=ws.business.name, logo_png=logo)
