"""A platform's words for what a post is, read as text, image or video."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from core.analytics.imports.column import Column, says_nothing
from core.vocab import PostType


def read_types(cells: Sequence[str], name: str, words: Mapping[str, PostType]) -> Column[PostType]:
    """Read kinds of post. An unknown word never costs the row its numbers: it becomes text, and the notes say so.

    >>> from core.analytics.imports.mapping import TYPE_WORDS
    >>> [str(kind) for kind in read_types(["IG carousel", "Reels", "link"], "Post type", TYPE_WORDS).values]
    ['image', 'video', 'text']
    """
    meanings = {cell: _meaning(cell, words) for cell in set(cells)}
    unknown = Counter(cell for cell in cells if meanings[cell] is None)
    notes = tuple(
        f"“{name}”: “{cell or 'empty'}” is not a known kind of post; {times} "
        f"{'row was' if times == 1 else 'rows were'} read as text. Choose another kind if that is wrong."
        for cell, times in unknown.most_common(5)
    )
    return Column(tuple([meanings[cell] or PostType.TEXT for cell in cells]), {}, notes)


def _meaning(cell: str, words: Mapping[str, PostType]) -> PostType | None:
    if says_nothing(cell):
        return None
    plain = re.sub(r"[\W_]+", " ", cell.lower()).strip()
    for word in (plain, *reversed(plain.split())):
        for form in (word, word.removesuffix("s")):
            if form in words:
                return words[form]
    return None


def read_paid(cells: Sequence[str]) -> Column[bool]:
    """Read whether a post was paid for; an empty cell is “no”, as exports leave organic posts empty.

    >>> read_paid(["1", "no", "", "perhaps"]).values
    (True, False, False, None)
    """
    yes = {"1", "1.0", "true", "yes", "y", "paid", "boosted", "promoted", "sponsored", "funded"}
    no = {"0", "0.0", "false", "no", "n", "organic", "not boosted", "unfunded", "none"}
    read = {
        cell: True if cell.lower() in yes else False if cell.lower() in no or says_nothing(cell) else None
        for cell in set(cells)
    }
    remedy = "Write yes or no (1 or 0), or leave the cell empty."
    return Column(tuple([read[c] for c in cells]), {at: remedy for at, cell in enumerate(cells) if read[cell] is None})
