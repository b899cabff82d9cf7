"""A poster drawn from a brand's colours, name and words, for posts that need a picture."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from io import BytesIO
from types import MappingProxyType

from PIL import Image

from core.content.contrast import parsed
from core.content.layouts.bold import bold
from core.content.layouts.event import event
from core.content.layouts.offer import offer
from core.content.layouts.page import BrandLook, Page, Words, page
from core.content.layouts.pattern import pattern
from core.content.layouts.photo import caption, split
from core.content.layouts.point import point
from core.content.layouts.quote import quote
from core.content.lettering import printable
from core.errors import Invalid

__all__ = ["BrandLook", "Layout", "Words", "jpeg", "laid_out", "poster", "printable", "sheet"]

HOUSE_COLORS = ("#14213D", "#2DD4BF")


class Layout(StrEnum):
    """How a poster is laid out; ``point`` is for the tiles inside a series."""

    PATTERN = "pattern"
    BOLD = "bold"
    SPLIT = "split"
    CAPTION = "caption"
    QUOTE = "quote"
    OFFER = "offer"
    EVENT = "event"
    POINT = "point"


DRAW: Mapping[Layout, Callable[[Page, Words], None]] = MappingProxyType(
    {
        Layout.PATTERN: pattern,
        Layout.BOLD: bold,
        Layout.SPLIT: split,
        Layout.CAPTION: caption,
        Layout.QUOTE: quote,
        Layout.OFFER: offer,
        Layout.EVENT: event,
        Layout.POINT: point,
    }
)


def poster(headline: str, *, subline: str = "", brand: BrandLook, size: tuple[int, int] = (1080, 1350)) -> bytes:
    """A :func:`sheet` as a JPEG: the same words and brand give the same bytes.

    Raises:
        Invalid: as :func:`sheet`.
    """
    return jpeg(sheet(headline, subline=subline, brand=brand, size=size))


def jpeg(image: Image.Image) -> bytes:
    """The one format that Instagram takes."""
    out = BytesIO()
    image.save(out, "JPEG", quality=92, subsampling=0)
    return out.getvalue()


def sheet(headline: str, *, subline: str = "", brand: BrandLook, size: tuple[int, int] = (1080, 1350)) -> Image.Image:
    """Draw the headline in the brand's look, in the layout that suits any post.

    Raises:
        Invalid: as :func:`laid_out`.
    """
    return laid_out(Words(headline=headline, subline=subline), brand=brand, size=size)


def laid_out(
    words: Words,
    *,
    brand: BrandLook,
    layout: Layout = Layout.PATTERN,
    size: tuple[int, int] = (1080, 1350),
    photo: bytes | None = None,
) -> Image.Image:
    """Draw words in a brand's look.

    All text stands at a contrast of at least 4.5 : 1. Characters that no font has, such as emoji, are left out;
    without a headline the brand's name stands in. Layouts with a place for a photo put the brand's pattern there
    when there is none.

    Raises:
        Invalid: a colour or a logo that cannot be drawn, or a size outside 320 to 4096 pixels a side (field
            ``colors``, ``logo`` or ``size``).
    """
    if not all(320 <= side <= 4096 for side in size):
        raise Invalid("A poster is 320 to 4096 pixels wide and high.", field="size")
    colors = tuple(parsed(color) for color in (brand.colors + HOUSE_COLORS[len(brand.colors) :])[:3])
    clean = Words(
        headline=printable(words.headline) or printable(brand.name),
        subline=printable(words.subline),
        label=printable(words.label),
        figure=printable(words.figure),
        note=printable(words.note),
        by=printable(words.by),
    )
    made = page(brand, colors, size, photo)
    DRAW[layout](made, clean)
    return made.image
