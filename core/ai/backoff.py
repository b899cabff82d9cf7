"""How long to wait before asking again."""

from random import Random

FIRST, LONGEST = 0.5, 8.0
"""Seconds, as in OpenAI's own client."""


def pause(tries: int, asked: float | None, chance: Random) -> float:
    """Seconds to wait after so many tries (1 or more): doubled each time, half of it by chance.

    What the endpoint ``asked`` for is kept to, with up to a tenth more so that not everybody comes back at once.
    Source: M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015 ("equal jitter").

    >>> [round(pause(tries, None, Random(1)), 2) for tries in (1, 2, 3, 9)]
    [0.28, 0.57, 1.13, 4.54]
    >>> round(pause(1, 3.0, Random(1)), 2)
    3.04
    """
    if asked is not None:
        return asked * (1 + chance.random() / 10)
    half = min(LONGEST, FIRST * 2.0 ** (tries - 1)) / 2
    return half + half * chance.random()
