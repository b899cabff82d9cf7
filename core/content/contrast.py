"""Colours that can be read: parsing, mixing and the WCAG contrast ratio."""

import re

from core.errors import Invalid

RGB = tuple[int, int, int]
WHITE: RGB = (255, 255, 255)
INK: RGB = (13, 17, 28)
READABLE = 4.5
"""The least contrast for text (WCAG 2.2, success criterion 1.4.3)."""


def parsed(color: str) -> RGB:
    """Red, green and blue of 0-255 from ``#rgb`` or ``#rrggbb``.

    Raises:
        Invalid: anything else (field ``colors``).

    >>> parsed("#0F766E"), parsed("fff")
    ((15, 118, 110), (255, 255, 255))
    """
    digits = color.strip().removeprefix("#")
    if re.fullmatch(r"[0-9a-fA-F]{3}", digits):
        digits = "".join(digit * 2 for digit in digits)
    if not re.fullmatch(r"[0-9a-fA-F]{6}", digits):
        raise Invalid(f"“{color}” isn't a colour. Write it like #0F766E.", field="colors")
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def luminance(color: RGB) -> float:
    """Relative luminance of 0-1 (WCAG 2.2, definitions)."""
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in (value / 255 for value in color)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: RGB, other: RGB) -> float:
    """The contrast ratio of two colours, 1-21, in either order.

    >>> round(contrast((0, 0, 0), (255, 255, 255)), 1)
    21.0
    """
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def blend(one: RGB, other: RGB, share: float) -> RGB:
    """``one`` with a share of 0-1 of ``other`` mixed in.

    >>> blend((0, 0, 0), (255, 255, 255), 0.2)
    (51, 51, 51)
    """
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def readable(ground: RGB) -> RGB:
    """White or near-black, whichever reads better there; plain black where neither reaches 4.5 : 1."""
    best = max((WHITE, INK), key=lambda ink: contrast(ink, ground))
    return best if contrast(best, ground) >= READABLE else (0, 0, 0)


def towards(color: RGB, target: RGB, *, against: RGB, least: float) -> RGB:
    """The colour, moved towards the target only as far as it needs for that contrast.

    >>> towards((120, 120, 120), (255, 255, 255), against=(120, 120, 120), least=3) != (120, 120, 120)
    True
    """
    steps = (blend(color, target, step / 20) for step in range(21))
    return next((step for step in steps if contrast(step, against) >= least), target)
