"""Posters: drawn from the brand, stored by what they contain, and shown again."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from uuid import UUID

from core.channels.rules import channel as rules
from core.content.changing import changed, editable
from core.content.poster import BrandLook, Layout, Words, jpeg, laid_out
from core.content.poster_words import call_of, fitting, points_of, quoted_in, words_on
from core.errors import Invalid, NotFound
from core.keys import needs
from core.tables import Post, Profile
from core.tables.values import MediaItem
from core.vocab import Channel, Permission, PostType
from core.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Shape:
    """A size that a channel shows well, in pixels, and what people call it."""

    label: str
    width: int
    height: int

    @property
    def size(self) -> tuple[int, int]:
        return self.width, self.height


PORTRAIT = Shape("Portrait 4:5", 1080, 1350)
FEED = (PORTRAIT, Shape("Square 1:1", 1080, 1080), Shape("Story 9:16", 1080, 1920))
SHAPES: Mapping[Channel, tuple[Shape, ...]] = MappingProxyType(
    {
        "instagram": FEED,
        "linkedin": (Shape("Square 1:1", 1200, 1200), Shape("Wide 1.91:1", 1200, 628), PORTRAIT),
        "email": (Shape("Picture 16:9", 1200, 675), Shape("Header 3:1", 1200, 400), Shape("Square 1:1", 1200, 1200)),
    }
)
"""The first of a channel is drawn where nothing else is said; feeds show 4:5 largest."""
POSTERS = "posters/"
KEY = re.compile(r"[a-z]+/[0-9a-f]{64}\.(?:png|jpg|webp|gif|mp4)")


@dataclass(frozen=True, kw_only=True)
class PosterOrder:
    """How a poster is wanted. What is left empty comes from the post's own words and the brand.

    Attributes:
        headline: the post's name when empty.
        layout: what the post's words ask for when None.
        shape: one of the channel's shapes, counted from 0.
        hand: a font, one of ``core.content.lettering.HANDS``; the brand's own when empty.
        words: other words for the places of the layout, by their names in ``Words``.
        photo: the key of one of the post's own pictures, for layouts with a photo; its first when empty.
    """

    headline: str = ""
    layout: Layout | None = None
    shape: int = 0
    hand: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    photo: str = ""


@needs(Permission.WRITE)
def illustrate_post(ws: Workspace, post_id: UUID, *, headline: str = "", order: PosterOrder | None = None) -> Post:
    """Draw a poster for a post and put it first among its pictures, in place of older posters.

    Raises:
        Conflict: the post has gone out, or may have.
        Invalid: its channel takes no pictures, or the brand's colours or logo cannot be drawn.
    """
    post = editable(ws.rows, post_id)
    wanted = order or PosterOrder(headline=headline)
    return _put(ws, post_id, (_stored(ws, post, wanted, _words(ws, post, wanted)),))


@needs(Permission.WRITE)
def illustrate_series(ws: Workspace, post_id: UUID, order: PosterOrder | None = None) -> Post:
    """Draw a series: a cover, one sheet for each point of the caption, and the call to action last.

    Raises:
        Conflict: the post has gone out, or may have.
        Invalid: it makes fewer than two points, or its channel takes no series of pictures.
    """
    post, wanted = editable(ws.rows, post_id), order or PosterOrder()
    points = points_of(post.caption, but=wanted.headline or post.title)
    if len(points) < 2:
        raise Invalid("A series needs two points or more. Write them as a list: one line each.", field="caption")
    most = rules(post.channel).limits.media_max
    if post.type is not PostType.IMAGE or (most and most.value < 3):
        raise Invalid("Only image posts on channels with several pictures can carry a series.", field="type")
    points = points[: most.value - 2] if most else points
    sheets = [_stored(ws, post, wanted, _words(ws, post, wanted))]
    for number, point in enumerate(points, 1):
        words = Words(headline=point, figure=str(number), label=f"{number} of {len(points)}")
        sheets.append(_stored(ws, post, replace(wanted, layout=Layout.POINT), words))
    if post.cta.strip():
        sheets.append(_stored(ws, post, replace(wanted, layout=Layout.BOLD), call_of(post.cta)))
    return _put(ws, post_id, sheets)


@needs(Permission.READ)
def preview_order(ws: Workspace, post_id: UUID, order: PosterOrder) -> bytes:
    """The poster as it would be drawn, at half its size; nothing is stored.

    Raises:
        Invalid: the brand's colours or logo cannot be drawn.
    """
    post = ws.rows.get(Post, post_id)
    width, height = _shape(post.channel, order.shape).size
    return _drawn(ws, post, order, _words(ws, post, order), (max(320, width // 2), max(320, height // 2)))


@needs(Permission.READ)
def order_for(ws: Workspace, post_id: UUID) -> PosterOrder:
    """What a post's own words ask for, filled in to be changed: layout, headline and the words of every place."""
    post = ws.rows.get(Post, post_id)
    layout = _layout(ws, post, PosterOrder())
    words = _words(ws, post, PosterOrder(layout=layout))
    told = {name: getattr(words, name) for name in ("subline", "label", "figure", "note", "by")}
    return PosterOrder(headline=words.headline, layout=layout, hand=look_of(ws).hand, words=told)


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


