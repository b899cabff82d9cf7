"""A poster drawn from a brand's colours, name and words, for posts that need a picture."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, UnidentifiedImageError

from core.channels.measure import shortened
from core.content.contrast import READABLE, RGB, blend, contrast, parsed, readable, towards
from core.content.tiles import tiled
from core.content.typesetting import LEADING, Measure, fitted, wrapped
from core.errors import Invalid

FONT = Path(__file__).parents[2] / "static" / "fonts" / "Inter.ttf"
DISPLAY, TEXT = 32, 14
"""Optical sizes of the font: tight for headlines, open for small print."""
HOUSE_COLORS = ("#14213D", "#2DD4BF")
SIZES = tuple(range(232, 51, -4))
HEADLINE_MAX, SUBLINE_MAX = 180, 160
"""Longer words are cut: no size would keep them readable on a phone."""


@dataclass(frozen=True, slots=True)
class BrandLook:
    """What a poster needs of a brand.

    Attributes:
        colors: hex colours: the ground, the accent, one more; missing ones are filled in.
        logo_png: a picture file, drawn in place of the initial.
    """

    colors: tuple[str, ...]
    name: str
    logo_png: bytes | None = None


@dataclass(frozen=True, slots=True)
class _Page:
    """A sheet with its measures in pixels and its colours."""

    image: Image.Image
    draw: ImageDraw.ImageDraw
    unit: float
    margin: int
    ground: RGB
    ink: RGB
    soft: RGB
    accent: RGB


def poster(headline: str, *, subline: str = "", brand: BrandLook, size: tuple[int, int] = (1080, 1350)) -> bytes:
    """A :func:`sheet` as a JPEG, the one format that Instagram takes: the same words and brand give the same bytes.

    Raises:
        Invalid: as :func:`sheet`.
    """
    out = BytesIO()
    sheet(headline, subline=subline, brand=brand, size=size).save(out, "JPEG", quality=92, subsampling=0)
    return out.getvalue()


def sheet(headline: str, *, subline: str = "", brand: BrandLook, size: tuple[int, int] = (1080, 1350)) -> Image.Image:
    """Draw the headline in the brand's look.

    All text stands at a contrast of at least 4.5 : 1. Characters that the font lacks, such as emoji, are left out;
    without a headline the brand's name stands in.

    Raises:
        Invalid: a colour or a logo that cannot be drawn, or a size outside 320 to 4096 pixels a side (field
            ``colors``, ``logo`` or ``size``).
    """
    if not all(320 <= side <= 4096 for side in size):
        raise Invalid("A poster is 320 to 4096 pixels wide and high.", field="size")
    colors = [parsed(color) for color in (brand.colors + HOUSE_COLORS[len(brand.colors) :])[:3]]
    page = _page(colors, size)
    top = _footer(page, brand)
    top = _words(page, printable(headline) or printable(brand.name), printable(subline), top)
    extra = colors[2] if len(colors) > 2 else blend(page.accent, page.ground, 0.5)
    shapes = (page.accent, towards(extra, page.ink, against=page.ground, least=1.35), page.ink)
    tiled(
        page.image, top - round(64 * page.unit), shapes, blend(page.ground, page.ink, 0.07), f"{brand.name}|{headline}"
    )
    return page.image.convert("RGB")


def printable(text: str) -> str:
    r"""The text on one line, without the characters that the font cannot draw.

    >>> printable("Fresh \U0001f950 bread  daily")
    'Fresh bread daily'
    """
    return " ".join("".join(c if _drawn(c) else " " * c.isspace() for c in unicodedata.normalize("NFC", text)).split())


def _page(colors: list[RGB], size: tuple[int, int]) -> _Page:
    ground, ink = colors[0], readable(colors[0])
    image = Image.new("RGB", size, ground)
    unit = min(size) / 1080
    soft = towards(blend(ink, ground, 0.28), ink, against=ground, least=READABLE)
    accent = towards(colors[1], ink, against=ground, least=1.8)
    return _Page(image, ImageDraw.Draw(image), unit, round(84 * unit), ground, ink, soft, accent)


def _footer(page: _Page, brand: BrandLook) -> int:
    """Mark and name at the foot, over a hairline; gives back where the words may end."""
    side = round(68 * page.unit)
    left, y = page.margin, page.image.height - page.margin - side
    name = printable(brand.name)
    left += _logo(page, brand.logo_png, (left, y), side) if brand.logo_png else _initial(page, name, (left, y), side)
    font = _font(round(34 * page.unit), 600, TEXT)
    room = page.image.width - page.margin - left
    page.draw.text((left, y + side / 2), shortened(name, lambda s: font.getlength(s) <= room), page.ink, font, "lm")
    line = y - round(40 * page.unit)
    page.draw.line((page.margin, line, page.image.width - page.margin, line), blend(page.ground, page.ink, 0.22), 2)
    return line - round(56 * page.unit)


def _initial(page: _Page, name: str, at: tuple[int, int], side: int) -> int:
    """The brand's first letter on a disc, when there is no logo; gives back the width used."""
    if not name:
        return 0
    disc = Image.new("L", (side * 4, side * 4), 0)
    ImageDraw.Draw(disc).ellipse((0, 0, side * 4 - 1, side * 4 - 1), fill=255)
    page.image.paste(page.accent, at, disc.reduce(4))
    font = _font(round(side * 0.5), 720, DISPLAY)
    middle = (at[0] + side / 2, at[1] + side / 2)
    page.draw.text(middle, name[0].upper(), readable(page.accent), font, "mm")
    return side + round(22 * page.unit)


