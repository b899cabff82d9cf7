"""A band of plain geometry for the top of a poster: quarter circles, discs, leaves and rings on a grid."""

from functools import cache
from hashlib import sha256
from itertools import pairwise

from PIL import Image, ImageDraw

from core.content.contrast import RGB

SHAPES = ("quarter", "disc", "leaf", "quarter", "ring", "half", "quarter", "leaf", "dot", "half")
FINE = 4
"""Shapes are drawn this much larger and scaled down, so that their edges are smooth."""


def tiled(image: Image.Image, height: int, colors: tuple[RGB, ...], tone: RGB, seed: str, *, columns: int = 0) -> None:
    """Fill the band above ``height`` (pixels) with whole rows of tiles; the seed chooses them.

    There are so many ``columns``, or as many as suit a whole poster of this shape.
    """
    columns = columns or max(4, round(6.25 * image.width / image.height))
    edges = [round(column * image.width / columns) for column in range(columns + 1)]
    side = max(right - left for left, right in pairwise(edges))
    for row in range(max(0, height) // side):
        for column, left in enumerate(edges[:-1]):
            chosen = sha256(f"{seed}|{row}|{column}".encode()).digest()
            if chosen[3] % 3 == 0:
                image.paste(tone, (left, row * side, edges[column + 1], (row + 1) * side))
            shape = SHAPES[(chosen[0] + column + row * 3) % len(SHAPES)]
            # the accent leads; ink is the rare spark
            color = colors[(0, 0, 0, 1, 1, 0, 1, 2)[chosen[2] % 8]]
            image.paste(color, (left, row * side), _mask(shape, chosen[1] % 4, side))


@cache
def _mask(shape: str, turns: int, side: int) -> Image.Image:
    big = side * FINE
    mask = Image.new("L", (big, big), 0)
    draw = ImageDraw.Draw(mask)
    if shape == "quarter":
        draw.pieslice((-big, -big, big - 1, big - 1), 0, 90, fill=255)
    elif shape == "disc":
        draw.ellipse((big * 0.06, big * 0.06, big * 0.94, big * 0.94), fill=255)
    elif shape == "dot":
        draw.ellipse((big * 0.36, big * 0.36, big * 0.64, big * 0.64), fill=255)
    elif shape == "ring":
        draw.ellipse((big * 0.06, big * 0.06, big * 0.94, big * 0.94), fill=255)
        draw.ellipse((big * 0.3, big * 0.3, big * 0.7, big * 0.7), fill=0)
    elif shape == "half":
        draw.pieslice((0, -big // 2, big - 1, big // 2), 0, 180, fill=255)
    else:
        draw.rounded_rectangle((0, 0, big - 1, big - 1), big, fill=255, corners=(True, False, True, False))
    return mask.rotate(90 * turns).reduce(FINE)
