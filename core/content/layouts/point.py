"""One point of a series: its number, its words, and how far through the series it is."""

from core.content.contrast import blend
from core.content.layouts.page import Page, Words
from core.content.layouts.setting import headline
from core.content.layouts.signature import signed
from core.content.lettering import letters


def point(page: Page, words: Words) -> None:
    """A large number, the point in big letters, and a line that fills; ``label`` reads like "2 of 5"."""
    done, _, of = words.label.partition(" of ")
    if int(done or 1) % 2 == 0:
        page = page.on(blend(page.ground, page.accent, 0.16))
    left, right = page.margin, page.width - page.margin
    foot = signed(page, (left, 0, right, page.height - page.margin), rule=False)
    bar = page.px(10)
    page.image.paste(blend(page.ground, page.ink, 0.2), (left, foot - bar, right, foot))
    page.image.paste(
        page.accent, (left, foot - bar, left + round((right - left) * int(done or 1) / int(of or 1)), foot)
    )
    top = page.margin
    if words.figure:
        size = page.px(300)
        found = letters(words.figure, page.brand.hand, weight=800)
        page.draw.text((left - size * 0.045, top), found.shown(words.figure), page.accent, found.font(size), "lt")
        top += round(size * 0.78) + page.px(56)
    headline(page, words.headline, (left, top, right, foot - page.px(60)), largest=150, smallest=44)
