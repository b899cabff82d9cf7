"""A date torn off a calendar, and what happens on it."""

from core.content.contrast import INK, WHITE, contrast, readable
from core.content.layouts.page import Page, Words, art
from core.content.layouts.setting import figure, stack
from core.content.layouts.signature import signed
from core.content.lettering import letters


def event(page: Page, words: Words) -> None:
    """A calendar sheet with month and day over the brand's pattern; beside the words on a wide page."""
    seed = f"{page.brand.name}|{words.headline}"
    right = page.width - page.margin
    if page.ratio > 1.25:
        edge, side = round(page.height * 0.92), round(page.height * 0.62)
        art(page, (0, 0, edge, page.height), seed)
        _sheet(page, words, ((edge - side) // 2, (page.height - side) // 2, side))
        left, top = edge + page.margin, page.margin
    else:
        band = page.whole_rows(round(page.height * (0.42 if page.ratio < 0.9 else 0.3)))
        art(page, (0, 0, page.width, band), seed)
        side = round(min(page.width * 0.44, band * 0.92))
        _sheet(page, words, (page.margin, band - round(side * 0.8), side))
        left, top = page.margin, band + round(side * 0.2) + page.px(32)
    foot = signed(page, (left, 0, right, page.height - page.margin))
    stack(page, words, (left, top, right, foot), largest=190, smallest=46, rows=2)


def _sheet(page: Page, words: Words, place: tuple[int, int, int]) -> None:
    """A card with the month in a coloured band and the day below; without a date it carries the initial."""
    x, y, side = place
    paper, ink = (WHITE, INK) if contrast(WHITE, page.ground) >= 1.5 else (INK, WHITE)
    draw, curve, band = page.draw, page.px(28), round(side * 0.27)
    draw.rounded_rectangle((x - 3, y - 3, x + side + 3, y + side + 3), curve, fill=page.ground)
    draw.rounded_rectangle((x, y, x + side, y + side), curve, fill=paper)
    draw.rounded_rectangle((x, y, x + side, y + band), curve, fill=page.accent, corners=(True, True, False, False))
    month, day = words.note or "•", words.figure or page.brand.name[:1].upper()
    across = x + side / 2
    heading = letters(month, weight=700)
    figure(draw, month, heading, middle=(across, y + band / 2), room=(side * 0.8, band * 0.42),
           color=readable(page.accent))  # fmt: skip
    large, rest = letters(day, page.brand.hand, weight=800), side - band
    figure(draw, day, large, middle=(across, y + band + rest / 2), room=(side * 0.72, rest * 0.6), color=ink)
