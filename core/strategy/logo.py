"""A logo as it is kept: looked at for what it is, not for what it is called, and saved afresh as a plain PNG."""

import hashlib
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from core.errors import Invalid

MOST_BYTES = 4_000_000
MOST_PIXELS = 16_000_000
"""4,000 by 4,000: more than any screen shows, and 64 MB while it is open."""
LEAST_SIDE, MOST_SIDE = 32, 1024
"""Pixels: smaller ones are mush on a poster; larger ones are made smaller."""
FORMATS = {"PNG": "PNG", "JPEG": "JPG", "WEBP": "WebP", "GIF": "GIF"}
_REMEDY = "Save it as PNG, 512 pixels wide or more, and upload that."


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
    _refuse_by_the_bytes(data)
    try:
        with Image.open(BytesIO(data), formats=list(FORMATS)) as picture:
            found = FORMATS.get(picture.format or "", "JPG")  # a phone's JPG may hold several pictures, and says MPO
            _refuse_by_the_size(picture.size)
            kept = _plain(picture)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as bomb:
        raise Invalid(f"This picture unpacks to far more than it shows. {_REMEDY}", field="logo") from bomb
    except UnidentifiedImageError as unknown:
        raise Invalid(f"This isn't a PNG, JPG, WebP or GIF picture, whatever its name says. {_REMEDY}", field="logo") \
            from unknown  # fmt: skip
    except (OSError, SyntaxError, ValueError) as broken:
        raise Invalid(f"This picture is damaged or cut off. {_REMEDY}", field="logo") from broken
    out = BytesIO()
    kept.save(out, "PNG", optimize=True)
    png = out.getvalue()
    return Logo(f"logos/{hashlib.sha256(png).hexdigest()}.png", png, kept.width, kept.height, found)


def _refuse_by_the_bytes(data: bytes) -> None:
    if not data:
        raise Invalid(f"The file is empty. {_REMEDY}", field="logo")
    if len(data) > MOST_BYTES:
        size = f"{len(data) / 1_000_000:.1f} MB; {MOST_BYTES / 1_000_000:.0f} MB are the most"
        raise Invalid(f"The file has {size}. {_REMEDY}", field="logo")
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"<") and (b"<svg" in data[:4096].lower() or b"<?xml" in head):
        raise Invalid(
            f"SVG files can carry scripts and links, so they are not taken. {_REMEDY}",
            field="logo",
        )


def _refuse_by_the_size(size: tuple[int, int]) -> None:
    """By what the header says, before a pixel is unpacked."""
    width, height = size
    if width * height > MOST_PIXELS:
        most = f"{MOST_PIXELS // 1_000_000} million are the most"
        raise Invalid(f"The picture has {width:,} by {height:,} pixels; {most}. {_REMEDY}", field="logo")
    if min(width, height) < LEAST_SIDE:
        raise Invalid(f"The picture has {width} by {height} pixels: too small for a poster. {_REMEDY}", field="logo")


def _plain(picture: Image.Image) -> Image.Image:
    """The first frame, the right way up, as bare pixels of red, green, blue and opacity."""
    upright = ImageOps.exif_transpose(picture).convert("RGBA")
    if upright.getbbox(alpha_only=True) is None:
        raise Invalid(f"The picture is wholly transparent. {_REMEDY}", field="logo")
    upright.thumbnail((MOST_SIDE, MOST_SIDE), Image.Resampling.LANCZOS)
    bare = Image.new("RGBA", upright.size)
    bare.paste(upright)
    return bare
