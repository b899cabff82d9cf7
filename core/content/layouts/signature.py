"""Whose poster it is: the logo, or the initial on a disc, and the name beside it."""

from io import BytesIO

from PIL import Image, ImageDraw, UnidentifiedImageError

from core.channels.measure import shortened
from core.content.contrast import blend, contrast, readable
from core.content.layouts.page import Box, Page
from core.content.lettering import TEXT, letters, printable
from core.errors import Invalid

SIDE = 68
"""Height of the mark, in thousand-and-eightieths of the sheet's shorter side."""


def signed(page: Page, box: Box, *, rule: bool = True) -> int:
    """Mark and name on the foot of the box, below a hairline; gives back where words above may end."""
    side = page.px(SIDE)
    y = box[3] - side
    used = _logo(page, page.brand.logo_png, (box[0], y), side) if page.brand.logo_png else _initial(page, box[0], y)
    name = printable(page.brand.name)
    found = letters(name, weight=600, optical=TEXT)
    font = found.font(page.px(34))
    room = box[2] - box[0] - used
    text = shortened(name, lambda one: font.getlength(found.shown(one)) <= room)
    page.draw.text((box[0] + used, y + side / 2), found.shown(text), page.ink, font, "lm")
    if not rule:
        return y - page.px(40)
    line = y - page.px(40)
    page.draw.line((box[0], line, box[2], line), blend(page.ground, page.ink, 0.22), 2)
    return line - page.px(56)


def _initial(page: Page, left: int, top: int) -> int:
    """The brand's first letter on a disc, when there is no logo; gives back the width used."""
    name, side = printable(page.brand.name), page.px(SIDE)
    if not name:
        return 0
    disc = Image.new("L", (side * 4, side * 4), 0)
    ImageDraw.Draw(disc).ellipse((0, 0, side * 4 - 1, side * 4 - 1), fill=255)
    page.image.paste(page.accent, (left, top), disc.reduce(4))
    first = name[0].upper()
    found = letters(first, weight=720)
    middle = (left + side / 2, top + side / 2)
    page.draw.text(middle, found.shown(first), readable(page.accent), found.font(round(side * 0.5)), "mm")
    return side + page.px(22)


def _logo(page: Page, png: bytes, at: tuple[int, int], side: int) -> int:
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
        pad = page.px(10)
        plate = (at[0] - pad, y - pad, at[0] + logo.width + pad, y + logo.height + pad)
        page.draw.rounded_rectangle(plate, pad, fill=page.ink)
    page.image.paste(logo, (at[0], y), logo)
    return logo.width + page.px(28)