def _logo(page: _Page, png: bytes, at: tuple[int, int], side: int) -> int:
    """The logo, on a plate of its own where the ground would swallow it; gives back the width used."""
    try:
        logo = Image.open(BytesIO(png)).convert("RGBA")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError) as why:
        raise Invalid("The logo can't be read as a picture. Upload it again as PNG.", field="logo") from why
    logo.thumbnail((side * 4, side))
    flat = Image.new("RGBA", logo.size, (*page.ground, 255))
    flat.alpha_composite(logo)
    mean = flat.convert("RGB").resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    assert isinstance(mean, tuple)
    color = (int(mean[0]), int(mean[1]), int(mean[2]))
    y = at[1] + (side - logo.height) // 2
    if contrast(color, page.ground) < 1.5:
        pad = round(10 * page.unit)
        plate = (at[0] - pad, y - pad, at[0] + logo.width + pad, y + logo.height + pad)
        page.draw.rounded_rectangle(plate, pad, fill=page.ink)
    page.image.paste(logo, (at[0], y), logo)
    return logo.width + round(28 * page.unit)


def _words(page: _Page, headline: str, subline: str, bottom: int) -> int:
    """Headline and subline, standing on the foot; gives back where they begin."""
    width = page.image.width - 2 * page.margin
    small = _font(round(42 * page.unit), 450, TEXT)
    second = wrapped(shortened(subline, lambda s: len(s) <= SUBLINE_MAX), width / small.size, _ems(450, TEXT))
    leading = round(58 * page.unit)
    y = bottom - leading * len(second)
    for line, text in enumerate(second):
        page.draw.text((page.margin, y + leading * line), text, page.soft, small)
    y -= round(54 * page.unit) if second else 0
    room = y - round(page.image.height * 0.3)
    text = shortened(headline, lambda s: len(s) <= HEADLINE_MAX)
    lines, size = fitted(text, width, room, [max(14, round(size * page.unit)) for size in SIZES], _ems(780, DISPLAY))
    font, step = _font(size, 780, DISPLAY), round(size * LEADING)
    y -= step * len(lines)
    for line, text in enumerate(lines):
        # big letters carry air on their left; pulling them out lines them up with the small ones
        page.draw.text((page.margin - size * 0.045, y + step * line), text, page.ink, font)
    return y


@cache
def _ems(weight: int, optical: int) -> Measure:
    """Widths in units of the font size, so that one measurement serves every size."""
    font = _font(100, weight, optical)

    @cache
    def width(text: str) -> float:
        return font.getlength(text) / 100

    return width


@cache
def _font(size: int, weight: int, optical: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(FONT, size)
    font.set_variation_by_axes([optical, weight])
    return font


@cache
def _drawn(character: str) -> bool:
    """Whether the font has the character: what it lacks is drawn as its box for missing ones."""
    if character.isspace():
        return False
    if unicodedata.category(character)[0] == "C":
        return False
    font = _font(40, 400, TEXT)
    return bytes(font.getmask(character)) != bytes(font.getmask("\U0010fffd"))
