"""Type alone, as large as the sheet bears it, on the brand's accent colour."""

from dataclasses import replace

from PIL import Image, ImageDraw

from core.content.layouts.page import Page, Words
from core.content.layouts.setting import stack
from core.content.layouts.signature import signed


def bold(page: Page, words: Words) -> None:
    """A headline that fills the sheet, over one large cropped ring."""
    page = page.on(page.colors[1] if page.colors[1] != page.ground else page.accent)
    page = replace(page, soft=page.ink)  # what is soft on the ground may be too soft on the ring
    _ring(page)
    left, right, bar = page.margin, page.width - page.margin, page.px(14)
    foot = signed(page, (left, 0, right, page.height - page.margin), rule=False)
    page.draw.rectangle((left, page.margin, left + page.px(150), page.margin + bar), page.ink)
    stack(page, words, (left, page.margin + bar + page.px(40), right, foot), largest=340, smallest=52)


def _ring(page: Page) -> None:
    """A ring that runs off the lower right corner, drawn fine and scaled down; words over it stay readable."""
    side = round(min(page.width, page.height) * 0.72)
    big = side * 3
    mask = Image.new("L", (big, big), 0)
    draw = ImageDraw.Draw(mask)
    draw.ellipse((0, 0, big * 2, big * 2), fill=255)
    draw.ellipse((big * 0.36, big * 0.36, big * 1.64, big * 1.64), fill=0)
    page.image.paste(page.tone, (page.width - side, page.height - side), mask.reduce(3))
