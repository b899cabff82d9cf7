"""The letters of posters: four hands, each with every size, and the hand that a text's script needs."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from PIL import ImageFont

from core.content.scripts import is_right_to_left, joined, visual

FOLDER = Path(__file__).parents[2] / "static" / "fonts"
DISPLAY, TEXT = 32, 14
"""Optical sizes of Inter: tight for headlines, open for small print."""
INTER = "Inter"
FILES: Mapping[str, str] = MappingProxyType(
    {
        INTER: "Inter.ttf",
        "Playfair Display": "PlayfairDisplay-Bold.ttf",
        "Oswald": "Oswald-SemiBold.ttf",
        "Rubik": "Rubik-Bold.ttf",
        "Vazirmatn": "Vazirmatn-Bold.ttf",
    }
)
HANDS = (INTER, "Playfair Display", "Oswald", "Rubik")
"""What a brand may choose for its headlines; Rubik also has Hebrew. Vazirmatn stands in for all of them in Arabic."""


@dataclass(frozen=True, slots=True)
class Letters:
    """One hand in one weight; ``turned`` where its text runs from right to left."""

    hand: str
    weight: int
    optical: int
    turned: bool = False

    def font(self, size: int) -> ImageFont.FreeTypeFont:
        """The font at a size in pixels."""
        return _font(self.hand, size, self.weight, self.optical)

    def ems(self, text: str) -> float:
        """A text's width in font sizes, so that one measurement serves every size."""
        return _ems(self, text)

    def shown(self, line: str) -> str:
        """The line as it is handed to the font, from left to right."""
        return visual(line, base="\u05d0" if self.turned else "")


def letters(text: str, hand: str = INTER, *, weight: int = 780, optical: int = DISPLAY) -> Letters:
    """The hand that was asked for, or the first other one that has more of the text's letters.

    >>> [letters(text, "Oswald").hand for text in ("Fresh bread", "Φρέσκο ψωμί", "לחם טרי", "خبز طازج")]
    ['Oswald', 'Inter', 'Rubik', 'Vazirmatn']
    """
    wanted = set(joined(unicodedata.normalize("NFC", text)))
    hands = list(dict.fromkeys([hand if hand in FILES else INTER, *FILES]))
    whole = next((one for one in hands if all(_has(one, letter) for letter in wanted)), None)
    best = whole or max(hands, key=lambda one: sum(_has(one, letter) for letter in wanted))  # the first of equals
    return Letters(best, weight, optical, is_right_to_left(text))


def printable(text: str) -> str:
    r"""The text on one line, without the characters that none of the fonts can draw.

    >>> printable("Fresh \U0001f950 bread  daily")
    'Fresh bread daily'
    """
    normal = unicodedata.normalize("NFC", text)
    hand = letters(normal).hand
    return " ".join("".join(one if _has(hand, one) else " " * one.isspace() for one in normal).split())


@cache
def _font(hand: str, size: int, weight: int, optical: int) -> ImageFont.FreeTypeFont:
    # lines that run to the left are in order already: a shaping engine, where there is one, would turn them again
    engine = ImageFont.Layout.BASIC if hand in {"Rubik", "Vazirmatn"} else None
    font = ImageFont.truetype(FOLDER / FILES[hand], size, layout_engine=engine)
    if hand == INTER:
        font.set_variation_by_axes([optical, weight])
    return font


@lru_cache(maxsize=4096)
def _ems(of: Letters, text: str) -> float:
    return of.font(100).getlength(of.shown(text)) / 100


@cache
def _has(hand: str, character: str) -> bool:
    """Whether the font has the character: what it lacks is drawn as its box for missing ones."""
    if character.isspace() or unicodedata.category(character)[0] == "C" or "\ufe00" <= character <= "\ufe0f":
        return False
    return _drawn(hand, character) != _missing(hand)


@cache
def _missing(hand: str) -> bytes:
    return _drawn(hand, "\U0010fffd")


def _drawn(hand: str, character: str) -> bytes:
    return bytes(_font(hand, 40, 400, TEXT).getmask(character))
