"""How much was changed between two texts."""

from collections.abc import Sequence

import numpy as np


def edit_distance(before: Sequence[str], after: Sequence[str]) -> int:
    """The fewest words to insert, delete or replace to get from one text to the other (Levenshtein 1966).

    >>> edit_distance("Fresh bread every day".split(), "Fresh rye bread each day".split())
    2
    """
    numbers = {word: number for number, word in enumerate(dict.fromkeys((*before, *after)))}
    wanted = np.array([numbers[word] for word in after], dtype=np.int64)
    places = np.arange(len(after) + 1)
    row = places
    for word in before:
        step = np.concatenate(([row[0] + 1], np.minimum(row[1:] + 1, row[:-1] + (wanted != numbers[word]))))
        row = np.minimum.accumulate(step - places) + places  # an insertion costs one for every place further right
    return int(row[-1])
