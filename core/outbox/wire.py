"""The calls that are out at once, each in a thread of its own; none of them touches our database."""

import math
import time
from dataclasses import dataclass
from itertools import count
from queue import Empty, SimpleQueue
from threading import Thread

from core.outbox.deliver import attempt
from core.outbox.errand import Ended, Errand
from core.ports import Ambiguous

SILENT = Ambiguous("The channel did not answer in time.")


@dataclass(frozen=True)
class Landed:
    """An errand whose call is over: how it ended, or what broke; neither where it was not made."""

    errand: Errand
    ended: Ended | None = None
    broke: BaseException | None = None


@dataclass
class _Call:
    errand: Errand
    since: float | None = None
    took: float = 0.0


class Wire:
    """So many threads that make calls; what is handed over waits until one is free.

    Args:
        slots: how many calls at once.
        patience: seconds after which a call is given up, and another thread takes its place. Adapters give up sooner.
    """

    def __init__(self, slots: int, patience: float) -> None:
        self._slots, self._patience = slots, patience
        self._todo: SimpleQueue[int | None] = SimpleQueue()
        self._done: SimpleQueue[tuple[int, Landed]] = SimpleQueue()
        self._calls: dict[int, _Call] = {}
        self._numbers, self._threads, self._lost = count(), 0, 0
        self.took = math.inf
        """Seconds that the slowest of the last calls took."""

    def __len__(self) -> int:
        """How many are out, or wait for a thread."""
        return len(self._calls)

    def launch(self, errand: Errand) -> None:
        """Let a journalled errand go."""
        number = next(self._numbers)
        self._calls[number] = _Call(errand)
        self._todo.put(number)
        self._staff()

    def landed(self, wait: float = 0.0) -> list[Landed]:
        """What came back, waiting so many seconds for the first; a call that is out for too long counts as silent."""
        back: list[tuple[_Call, Landed]] = []
        while True:
            try:
                number, one = self._done.get(timeout=wait) if wait else self._done.get_nowait()
            except Empty:
                break
            wait = 0.0
            if number in self._calls:
                back.append((self._calls.pop(number), one))
            else:  # it was given up, and its thread is back
                self._lost -= 1
        now = time.monotonic()
        for number, call in list(self._calls.items()):
            if call.since is not None and now - call.since > self._patience:
                self._lost += 1
                call.took = self._patience
                back.append((self._calls.pop(number), Landed(call.errand, Ended(call.errand, SILENT))))
        self._staff()
        if back:
            self.took = max(call.took for call, _ in back)
        return [one for _, one in back]

    def close(self) -> None:
        """Let the threads go, whatever they are at."""
        for _ in range(self._threads):
            self._todo.put(None)

    def _staff(self) -> None:
        """As many threads as there is work for; one whose call was given up no longer counts."""
        while self._threads - self._lost < min(self._slots, len(self._calls)):
            self._threads += 1
            Thread(target=self._work, name=f"wire-{self._threads}", daemon=True).start()

    def _work(self) -> None:
        while (number := self._todo.get()) is not None:
            call = self._calls[number]
            call.since = time.monotonic()
            try:
                landed = Landed(call.errand, attempt(call.errand))
            except BaseException as broke:  # noqa: BLE001 - carried to the claiming thread, which writes it down
                landed = Landed(call.errand, broke=broke)
            call.took = time.monotonic() - call.since
            self._done.put((number, landed))
