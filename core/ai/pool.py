"""How many questions may be under way at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

IN_FLIGHT = 8


class Pool:
    """Lets ``size`` questions through at a time; the others wait their turn."""

    def __init__(self, size: int = IN_FLIGHT) -> None:
        self._slots = BoundedSemaphore(size)

    @contextmanager
    def slot(self, seconds: float) -> Iterator[None]:
        """Hold one place.

        Raises:
            TimeoutError: none came free in so many seconds.
        """
        if not self._slots.acquire(timeout=max(seconds, 0.0)):
            raise TimeoutError
        try:
            yield
        finally:
            self._slots.release()
