"""Keep the garbage collector off what lives as long as the process."""

import gc
from functools import cache


@cache
def freeze() -> None:
    """Once the first screen has been drawn, set all that was imported aside: no later collection walks through it."""
    gc.collect()
    gc.freeze()
