"""Sending what is due: five calls out at once, and everything on the database in the one thread that claims."""

import os
import socket
import time
from collections import deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, TypeVar
from uuid import UUID
from weakref import WeakKeyDictionary

import structlog
from sqlalchemy.exc import OperationalError

from core import accounts, messaging, outbox, publishing, system
from core.outbox import Ended, Errand, FenceLost, Waits, Wire
from core.ports import AuthExpired
from core.system import Claim
from core.vocab import PublicationKind
from core.wiring import Runtime
from core.workspace import Workspace

log = structlog.get_logger()
T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
LEASE = timedelta(minutes=2)
FLIGHT = 5
"""Calls out at once: a channel that answers in 20 ms takes 250 a second so, no platform sees a flood, and what a
crash leaves in doubt can be counted on two hands."""
BATCH = 20
"""Claimed at once while channels answer quickly; while they do not, as many as fly: newcomers get their turn."""
BRISK = 1.0
"""Seconds within which a channel that is quick answers. Only then is the next window journalled while this one is out:
it follows in a moment, and does not stand in the journal, unsent, behind slow calls."""
LONGEST_LEASE = 16
"""How many leases a claim may last on a machine that needs long to make it ready."""
_SLOW: WeakKeyDictionary[Runtime, timedelta] = WeakKeyDictionary()
"""How long the last claims took to be made ready, by the product that did it."""
BREATH = 0.25
"""Seconds between looks for more that is due while calls are out, and between tries on a database that is gone."""

LOST = 40.0
"""Seconds for which what came back is kept while the database is gone; after that, its lease brings it up again."""


def owner() -> str:
    """Who this process is, in leases and in the log of jobs."""
    return f"{socket.gethostname()}:{os.getpid()}"


