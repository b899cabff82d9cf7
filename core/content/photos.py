"""Pictures that people bring: looked at for what they are, and saved afresh, so that nothing but pixels is kept."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps

from core.channels.pictures import Limits, opened

PHOTO = Limits("picture", "Upload a JPG or PNG instead, up to 20 MB.", 20_000_000, 50_000_000, 200)
MOST_SIDE = 2160
"""Pixels: twice what any feed shows."""
LOOK_SIDE, LOOK_QUALITY = 768, 80
"""Pixels and quality of what a model is shown: enough for the words on a poster."""
BEST, MOST_KEPT = 90, 4_500_000
"""Quality of the JPEG, 0-100, and bytes that every channel takes (LinkedIn's 5 MB is the least)."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture as it is kept: a JPEG without metadata; sides in pixels, ``found`` the format it came in."""

    jpeg: bytes
    width: int
    height: int
    found: str


def photo(data: bytes) -> Photo:
    """Check a picture and save it afresh as a JPEG: upright, on white where it was transparent, without metadata.

    Raises:
        Invalid: too large, no picture, damaged, too small, or one that would unpack to too many pixels
            (field ``picture``).
    """
    kept, found = opened(data, PHOTO, _plain)
    quality, jpeg = BEST, _jpeg(kept, BEST)
    while len(jpeg) > MOST_KEPT and quality > 50:
        quality -= 10
        jpeg = _jpeg(kept, quality)
    return Photo(jpeg, kept.width, kept.height, found)


def to_look_at(data: bytes) -> bytes:
    """A kept picture as a JPEG small enough to be shown to a model.

    Raises:
        Invalid: as ``photo``.
    """
    kept, _ = opened(data, PHOTO, _plain)
    kept.thumbnail((LOOK_SIDE, LOOK_SIDE), Image.Resampling.LANCZOS)
    return _jpeg(kept, LOOK_QUALITY)


def _plain(picture: Image.Image) -> Image.Image:
    """The first frame, the right way up, as bare pixels of red, green and blue."""
    picture.draft("RGB", (MOST_SIDE, MOST_SIDE))  # a large JPEG is unpacked small at once
    if picture.mode not in {"RGB", "L"}:
        picture = picture.convert("RGBA")  # colours from a list cannot be mixed
    picture.thumbnail((MOST_SIDE, MOST_SIDE), Image.Resampling.LANCZOS, reducing_gap=2)
    upright = ImageOps.exif_transpose(picture).convert("RGBA")
    bare = Image.new("RGBA", upright.size, "white")
    bare.alpha_composite(upright)
    return bare.convert("RGB")


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    out = BytesIO()
    picture.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()
