"""Videos that people bring: looked at for what they are, and saved afresh within what a small server can do."""

from collections.abc import Callable

from core.backends import find_films
from core.channels.sniffed import kind_of, told
from core.errors import Invalid
from core.ports import BrokenFilm, Film

MOST_BYTES, MOST_SECONDS, MOST_SOURCE_SIDE = 50_000_000, 180, 4096
MOST_SIDE = 1280
"""Pixels: what phones show of a video in a feed; larger ones would take a small server minutes."""
REMEDY = "Export it as MP4 (H.264), up to 3 minutes and 50 MB, and upload that."


def clean_film(data: bytes, *, progress: Callable[[float], None] | None = None) -> Film:
    """Check a video and save it afresh as an MP4 without metadata.

    Raises:
        Invalid: too large, too long, no video, or damaged (field ``video``).
    """
    if len(data) > MOST_BYTES:
        size = f"{len(data) / 1_000_000:.0f} MB; {MOST_BYTES / 1_000_000:.0f} MB are the most"
        raise Invalid(f"The video has {size}. {REMEDY}", field="video")
    if kind_of(data) != "video":
        raise Invalid(f"{told(data) or 'This is no video that we know'}. {REMEDY}", field="video")
    films = find_films()
    try:
        seen = films.look(data)
        if seen.length > MOST_SECONDS or max(seen.width, seen.height) > MOST_SOURCE_SIDE:
            what = f"{seen.seconds} seconds and {seen.width} by {seen.height} pixels"
            raise Invalid(f"The video has {what}, which is more than we can prepare here. {REMEDY}", field="video")
        return films.clean(data, most_side=MOST_SIDE, progress=progress or (lambda _: None))
    except BrokenFilm as broken:
        raise Invalid(f"This video is damaged, or in a form we can't read. {REMEDY}", field="video") from broken
    except TimeoutError as late:
        raise Invalid(f"Preparing this video took too long. {REMEDY}", field="video") from late


def frame_of(data: bytes, second: float) -> bytes:
    """One moment of a video as a JPEG.

    Raises:
        Invalid: nothing in it can be shown (field ``video``).
    """
    try:
        return find_films().frame(data, second)
    except BrokenFilm as broken:
        raise Invalid(f"This video can't be shown. {REMEDY}", field="video") from broken
