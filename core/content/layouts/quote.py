"""Somebody's words, set like a page of a book."""

from dataclasses import replace

from core.content.contrast import WHITE, blend, luminance
from core.content.layouts.page import STRIP, Page, Words
from core.content.layouts.setting import small, stack
from core.content.layouts.signature import signed
from core.content.lettering import INTER, letters

HAND = "Playfair Display"


def quote(page: Page, words: Words) -> None:
    """A large quotation mark, the words in a book hand on a pale ground, who said them, and the brand."""
    main = page.colors[0]
    page = page.on(blend(main, WHITE, 0.92 if luminance(main) < 0.5 else 0.6))
    left, right, top = page.margin, page.width - page.margin, page.margin
    is_strip = page.ratio > STRIP
    page.image.paste(page.accent, (0, 0, page.px(26), page.height))
    foot = signed(page, (left, 0, right, page.height - page.margin), rule=not is_strip)
    if words.by:
        foot, _ = small(page, f"— {words.by}", (left, 0, right, foot), size=40, weight=600, rows=1, foot=True)
        foot -= page.px(30)
    if not is_strip:
        size = page.px(420)
        page.draw.text((left - size * 0.04, top), "“", page.accent, letters("“", HAND).font(size), "lt")
        top += round(size * 0.36) + page.px(36)
    told = replace(words, headline=f"“{words.headline}”" if is_strip else words.headline, label="")
    hand = page.brand.hand if page.brand.hand != INTER else HAND
    stack(page, told, (left, top, right, foot), largest=170, rows=2, hand=hand)
