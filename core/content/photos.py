"""Pictures that people bring: looked at for what they are, and saved afresh, so that nothing but pixels is kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from types import MappingProxyType
from typing import TypeVar

from PIL import Image, ImageOps, UnidentifiedImageError

from core.content.sniffed import told
from core.errors import Invalid

T = TypeVar("T")
FORMATS: Mapping[str, str] = MappingProxyType({"PNG": "PNG", "JPEG": "JPG", "WEBP": "WebP", "GIF": "GIF"})
ONE_AT_A_TIME = Lock()
"""An open picture takes up to 200 MB; two people who bring one wait for each other."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What is taken: bytes, pixels in all, the least side in pixels; ``field`` and ``remedy`` are for the refusals."""

    field: str
    remedy: str
    bytes: int
    pixels: int
    least_side: int


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


def opened(data: bytes, limits: Limits, keep: Callable[[Image.Image], T]) -> tuple[T, str]:
    """What ``keep`` makes of a picture that is what it should be, and the format it came in.

    Raises:
        Invalid: it is none, too large, too small or damaged (the limits' field).
    """
    field, remedy = limits.field, limits.remedy
    _refuse_by_the_bytes(data, limits)
    try:
        with ONE_AT_A_TIME, Image.open(BytesIO(data), formats=list(FORMATS)) as picture:
            found = FORMATS.get(picture.format or "", "JPG")  # a phone's JPG may hold several pictures, and says MPO
            _refuse_by_the_size(picture.size, limits)
            return keep(picture), found
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as bomb:
        raise Invalid(f"This picture unpacks to far more than it shows. {remedy}", field=field) from bomb
    except UnidentifiedImageError as unknown:
        raise Invalid(f"This isn't a PNG, JPG, WebP or GIF picture, whatever its name says. {remedy}", field=field) \
            from unknown  # fmt: skip
    except (OSError, SyntaxError, ValueError) as broken:
        raise Invalid(f"This picture is damaged or cut off. {remedy}", field=field) from broken


def _refuse_by_the_bytes(data: bytes, limits: Limits) -> None:
    if not data:
        raise Invalid(f"The file is empty. {limits.remedy}", field=limits.field)
    if len(data) > limits.bytes:
        size = f"{len(data) / 1_000_000:.1f} MB; {limits.bytes / 1_000_000:.0f} MB are the most"
        raise Invalid(f"The file has {size}. {limits.remedy}", field=limits.field)
    if other := told(data):
        raise Invalid(f"{other}. {limits.remedy}", field=limits.field)


def _refuse_by_the_size(size: tuple[int, int], limits: Limits) -> None:
    """By what the header says, before a pixel is unpacked."""
    width, height = size
    if width * height > limits.pixels:
        most = f"{limits.pixels // 1_000_000} million are the most"
        raise Invalid(f"The picture has {width:,} by {height:,} pixels; {most}. {limits.remedy}", field=limits.field)
    if min(width, height) < limits.least_side:
        least = f"{limits.least_side} are the least a side"
        raise Invalid(f"The picture has {width} by {height} pixels; {least}. {limits.remedy}", field=limits.field)


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
