"""Layouts that carry a photo: half and half, or the whole sheet with the words on a card below."""

from core.content.layouts.page import STRIP, Page, Words, art
from core.content.layouts.setting import stack
from core.content.layouts.signature import signed


def split(page: Page, words: Words) -> None:
    """The photo on one half, the words on the brand's colour on the other."""
    seed = f"{page.brand.name}|{words.headline}"
    if page.ratio > 1.25:
        edge = round(page.width * 0.52)
        art(page, (edge, 0, page.width, page.height), seed)
        left, top, right = page.margin, page.margin, edge - page.margin
    else:
        top = page.whole_rows(round(page.height * 0.54))
        art(page, (0, 0, page.width, top), seed)
        page.image.paste(page.accent, (0, top, page.width, top + page.px(16)))
        left, top, right = page.margin, top + page.px(70), page.width - page.margin
    foot = signed(page, (left, 0, right, page.height - page.margin), rule=page.ratio <= STRIP)
    stack(page, words, (left, top, right, foot), largest=180, smallest=40, rows=2, gap=26)


def caption(page: Page, words: Words) -> None:
    """The photo over the whole sheet, and a card in the brand's colour for the words: never words on a photo."""
    art(page, (0, 0, page.width, page.height), f"{page.brand.name}|{words.headline}")
    edge, pad = page.px(54), page.px(52)
    if page.ratio > 1.25:
        box = (edge, edge, edge + round(page.width * 0.52), page.height - edge)
    else:
        box = (edge, round(page.height * 0.6), page.width - edge, page.height - edge)
    if page.photo is None:
        page = page.over(page.ink)  # the pattern has the brand's ground itself, and would run into the card
    page.draw.rounded_rectangle(box, page.px(36), fill=page.ground)
    left, right = box[0] + pad, box[2] - pad
    page.draw.rectangle((left, box[1], left + page.px(150), box[1] + page.px(14)), page.accent)
    foot = signed(page, (left, 0, right, box[3] - pad), rule=False)
    stack(page, words, (left, box[1] + page.px(50), right, foot), largest=150, smallest=38, rows=2, foot=True, gap=20)
