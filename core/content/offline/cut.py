"""Cutting text to a length and setting it in blocks."""

import re
from collections.abc import Iterable

_SENTENCES = re.compile(r".{12,}[.?!](?= |$)")


def shortened(text: str, most: int) -> str:
    """Whole sentences where one fits, else whole words; no trailing mark but a question's.

    >>> shortened("Never put bread in the fridge.", 20)
    'Never put bread in'
    >>> shortened("The rye is out. It won't be for long.", 20)
    'The rye is out'
    """
    bare = text.rstrip(".:")
    if len(bare) <= most:
        return bare
    whole = _SENTENCES.match(text[: most + 1])
    return whole[0].rstrip(" .") if whole else bare[: most + 1].rsplit(" ", 1)[0].rstrip(" ,.:;")


def first_sentences(text: str, count: int) -> str:
    """The beginning of a paragraph, in whole sentences.

    >>> first_sentences("Rest. Then lift. Then eat.", 2)
    'Rest. Then lift.'
    """
    return " ".join(re.split(r"(?<=[.!?])\s+(?=[A-Z\"'])", text)[:count])


def bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"• {line}" for line in lines)


def blocks(*parts: str) -> str:
    """Paragraphs with a blank line between; empty ones leave no gap.

    >>> blocks("One", "", "Two").splitlines()
    ['One', '', 'Two']
    """
    return "\n\n".join(part for part in parts if part)
