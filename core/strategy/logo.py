"""A logo as it is kept: looked at for what it is, not for what it is called, and saved afresh as a plain PNG."""

import hashlib
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps

from core.channels.pictures import Limits, opened
from core.errors import Invalid

LEAST_SIDE, MOST_SIDE = 32, 1024
"""Pixels: smaller ones are mush on a poster; larger ones are made smaller."""
LIMITS = Limits("logo", "Save it as PNG, 512 pixels wide or more, and upload that.", 4_000_000, 16_000_000, LEAST_SIDE)
"""4,000 by 4,000 pixels: more than any screen shows, and 64 MB while it is open."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A checked logo: ``key`` is made of the content's hash, sides are pixels, ``found`` is the format it came in."""

    key: str
    png: bytes
    width: int
    height: int
    found: str


def checked(data: bytes) -> Logo:
    """Look at an uploaded file and save it afresh: nothing but the pixels is kept, no metadata, no extra frames.

    Raises:
        Invalid: too large, an SVG, not a picture, too small, or one that would unpack to too many pixels
            (field ``logo``).
    """
    kept, found = opened(data, LIMITS, _plain)
    out = BytesIO()
    kept.save(out, "PNG", optimize=True)
    png = out.getvalue()
    return Logo(f"logos/{hashlib.sha256(png).hexdigest()}.png", png, kept.width, kept.height, found)


def _plain(picture: Image.Image) -> Image.Image:
    """The first frame, the right way up, as bare pixels of red, green, blue and opacity."""
    upright = ImageOps.exif_transpose(picture).convert("RGBA")
    if upright.getbbox(alpha_only=True) is None:
        raise Invalid(f"The picture is wholly transparent. {LIMITS.remedy}", field="logo")
    upright.thumbnail((MOST_SIDE, MOST_SIDE), Image.Resampling.LANCZOS)
    bare = Image.new("RGBA", upright.size)
    bare.paste(upright)
    return bare
