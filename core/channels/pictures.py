"""Pictures from outside: looked at for what they are, and opened with a limit on what they unpack to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from types import MappingProxyType
from typing import TypeVar

from PIL import Image, UnidentifiedImageError

from core.channels.sniffed import told
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