class Sending:
    """One run: claim, make ready, journal a window, let it fly, settle it, and on, until nothing is due.

    Args:
        runtime: the product.
        only: the businesses to serve; all when None.
        is_stopping: whether to claim no more: what is in the journal is finished, and the rest put down.

    Attributes:
        done: how many were claimed.
        failures: what broke on the way; it held nobody else up, and its lease brings it back.
    """

    def __init__(self, runtime: Runtime, only: Iterable[UUID] | None, is_stopping: Callable[[], bool]) -> None:
        self._runtime, self._is_stopping = runtime, is_stopping
        self._only = None if only is None else list(only)
        self._ready: deque[Errand] = deque()
        self._ended: list[Ended] = []
        # By then the lease may be over, and somebody else may look after it: adapters give up long before.
        self._wire = Wire(FLIGHT, LEASE.total_seconds() * 2 / 3)
        self._held_at, self._look_at, self._is_dry = runtime.clock(), 0.0, False
        self._lost_at: float | None = None
        self._is_swift = False
        self.done = 0
        self.failures: list[Exception] = []

    def run(self) -> None:
        """Send until nothing is due, or it is told to stop."""
        try:
            while self._ready or self._ended or len(self._wire) or not self._is_dry:
                self._step()
        finally:
            self._wire.close()

    def _step(self) -> None:
        """Let fly what there is room for; while that is out, do the rest."""
        self._land()
        self._fly()
        self._settle()
        self._fill()
        self._renew()
        self._fly()
        if len(self._wire):
            self._land(BREATH)
        elif self._ended:
            time.sleep(BREATH)  # the database is gone, and what came back is not written down yet

    @property
    def _lease(self) -> timedelta:
        """How long a claim holds: longer where it takes long to make ready what was claimed.

        Two machines that both needed more than a lease for it would take it from each other for ever.
        """
        return min(max(LEASE, 4 * _SLOW.get(self._runtime, LEASE / 4)), LONGEST_LEASE * LEASE)

    @property
    def _is_brisk(self) -> bool:
        return self._wire.took < BRISK

    def _fill(self) -> None:
        """Claim, and make ready, as much as keeps the next windows full."""
        if self._is_stopping():
            self._is_dry = True
            self._put_down(list(self._ready))
            self._ready.clear()
        if self._is_stopping() or len(self._ready) >= FLIGHT or time.monotonic() < self._look_at:
            return
        began, since = time.monotonic(), self._runtime.clock()
        claims = self._claimed(BATCH if self._is_brisk and self._is_swift else FLIGHT)
        self._is_dry = not claims
        if self._is_dry:
            self._look_at = time.monotonic() + BREATH
        self.done += len(claims)
        turns = {claim.publication_id: turn for turn, claim in enumerate(claims)}
        made = [
            errand
            for (business_id, kind), some in _groups(claims, lambda claim: (claim.business_id, claim.kind))
            for errand in self._tried(business_id, some, _PREPARE[kind])
        ]
        self._ready.extend(sorted(made, key=lambda errand: turns[errand.claim.publication_id]))
        if claims:
            _SLOW[self._runtime] = self._runtime.clock() - since
        # on a machine that is slow to prepare, a large batch would be prepared for the next owner
        self._is_swift = time.monotonic() - began < LEASE.total_seconds() / 10

    def _claimed(self, limit: int) -> list[Claim]:
        now = self._runtime.clock()
        if not self._ready:
            self._held_at = now
        try:
            return system.claim_due(self._runtime.engine, now, owner(), lease=self._lease, limit=limit, only=self._only)
        except OperationalError as gone:
            if not len(self._wire) and not self._ended:
                raise
            self._failed(gone, "claim_failed")  # what is out is brought home first
            return []

    def _renew(self) -> None:
        """Hold what waits for a slow channel; what is out needs no more than what is left of its lease."""
        waiting, now = list(self._ready), self._runtime.clock()
        if not waiting or now - self._held_at <= LEASE / 3:
            return
        self._held_at = now
        claims = system.renew(self._runtime.engine, [one.claim for one in waiting], now, lease=self._lease)
        held = {claim.publication_id: claim for claim in claims}
        kept = [replace(one, claim=mine) for one in waiting if (mine := held.get(one.claim.publication_id))]
        self._ready = deque(kept)

    def _fly(self) -> None:
        """Journal the next window, never more than is about to be sent, in one durable commit a business; it flies.

        What would be one call a minute too many for its account waits for its place in line instead.
        """
        out = len(self._wire)
        most = (FLIGHT if out <= FLIGHT else 0) if self._is_brisk else FLIGHT - out
        window = [self._ready.popleft() for _ in range(min(most, len(self._ready)))]
        for business_id, some in _groups(window, lambda errand: errand.claim.business_id):
            for errand in self._turned(business_id, some):
                self._wire.launch(errand)

    def _turned(self, business_id: UUID, window: Sequence[Errand]) -> list[Errand]:
        """Journal a window, and settle what is back from the one before it in the same commit; or each by itself."""
        back = [one for one in self._ended if one.errand.claim.business_id == business_id]
        if back and self._lost_at is None:
            try:
                with self._runtime.workspace(accounts.clock_key(business_id)) as ws:
                    made = _settled_and_journalled(ws, back, window)
            except Exception as broke:  # noqa: BLE001 - done apart, whichever of them it was breaks again, alone
                log.info("done_apart", business=str(business_id), because=repr(broke))
            else:
                done = set(map(id, back))
                self._ended = [one for one in self._ended if id(one) not in done]
                return made
        return self._tried(business_id, window, _journalled)

    def _land(self, wait: float = 0.0) -> None:
        for one in self._wire.landed(wait):
            if isinstance(one.broke, Exception):
                self._failed(one.broke, "publication_failed", one.errand)
            elif one.broke is not None:
                raise one.broke
            elif one.ended is not None:
                self._ended.append(one.ended)
                if isinstance(one.ended.outcome, AuthExpired):
                    self._stay(one.errand)

    def _settle(self) -> None:
        """Write down what came back, a business at a time; where the database is gone, it is kept and tried again."""
        is_urgent = any(isinstance(one.outcome, AuthExpired) for one in self._ended)
        if self._is_brisk and len(self._ended) < FLIGHT <= len(self._wire) and not is_urgent:
            return  # the others of its window are back in a moment: one commit for all
        ended, self._ended = self._ended, []
        for (business_id, _), some in _groups(ended, lambda one: (one.errand.claim.business_id, one.errand.settle)):
            try:
                self._tried(business_id, some, _settled)
            except OperationalError:
                self._ended += some
        self._lost_at = (self._lost_at or time.monotonic()) if self._ended else None

    def _stay(self, locked_out: Errand) -> None:
        """What is ready for an account that locks us out is put down at once, so that it is held with the rest."""
        where = (locked_out.claim.business_id, locked_out.parcel.channel)
        mine = [one for one in self._ready if (one.claim.business_id, one.parcel.channel) == where]
        self._ready = deque(one for one in self._ready if one not in mine)
        self._put_down(mine)

    def _put_down(self, errands: Sequence[Errand]) -> None:
        for (business_id, kind), some in _groups(errands, lambda one: (one.claim.business_id, one.claim.kind)):
            self._tried(business_id, some, _PUT_DOWN[kind])

    def _tried(self, business_id: UUID, some: Sequence[Any], work: Callable[[Any, Any], list[T] | None]) -> list[T]:
        """Do something for many at once, and where that breaks for each alone: one must not hold up the others."""
        try:
            with self._runtime.workspace(accounts.clock_key(business_id)) as ws:
                return work(ws, some) or []
        except FenceLost:
            failure = None
        except Exception as broke:
            if work is _settled and self._may_wait(broke):
                raise
            failure = broke
        if len(some) > 1:
            return [made for one in some for made in self._tried(business_id, [one], work)]
        if failure is not None:
            self._failed(failure, "publication_failed", some[0])
        return []

    def _may_wait(self, broke: Exception) -> bool:
        """Whether to try again what was done but not written down: a lease outlasts a database that is gone."""
        since = self._lost_at or time.monotonic()
        return isinstance(broke, OperationalError) and time.monotonic() - since < LOST

    def _failed(self, failure: Exception, what: str, about: object = None) -> None:
        claim = getattr(about, "claim", None) or getattr(getattr(about, "errand", None), "claim", about)
        log.error(what, publication=str(getattr(claim, "publication_id", "")), exc_info=failure)
        self.failures.append(failure)


