"""The brand's pattern above, the words below it: the layout that suits any post."""

from core.content.layouts.page import Page, Words, art
from core.content.layouts.setting import stack
from core.content.layouts.signature import signed
from core.content.tiles import tiled

WIDE = 1.5
"""Width by height from which pattern and words stand side by side."""


def pattern(page: Page, words: Words) -> None:
    """Tiles at the head, headline and subline on the foot; on a wide page side by side."""
    seed = f"{page.brand.name}|{words.headline}"
    right, bottom = page.width - page.margin, page.height - page.margin
    if page.ratio > WIDE:
        edge = round(page.height * 0.8)
        art(page, (0, 0, edge, page.height), seed)
        left = edge + page.margin
        foot = signed(page, (left, 0, right, bottom), rule=False)
        stack(page, words, (left, page.margin, right, foot), largest=200, rows=2)
        return
    left = page.margin
    foot = signed(page, (left, 0, right, bottom))
    top = stack(page, words, (left, round(page.height * 0.3), right, foot), largest=232, smallest=52, rows=4, foot=True,
                gap=54)  # fmt: skip
    tiled(page.image, top - page.px(64), (page.accent, page.extra, page.ink), page.tone, seed)
