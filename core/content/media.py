"""The pictures and the video of a post: brought, described, put in order, taken away."""

import hashlib
from collections.abc import Callable, Sequence
from uuid import UUID

from core.channels.preflight import check, refuse_if_hard
from core.channels.sniffed import kind_of
from core.content.changing import LEAVING, changed, editable
from core.content.films import clean_film, frame_of
from core.content.illustrate import KEY
from core.content.photos import photo
from core.errors import Invalid
from core.keys import needs
from core.ports import Film
from core.rows.drafts import draft_of, sender_of
from core.tables import Post
from core.tables.values import MediaItem
from core.vocab import Permission, PostType
from core.workspace import Workspace

PHOTOS, VIDEOS, ANIMATICS = "photos/", "videos/", "animatics/"
ALT_MAX = 1000
"""Characters; LinkedIn takes more, Instagram's API as many."""
Progress = Callable[[float], None]
"""Told how much of the work is done, 0 to 1."""


@needs(Permission.WRITE)
def add_media(
    ws: Workspace, post_id: UUID, data: bytes, *, alt_text: str = "", progress: Progress | None = None
) -> Post:
    """Look at a file for what it is, save it afresh, put it to the post: a picture last, a video in another's place.

    A picture for a video post is its cover. A video without one gets a frame of its own as cover.

    Raises:
        Conflict: the post has gone out, or may have.
        Invalid: the file cannot be taken, the post's kind has no place for it, or its channel takes no more.
    """
    post = editable(ws.rows, post_id)
    is_film = kind_of(data) == "video"
    _refuse_by_the_kind(post, is_film=is_film)
    if is_film:
        film = clean_film(data, progress=progress)
        return put_film(ws, post_id, film, VIDEOS, alt_text=alt_text, verb="add_media")
    return put_pictures(ws, post_id, (_picture(ws, data, alt_text),), "add_media")


@needs(Permission.WRITE)
def place_media(ws: Workspace, post_id: UUID, items: Sequence[MediaItem]) -> Post:
    """Give a post these pictures and videos in this order: to sort, to describe, to take one away or bring it back.

    Raises:
        Conflict: the post has gone out, or may have.
        Invalid: a file is not here, a description is too long, or its channel would not take them.
    """
    for item in items:
        if not KEY.fullmatch(item.key) or ws.media.get(item.key) is None:
            raise Invalid("That picture is no longer here. Upload it again.", field="media")
        if len(item.alt_text) > ALT_MAX:
            raise Invalid(f"That description is too long: {ALT_MAX:,} characters are the most.", field="alt_text")
    with ws.writing() as rows:
        return _placed(ws, editable(rows, post_id), tuple(items), "place_media")


@needs(Permission.WRITE)
def cover_from_video(ws: Workspace, post_id: UUID, second: float) -> Post:
    """Make one moment of the post's video its cover.

    Raises:
        Conflict: the post has gone out, or may have.
        Invalid: it has no video.
    """
    post = editable(ws.rows, post_id)
    video = next((item for item in post.media if is_video(item)), None)
    data = ws.media.get(video.key) if video else None
    if data is None:
        raise Invalid("This post has no video yet.", field="media")
    item = _picture(ws, frame_of(data, second), f"A moment of the video: {post.title}"[:ALT_MAX])
    return put_pictures(ws, post_id, (item,), "cover_from_video")


def is_video(item: MediaItem) -> bool:
    """Whether it moves."""
    return item.content_type.startswith("video/")


def put_film(
    ws: Workspace, post_id: UUID, film: Film, folder: str, *, alt_text: str, made: str = "", verb: str
) -> Post:
    """Keep a film under its content's hash and put it to a video post; a frame of it fills the place of a cover."""
    return put_pictures(ws, post_id, _items(ws, film, folder, alt_text, made), verb)


def put_pictures(ws: Workspace, post_id: UUID, items: Sequence[MediaItem], verb: str) -> Post:
    """Put stored files to a post, each in its place."""
    with ws.writing() as rows:
        own = editable(rows, post_id)
        return _placed(ws, own, _with(own, items), verb)


def _refuse_by_the_kind(post: Post, *, is_film: bool) -> None:
    if post.type is PostType.TEXT:
        raise Invalid("This is a text post, which has no pictures. Begin an image post instead.", field="media")
    if is_film and post.type is not PostType.VIDEO:
        raise Invalid(
            "This is an image post, so a video has no place in it. Begin a video post instead.", field="media"
        )


def _picture(ws: Workspace, data: bytes, alt_text: str) -> MediaItem:
    made = photo(data)
    key = f"{PHOTOS}{hashlib.sha256(made.jpeg).hexdigest()}.jpg"
    ws.media.put(key, made.jpeg, content_type="image/jpeg")
    return MediaItem(
        key=key, content_type="image/jpeg", alt_text=alt_text[:ALT_MAX], width=made.width, height=made.height
    )


def _items(ws: Workspace, film: Film, folder: str, alt_text: str, made: str) -> tuple[MediaItem, ...]:
    """A frame of a film, for where there is no cover, and the film."""
    key = f"{folder}{hashlib.sha256(film.data).hexdigest()}.mp4"
    ws.media.put(key, film.data, content_type="video/mp4")
    item = MediaItem(
        key=key,
        content_type="video/mp4",
        alt_text=alt_text[:ALT_MAX],
        width=film.width,
        height=film.height,
        seconds=film.seconds,
        made=made,
    )
    frame = frame_of(film.data, min(1.0, film.length / 2))
    return _picture(ws, frame, "A moment of the video."), item


def _with(post: Post, items: Sequence[MediaItem]) -> tuple[MediaItem, ...]:
    """The post's media with new ones among them: a video post has one cover and one video."""
    if post.type is not PostType.VIDEO:
        held = {item.key for item in post.media}
        return (*post.media, *(item for item in items if item.key not in held))
    videos = [item for item in items if is_video(item)] or [item for item in post.media if is_video(item)]
    covers = [item for item in post.media if not is_video(item)]
    new = [item for item in items if not is_video(item)]
    replaces = not covers or not any(map(is_video, items))  # a film's own frame only fills a gap
    return (*(new if new and replaces else covers[:1]), *videos)


def _placed(ws: Workspace, post: Post, media: tuple[MediaItem, ...], verb: str) -> Post:
    known = {finding.code for finding in check(draft_of(ws.rows, post), sender_of(ws.profile))}
    brings = {item.key for item in media} - {item.key for item in post.media}
    post.media = media
    after = check(draft_of(ws.rows, post), sender_of(ws.profile))
    refuse_if_hard(one for one in after if post.status in LEAVING or (brings and one.code not in known))
    return changed(ws, ws.rows, post, verb)
