"""How often one person may ask."""

from collections import deque
from threading import Lock

PER_MINUTE = 120


class Pace:
    """At most so many questions a minute from one person; ``now`` in seconds."""

    def __init__(self, per_minute: int = PER_MINUTE) -> None:
        self._most = per_minute
        self._asked: dict[str, deque[float]] = {}
        self._lock = Lock()

    def allows(self, who: str, now: float) -> bool:
        """Whether ``who`` may ask now; it counts when they may.

        >>> pace = Pace(2)
        >>> [pace.allows("ana", second) for second in (0, 1, 2, 61)]
        [True, True, False, True]
        """
        with self._lock:
            self._asked = {one: moments for one, moments in self._asked.items() if moments[-1] > now - 60}
            moments = self._asked.setdefault(who, deque(maxlen=self._most))
            if len(moments) == self._most and moments[0] > now - 60:
                return False
            moments.append(now)
            return True
