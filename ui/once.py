"""Do a thing once per client token: a second click, during or after, gets what the first one made."""

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")
KEPT = 2_000
_made: OrderedDict[str, Future[Any]] = OrderedDict()
_lock = Lock()


def once(token: str, make: Callable[[], T]) -> T:
    """What ``make`` made for this token, now or before. A make that fails is forgotten, so that it can be tried again.

    >>> once("a", lambda: 1), once("a", lambda: 2)
    (1, 1)
    """
    with _lock:
        made = _made.get(token)
        is_first = made is None
        if made is None:
            made = _made[token] = Future()
            while len(_made) > KEPT:
                _made.popitem(last=False)
    if is_first:
        try:
            made.set_result(make())
        except BaseException as failure:
            with _lock:
                _made.pop(token, None)
            made.set_exception(failure)
            raise
    found: T = made.result()
    return found