def _settled(ws: Workspace, window: Sequence[Ended]) -> None:
    window[0].errand.settle(ws, window)


def _settled_and_journalled(ws: Workspace, back: Sequence[Ended], window: Sequence[Errand]) -> list[Errand]:
    with ws.writing(durable=True):
        for _, some in _groups(back, lambda one: one.errand.settle):
            _settled(ws, some)
        return _journalled(ws, window)


def _journalled(ws: Workspace, window: Sequence[Errand]) -> list[Errand]:
    with ws.writing(durable=True):
        go, waits = outbox.within_rate(ws, window)
        for kind, some in _groups(waits, lambda one: one.errand.claim.kind):
            _WAIT[kind](ws, some)
        return outbox.journal(ws, go)


def _replies_wait(ws: Workspace, waits: Sequence[Waits]) -> None:
    outbox.postpone(ws, waits)


def _replies_down(ws: Workspace, errands: Sequence[Errand]) -> None:
    with ws.writing():
        outbox.put_down(ws, errands)


def _groups(things: Iterable[T], by: Callable[[T], K]) -> Iterable[tuple[K, list[T]]]:
    """What belongs together, in the order in which each first came."""
    found: dict[K, list[T]] = {}
    for one in things:
        found.setdefault(by(one), []).append(one)
    return found.items()


_PREPARE: Mapping[PublicationKind, Callable[[Workspace, Sequence[Claim]], list[Errand]]] = {
    PublicationKind.POST: publishing.prepare_posts,
    PublicationKind.REPLY: messaging.prepare_replies,
}
_PUT_DOWN: Mapping[PublicationKind, Callable[[Workspace, Sequence[Errand]], None]] = {
    PublicationKind.POST: publishing.put_down,
    PublicationKind.REPLY: _replies_down,
}
_WAIT: Mapping[PublicationKind, Callable[[Workspace, Sequence[Waits]], None]] = {
    PublicationKind.POST: publishing.wait_for_room,
    PublicationKind.REPLY: _replies_wait,
}
