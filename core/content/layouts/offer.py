"""A price on a tag, and what it buys."""

from PIL import Image, ImageDraw

from core.content.contrast import readable
from core.content.layouts.page import Page, Words
from core.content.layouts.setting import figure, stack
from core.content.layouts.signature import signed
from core.content.lettering import letters

FINE = 2
"""The tag is drawn this much larger and scaled down, so that its turned edges are smooth."""
TILT = 7
"""Degrees by which it hangs askew."""


def offer(page: Page, words: Words) -> None:
    """A tag with the figure, large, that runs off the sheet; without a figure the words stand alone."""
    left, right, top = page.margin, page.width - page.margin, page.margin
    foot = signed(page, (left, 0, right, page.height - page.margin))
    is_wide = page.ratio > 1.25
    if words.figure:
        tag, ink = _tag(page, words, round(page.height * 0.8) if is_wide else round(page.width * 0.74))
        if is_wide:
            at = (page.width - tag.width + page.px(50), max(-page.px(30), (foot - tag.height) // 2))
            right = at[0] - page.px(40)
        else:
            at = (page.width - tag.width + page.px(50), page.px(16))
            top = at[1] + tag.height
        page.image.paste(page.accent, at, tag)
        page.image.paste(readable(page.accent), at, ink)
    stack(page, words, (left, top, right, foot), largest=210, smallest=48, foot=True)


def _tag(page: Page, words: Words, width: int) -> tuple[Image.Image, Image.Image]:
    """A hanging tag with its hole and what stands on it, as two masks; in ``note`` stands what the figure is about."""
    wide, high = width * FINE, round(width * 0.62) * FINE
    tag, ink = Image.new("L", (wide, high)), Image.new("L", (wide, high))
    cut, draw = ImageDraw.Draw(tag), ImageDraw.Draw(ink)
    slope, inset, hole = high * 0.3, high * 0.06, high * 0.07
    shape = [(slope, 0), (wide, 0), (wide, high), (slope, high), (0, high * 0.5 + slope), (0, high * 0.5 - slope)]
    cut.polygon(shape, 255)
    centre = (slope * 0.75, high * 0.5)
    cut.ellipse((centre[0] - hole, centre[1] - hole, centre[0] + hole, centre[1] + hole), 0)
    corners = [(slope + inset, inset), (wide, inset), (wide, high - inset), (slope + inset, high - inset)]
    draw.line(corners[:2], 255, FINE * 2)
    draw.line(corners[2:], 255, FINE * 2)
    begins, ends = slope * 1.35, wide - inset * 3
    middle, room = (begins + ends) / 2, ends - begins
    large = letters(words.figure, page.brand.hand, weight=820)
    at = (middle, high * (0.43 if words.note else 0.5))
    figure(draw, words.figure, large, middle=at, room=(room, high * 0.46), color=255)
    if words.note:
        told = letters(words.note, weight=560, optical=14)
        figure(draw, words.note, told, middle=(middle, high * 0.82), room=(room, high * 0.11), color=255)
    return _hung(tag), _hung(ink)


def _hung(mask: Image.Image) -> Image.Image:
    """Askew, and scaled down, which smooths the edges."""
    return mask.rotate(TILT, Image.Resampling.NEAREST, expand=True).reduce(FINE)
