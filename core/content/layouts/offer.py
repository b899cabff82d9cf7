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
        tag, mask = _tag(page, words, round(page.height * 0.8) if is_wide else round(page.width * 0.74))
        if is_wide:
            at = (page.width - tag.width + page.px(50), max(-page.px(30), (foot - tag.height) // 2))
            right = at[0] - page.px(40)
        else:
            at = (page.width - tag.width + page.px(50), page.px(16))
            top = at[1] + tag.height
        page.image.paste(tag, at, mask)
    stack(page, words, (left, top, right, foot), largest=210, smallest=48, foot=True)


def _tag(page: Page, words: Words, width: int) -> tuple[Image.Image, Image.Image]:
    """A hanging tag with its hole, and its outline as a mask; in ``note`` stands what the figure is about."""
    wide, high = width * FINE, round(width * 0.62) * FINE
    tag, mask = Image.new("RGB", (wide, high), page.accent), Image.new("L", (wide, high))
    draw = ImageDraw.Draw(tag)
    ink, slope, inset, hole = readable(page.accent), high * 0.3, high * 0.06, high * 0.07
    shape = [(slope, 0), (wide, 0), (wide, high), (slope, high), (0, high * 0.5 + slope), (0, high * 0.5 - slope)]
    ImageDraw.Draw(mask).polygon(shape, 255)
    centre = (slope * 0.75, high * 0.5)
    draw.ellipse((centre[0] - hole, centre[1] - hole, centre[0] + hole, centre[1] + hole), page.ground)
    corners = [(slope + inset, inset), (wide, inset), (wide, high - inset), (slope + inset, high - inset)]
    draw.line(corners[:2], ink, FINE * 2)
    draw.line(corners[2:], ink, FINE * 2)
    begins, ends = slope * 1.35, wide - inset * 3
    middle, room = (begins + ends) / 2, ends - begins
    large = letters(words.figure, page.brand.hand, weight=820)
    at = (middle, high * (0.43 if words.note else 0.5))
    figure(draw, words.figure, large, middle=at, room=(room, high * 0.46), color=ink)
    if words.note:
        told = letters(words.note, weight=560, optical=14)
        figure(draw, words.note, told, middle=(middle, high * 0.82), room=(room, high * 0.11), color=ink)
    return _hung(tag, page.accent), _hung(mask, 0)


def _hung(image: Image.Image, around: tuple[int, int, int] | int) -> Image.Image:
    """Askew, and scaled down, which smooths the edges."""
    return image.rotate(TILT, Image.Resampling.NEAREST, expand=True, fillcolor=around).reduce(FINE)