def drawn(ws: Workspace, channel: Channel, headline: str, alt_text: str, *, caption: str = "") -> MediaItem:
    """Draw and store a poster; the same words and brand make the same file, so doing it twice is harmless."""
    shape, offers = _shape(channel, 0), ws.profile.offers
    layout, words = fitting(headline, caption, offers), words_on(headline, caption, offers)
    data = jpeg(laid_out(words, brand=look_of(ws), layout=layout, size=shape.size))
    return stored_poster(ws, data, shape.size, alt_text or f'A poster that reads "{headline}".', made=layout)


def stored_poster(ws: Workspace, data: bytes, size: tuple[int, int], alt_text: str, *, made: str) -> MediaItem:
    """Keep a poster under its content's hash."""
    key = f"{POSTERS}{hashlib.sha256(data).hexdigest()}.jpg"
    ws.media.put(key, data, content_type="image/jpeg")
    width, height = size
    return MediaItem(key=key, content_type="image/jpeg", alt_text=alt_text, width=width, height=height, made=made)


def shapes_of(channel: Channel) -> tuple[Shape, ...]:
    """The shapes that a channel shows well, its usual one first."""
    return SHAPES.get(channel, FEED)


def photos_of(post: Post) -> tuple[MediaItem, ...]:
    """The pictures of a post that are no posters of ours."""
    return tuple(
        item for item in post.media if item.content_type.startswith("image/") and not item.key.startswith(POSTERS)
    )


def _put(ws: Workspace, post_id: UUID, sheets: Sequence[MediaItem]) -> Post:
    with ws.writing() as rows:
        own = editable(rows, post_id)
        own.media = (*sheets, *(old for old in own.media if not old.key.startswith(POSTERS)))
        return changed(ws, rows, own, "illustrate_post")


def _stored(ws: Workspace, post: Post, order: PosterOrder, words: Words) -> MediaItem:
    if post.type is PostType.TEXT:
        raise Invalid("This is a text post. Make it an image post first.", field="type")
    size, layout = _shape(post.channel, order.shape).size, _layout(ws, post, order)
    data = _drawn(ws, post, replace(order, layout=layout), words, size)
    return stored_poster(ws, data, size, f'A poster that reads "{words.headline}".', made=layout)


def _drawn(ws: Workspace, post: Post, order: PosterOrder, words: Words, size: tuple[int, int]) -> bytes:
    layout = _layout(ws, post, order)
    own = photos_of(post) if layout in {Layout.SPLIT, Layout.CAPTION} else ()
    chosen = next((item.key for item in own if item.key == order.photo), own[0].key if own else "")
    look = replace(look_of(ws), hand=order.hand) if order.hand else look_of(ws)
    photo = ws.media.get(chosen) if chosen else None
    return jpeg(laid_out(words, brand=look, layout=layout, size=size, photo=photo))


def _layout(ws: Workspace, post: Post, order: PosterOrder) -> Layout:
    headline = order.headline.strip() or post.title
    return order.layout or fitting(headline, post.caption, ws.profile.offers, has_photo=bool(photos_of(post)))


def _words(ws: Workspace, post: Post, order: PosterOrder) -> Words:
    headline = order.headline.strip() or post.title
    words = words_on(headline, post.caption, ws.profile.offers)
    if _layout(ws, post, order) is Layout.QUOTE and not order.headline.strip():
        words = replace(words, headline=quoted_in(post.caption) or headline)
    return replace(words, **order.words)


def _shape(channel: Channel, number: int) -> Shape:
    shapes = shapes_of(channel)
    return shapes[number] if 0 <= number < len(shapes) else shapes[0]


def look_of(ws: Workspace) -> BrandLook:
    """How the business's posters look."""
    profile: Profile = ws.profile
    logo = ws.media.get(profile.assets.logo) if profile.assets.logo else None
    hand = next(iter(profile.assets.fonts), "")
    return BrandLook(colors=profile.assets.colors, name=ws.business.name, logo_png=logo, hand=hand)
