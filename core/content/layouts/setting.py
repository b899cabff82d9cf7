"""Setting words on a page: as large as their room lets them, shortened where no size would do."""

from dataclasses import dataclass

from PIL import ImageDraw

from core.channels.measure import shortened
from core.content.contrast import RGB
from core.content.layouts.page import Box, Page, Words
from core.content.lettering import DISPLAY, TEXT, Letters, letters
from core.content.typesetting import LEADING, fitted, wrapped

HEADLINE_MAX, SUBLINE_MAX = 180, 160
"""Characters; longer words are cut, for no size would keep them readable on a phone."""


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines of one size; ``size`` and ``step`` from line to line in pixels."""

    lines: list[str]
    letters: Letters
    size: int
    step: int
    color: RGB

    def draw(self, page: Page, box: Box, *, foot: bool) -> tuple[int, int]:
        """Set the lines from the left, or from the right where their script runs that way; where they begin and end."""
        top = box[3] - self.step * len(self.lines) if foot else box[1]
        font = self.letters.font(self.size)
        ascent, descent = font.getmetrics()
        base = top + round((self.step - ascent - descent) / 2) + ascent
        # big letters carry air on their left; pulling them out lines them up with the small ones
        pull = self.size * 0.045 * (self.letters.optical == DISPLAY)
        for number, line in enumerate(self.lines):
            at, anchor = (box[2], "rs") if self.letters.turned else (box[0] - pull, "ls")
            page.draw.text((at, base + self.step * number), self.letters.shown(line), self.color, font, anchor)
        return top, top + self.step * len(self.lines)


def headline(
    page: Page, text: str, box: Box, *, largest: int, smallest: int = 34, hand: str = "", foot: bool = False
) -> tuple[int, int]:
    """Set a headline as large as the box lets it; where it begins and ends, from the top in pixels.

    Args:
        page: where to draw.
        text: what to set; what does not fit at the smallest size ends in dots.
        box: the room for it.
        largest: the largest size, in thousand-and-eightieths of the sheet's shorter side.
        smallest: the smallest one.
        hand: another font than the brand's.
        foot: whether it stands on the foot of the box instead of hanging from its head.
    """
    found = letters(text, hand or page.brand.hand)
    width, room = box[2] - box[0], box[3] - box[1]
    sizes = [max(12, page.px(size)) for size in range(largest, smallest - 1, -4)]
    lines, size = fitted(_cut(text, HEADLINE_MAX), width, room, sizes, found.ems)
    step = round(size * LEADING)
    if len(lines) * step > room:
        short = shortened(text, lambda one: len(wrapped(one, width / size, found.ems)) <= max(1, room // step))
        lines = wrapped(short, width / size, found.ems)
    return _Block(lines, found, size, step, page.ink).draw(page, box, foot=foot)


def small(
    page: Page,
    text: str,
    box: Box,
    *,
    size: int = 42,
    weight: int = 450,
    color: RGB | None = None,
    rows: int = 4,
    foot: bool = False,
) -> tuple[int, int]:
    """Set a few plain lines at one size; where they begin and end. What does not fit is left out with dots."""
    if not text:
        return (box[3], box[3]) if foot else (box[1], box[1])
    found, pixels = letters(text, weight=weight, optical=TEXT), max(12, page.px(size))
    width = (box[2] - box[0]) / pixels
    short = shortened(_cut(text, SUBLINE_MAX), lambda one: len(wrapped(one, width, found.ems)) <= rows)
    lines = wrapped(short, width, found.ems)
    return _Block(lines, found, pixels, round(pixels * 1.38), color or page.soft).draw(page, box, foot=foot)


def stack(
    page: Page,
    words: Words,
    box: Box,
    *,
    largest: int,
    smallest: int = 44,
    rows: int = 3,
    foot: bool = False,
    hand: str = "",
    gap: int = 40,
) -> int:
    """Label, headline and subline below each other in a box; gives back where they begin.

    The headline comes first: where it would not get two lines at its smallest, the subline is left out, then the label.
    """
    left, top, right, bottom = box
    needed = round(page.px(smallest) * LEADING * 2)
    above = page.px(80) if words.label and bottom - top - page.px(80) >= needed else 0
    if words.subline and bottom - top - page.px(gap + 58 * rows) - above >= needed:
        bottom, _ = small(page, words.subline, box, rows=rows, foot=True)
        bottom -= page.px(gap)
    if above and not foot:
        small(page, words.label, box, size=40, weight=650, rows=1, color=page.ink)
    room = (left, top + above, right, bottom)
    begins, _ = headline(page, words.headline, room, largest=largest, smallest=smallest, foot=foot, hand=hand)
    if above and foot:
        over = (left, 0, right, begins - page.px(14))
        begins, _ = small(page, words.label, over, size=40, weight=650, rows=1, foot=True, color=page.ink)
    return begins if foot else top


def figure(
    draw: ImageDraw.ImageDraw, text: str, found: Letters, *, middle: tuple[float, float], room: tuple[float, float],
    color: RGB | int,
) -> None:  # fmt: skip
    """Set a short text as large as the room (width, height) lets it, with its ink in the very middle."""
    shown, big = found.shown(text), found.font(200)
    left, top, right, bottom = big.getbbox(shown, anchor="ls")
    font = found.font(max(8, int(200 * min(room[0] / max(right - left, 1), room[1] / max(bottom - top, 1)))))
    left, top, right, bottom = font.getbbox(shown, anchor="ls")
    draw.text((middle[0] - (left + right) / 2, middle[1] - (top + bottom) / 2), shown, color, font, "ls")


def _cut(text: str, most: int) -> str:
    return shortened(text, lambda one: len(one) <= most)
