"""Breaking a headline into even lines, at the largest size that fits."""

from collections.abc import Callable, Sequence

LEADING = 1.06
"""Line height of a headline, in font sizes."""
SAFETY = 1.01
"""Hinting rounds widths by up to a pixel a letter; lines are planned this much wider."""

Measure = Callable[[str], float]
"""The width of a text, in font sizes."""


def fitted(text: str, width: int, room: int, sizes: Sequence[int], measure: Measure) -> tuple[list[str], int]:
    """The lines and the largest of the sizes (descending) at which they fit into width and room.

    A word is cut only when keeping it whole would need less than half of the middle size; when nothing fits, the
    smallest size is used.
    """
    whole = [size for size in sizes if size >= sizes[len(sizes) // 2] / 2]
    longest = max(map(measure, bound(text)), default=0) * SAFETY
    keeping = [size for size in whole if longest * size <= width]
    for size in keeping or sizes[len(sizes) // 2 :]:
        lines = wrapped(text, width / size, measure)
        if len(lines) * size * LEADING <= room:
            return lines, size
    return wrapped(text, width / sizes[-1], measure), sizes[-1]


def wrapped(text: str, width: float, measure: Measure) -> list[str]:
    """Lines no wider than ``width`` (in font sizes): as few as possible, then as even as that allows.

    >>> wrapped("one two three four", 13, measure=len)
    ['one two', 'three four']
    """
    words = [piece for word in bound(text) for piece in _pieces(word, width, measure)]
    fewest = len(_filled(words, width, measure))
    low, high = width / 2, width
    for _ in range(7):
        middle = (low + high) / 2
        low, high = (low, middle) if len(_filled(words, middle, measure)) == fewest else (middle, high)
    return _filled(words, high, measure)


def bound(text: str) -> list[str]:
    """Words, with a lone sign kept on the word before it, as French and dashes need.

    >>> bound("Enfin : l'été & déjà !")
    ['Enfin :', "l'été &", 'déjà !']
    """
    words: list[str] = []
    for word in text.split():
        if words and not any(letter.isalnum() for letter in word):
            words[-1] += f" {word}"
        else:
            words.append(word)
    return words


def _filled(words: list[str], width: float, measure: Measure) -> list[str]:
    lines: list[list[str]] = []
    used, space = 0.0, measure(" ")
    for word in words:
        wide = measure(word)
        if lines and (used + space + wide) * SAFETY <= width:
            lines[-1].append(word)
            used += space + wide
        else:
            lines.append([word])
            used = wide
    return [" ".join(line) for line in lines]


def _pieces(word: str, width: float, measure: Measure) -> list[str]:
    """A word, cut with hyphens only when it is wider than a line."""
    if measure(word) * SAFETY <= width:
        return [word]
    pieces = [""]
    for letter in word:
        if pieces[-1] and measure(f"{pieces[-1]}{letter}-") * SAFETY > width:
            pieces.append("")
        pieces[-1] += letter
    return [f"{piece}-" for piece in pieces[:-1]] + pieces[-1:]
