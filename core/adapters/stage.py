"""The failure theatre's stage: a rehearsed mishap happens to the next send on a simulated channel, once."""

import time
from collections.abc import Callable
from datetime import timedelta
from threading import Lock

from core.ports import Ambiguous, AuthExpired, Outcome, Parcel, Refused, Stopped, Transient
from core.vocab import Channel
from core.workspace import Workspace
from core.world.mishaps import KEPT, Mishap, as_kept, listed, shelf

SAYS = "This was rehearsed."
RAW = "rehearsed in Settings, Channels"
SLOW = 5.0
"""Seconds."""
TURNS = Lock()
"""Several sends are out at once, and each mishap happens to one of them."""


class Stage:
    """What goes wrong with one channel's sends: ``before`` the channel takes a parcel, and ``after``."""

    def __init__(self, ws: Workspace, name: Channel, sleep: Callable[[float], None] = time.sleep) -> None:
        self._ws, self._name, self._sleep = ws, name, sleep
        self._now: Mishap | None = None

    def before(self, _parcel: Parcel) -> Outcome | None:
        """Take the next mishap off the list; what comes of it, if the parcel never gets through."""
        self._now = self._next()
        match self._now:
            case None | Mishap.LOST | Mishap.KILLED:
                return None
            case Mishap.SLOW:
                self._sleep(SLOW)
                return None
            case Mishap.SILENT:
                return Ambiguous(f"The channel never answered. {SAYS}", RAW)
            case Mishap.BUSY:
                return Transient(f"The channel was busy. {SAYS}", RAW, timedelta(minutes=1))
            case Mishap.EXPIRED:
                return AuthExpired(f"The access token has expired. {SAYS}", RAW)
            case Mishap.REFUSED:
                return Refused(f"The channel did not take this post. {SAYS}", RAW)

    def after(self, _parcel: Parcel) -> Outcome | None:
        """The answer that gets lost once the parcel was taken.

        Raises:
            Stopped: the work ends here, as if the process were gone.
        """
        if self._now is Mishap.KILLED:
            raise Stopped(RAW)
        if self._now is not Mishap.LOST:
            return None
        return Ambiguous(f"The channel took the call but never answered. {SAYS}", RAW)

    def _next(self) -> Mishap | None:
        place = shelf(self._name)
        with TURNS:
            waiting = listed(self._ws.cache.get(place))
            if not waiting:
                return None
            if waiting[1:]:
                self._ws.cache.set(place, as_kept(waiting[1:]), KEPT)
            else:
                self._ws.cache.delete(place)
        return waiting[0]
