"""Five at once: what breaks, hangs, locks out or is told to stop holds nobody else up, and nobody waits for the noisy."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Barrier, Event, Lock
from time import sleep
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from core import accounts, outbox, publishing, system
from core.jobs import publish_due, sending
from core.jobs.sending import FLIGHT, LEASE
from core.keys import Key
from core.outbox import Ended, Verdict
from core.ports import Accepted, AuthExpired, Outcome, Parcel, Transient
from core.system import Claim
from core.tables import Attempt, AuditEntry, ChannelConnection, Post, Publication
from core.vocab import AttemptOutcome, Capability, Origin, PostStatus, PostType, PublicationStatus
from core.wiring import Runtime
from core.workspace import Workspace

HOUR = timedelta(hours=1)
S = PostStatus


@dataclass
class Line:
    """A channel that does what ``answer`` says, and remembers what it took."""

    answer: Callable[[Parcel], Outcome | None] = lambda _parcel: None
    capability: Capability = Capability.NEITHER
    origin: Origin = Origin.LIVE
    took: list[str] = field(default_factory=list)
    most: int = 0
    _now: int = 0
    _lock: Any = field(default_factory=Lock)

    def send(self, parcel: Parcel, *, now: datetime) -> Outcome:
        with self._lock:
            self._now += 1
            self.most = max(self.most, self._now)
        try:
            if said := self.answer(parcel):
                return said
            self.took.append(parcel.text)
            return Accepted(parcel.key, now)
        finally:
            with self._lock:
                self._now -= 1

    def find(self, _parcel: Parcel) -> Accepted | None:
        return None


@pytest.fixture
def line(runtime: Runtime, monkeypatch: pytest.MonkeyPatch) -> Line:
    made = Line()
    monkeypatch.setattr(runtime, "channel", lambda _ws, _name: made)
    return made


@pytest.fixture
def other(runtime, person) -> Key:
    return accounts.create_business(runtime, person, name="Other", industry="cafe", zone="UTC")


def plan(runtime: Runtime, key: Key, count: int, at: datetime, channel: str = "linkedin") -> list[UUID]:
    """So many posts, due one second after the other."""
    with runtime.workspace(key) as ws:
        with ws.writing() as rows:
            now = {"created_at": ws.now, "updated_at": ws.now}
            made = [
                rows.add(
                    Post(title=f"{key.actor} {n}", caption=f"Loaf {n}", channel=channel, type=PostType.TEXT, **now)
                )
                for n in range(count)
            ]
        for number, post in enumerate(made):
            publishing.schedule_post(ws, post.id, at + timedelta(seconds=number))
        return [post.id for post in made]


def standing(runtime: Runtime, key: Key) -> Counter[PostStatus]:
    with runtime.workspace(key) as ws:
        return Counter(status for (status,) in ws.rows.columns(Post.status))


def test_five_are_out_at_once_and_each_is_journalled_settled_and_told(runtime, key, clock, line) -> None:
    plan(runtime, key, 10, clock.now + HOUR)
    clock.now += 2 * HOUR
    together = Barrier(FLIGHT)
    line.answer = lambda _parcel: together.wait(20) and None
    assert publish_due(runtime) == 10
    assert line.most == FLIGHT
    assert Counter(line.took) == Counter(f"Loaf {number}" for number in range(10))
    assert standing(runtime, key) == {S.PUBLISHED: 10}
    with runtime.workspace(key) as ws:
        assert ws.rows.count(Attempt, Attempt.outcome == AttemptOutcome.ACCEPTED) == 10
        assert ws.rows.count(AuditEntry, AuditEntry.verb == "send_post") == 10


def test_one_that_hangs_holds_no_other_up(runtime, key, clock, line) -> None:
    plan(runtime, key, 12, clock.now + HOUR)
    clock.now += 2 * HOUR
    rest = Event()

    def hang(parcel: Parcel) -> None:
        if parcel.text == "Loaf 0":
            assert rest.wait(30)
        elif len(line.took) == 10:
            rest.set()

    line.answer = hang
    assert publish_due(runtime) == 12
    assert standing(runtime, key) == {S.PUBLISHED: 12}


def test_a_call_that_never_ends_is_given_up_and_asked_about(runtime, key, clock, line, monkeypatch) -> None:
    plan(runtime, key, 8, clock.now + HOUR)
    clock.now += 2 * HOUR
    monkeypatch.setattr(sending, "LEASE", timedelta(seconds=0.6))
    released = Event()
    line.answer = lambda parcel: released.wait(30) and None if parcel.text == "Loaf 3" else None
    publish_due(runtime)
    released.set()
    assert standing(runtime, key) == {S.PUBLISHED: 7, S.UNCONFIRMED: 1}


def test_a_channel_that_breaks_is_written_down_and_holds_no_other_up(runtime, key, other, clock, line) -> None:
    plan(runtime, key, 2, clock.now + HOUR)
    plan(runtime, other, 6, clock.now + HOUR)
    clock.now += 2 * HOUR

    def crumble(parcel: Parcel) -> None:
        if parcel.text == "Loaf 1":
            raise ZeroDivisionError("crumbs")

    line.answer = crumble
    with capture_logs() as lines, pytest.raises(ExceptionGroup, match="2 publications failed"):
        publish_due(runtime)
    assert [one["event"] for one in lines] == ["publication_failed"] * 2
    assert standing(runtime, other) == {S.PUBLISHED: 5, S.PUBLISHING: 1}
    clock.now += LEASE
    assert publish_due(runtime) == 2
    assert standing(runtime, key) == {S.PUBLISHED: 1, S.UNCONFIRMED: 1}


def test_one_that_cannot_be_made_ready_holds_no_other_up_and_comes_back(runtime, key, clock, line, monkeypatch) -> None:
    plan(runtime, key, 4, clock.now + HOUR)
    clock.now += 2 * HOUR
    real = publishing.publish.parcel

    def fragile(ws: Workspace, post: Post, publication: Publication, **more: object) -> Parcel:
        if post.caption == "Loaf 2":
            raise ZeroDivisionError("crumbs")
        return real(ws, post, publication, **more)

    with monkeypatch.context() as patched, capture_logs() as lines:
        patched.setattr(publishing.publish, "parcel", fragile)
        with pytest.raises(ExceptionGroup, match="1 publications failed"):
            publish_due(runtime)
    assert [one["event"] for one in lines] == ["publication_failed"]
    assert sorted(line.took) == ["Loaf 0", "Loaf 1", "Loaf 3"]
    clock.now += LEASE
    assert publish_due(runtime) == 1
    assert standing(runtime, key) == {S.PUBLISHED: 4}


def test_told_to_stop_it_finishes_what_is_journalled_and_puts_the_rest_down(runtime, key, clock, line) -> None:
    plan(runtime, key, 30, clock.now + HOUR)
    clock.now += 2 * HOUR
    sending_run = publish_due(runtime, is_stopping=lambda: len(line.took) >= 6)
    done = len(line.took)
    assert done < 30
    assert standing(runtime, key) == {S.PUBLISHED: done, S.SCHEDULED: 30 - done}
    assert sending_run >= done
    with runtime.workspace(key) as ws:
        waiting = ws.rows.find(Publication, Publication.status == PublicationStatus.SCHEDULED)
        assert len(waiting) == 30 - done
        assert all((one.run_at, one.attempts) == (one.due_at, 0) for one in waiting)
        assert ws.rows.count(Attempt, Attempt.outcome == AttemptOutcome.OPEN) == 0
    assert publish_due(runtime) == 30 - done
    assert max(Counter(line.took).values()) == 1


def test_what_was_tried_before_is_put_down_for_any_clock_to_take_up(runtime, key, clock, line) -> None:
    plan(runtime, key, 12, clock.now + HOUR)
    clock.now += 2 * HOUR
    line.answer = lambda _parcel: Transient("Busy.")
    assert publish_due(runtime) == 12
    clock.now += timedelta(minutes=1)
    line.answer = lambda _parcel: None
    publish_due(runtime, is_stopping=lambda: len(line.took) >= 1)
    done = len(line.took)
    assert 1 <= done < 12
    assert publish_due(runtime) == 12 - done
    assert sorted(line.took) == sorted(f"Loaf {number}" for number in range(12))
    assert standing(runtime, key) == {S.PUBLISHED: 12}


def test_a_lock_out_holds_what_was_ready_with_the_rest(runtime, key, clock, line) -> None:
    with runtime.workspace(key) as ws, ws.writing() as rows:
        rows.add(ChannelConnection(channel="linkedin", kind="webhook", url="http://x", saved_at=ws.now))
    plan(runtime, key, 30, clock.now + HOUR)
    clock.now += 2 * HOUR
    line.answer = lambda _parcel: AuthExpired("Sign in again.") if len(line.took) >= FLIGHT else None
    publish_due(runtime)
    ends = standing(runtime, key)
    assert ends[S.ON_HOLD] >= 30 - 3 * FLIGHT
    assert ends[S.PUBLISHED] + ends[S.FAILED] + ends[S.ON_HOLD] == 30
    assert ends[S.FAILED] <= 2 * FLIGHT


def test_leases_are_renewed_behind_a_slow_channel(runtime, key, clock, line) -> None:
    plan(runtime, key, 2 * FLIGHT, clock.now + HOUR)
    clock.now += 2 * HOUR

    def slow(parcel: Parcel) -> None:
        if parcel.text in {"Loaf 0", "Loaf 5"}:
            while claimed(runtime, key) < 2 * FLIGHT:  # until the next window waits, its leases running
                sleep(0.01)
            clock.now += LEASE * 0.9

    line.answer = slow
    publish_due(runtime)
    assert standing(runtime, key) == {S.PUBLISHED: 2 * FLIGHT}
    with runtime.workspace(key) as ws:
        assert {fence for (fence,) in ws.rows.columns(Publication.fence)} == {1}


def claimed(runtime: Runtime, key: Key) -> int:
    with runtime.workspace(key) as ws:
        return ws.rows.count(Publication, Publication.fence > 0)


def test_what_came_back_outlasts_a_database_that_is_gone(runtime, key, clock, line, monkeypatch) -> None:
    plan(runtime, key, 3, clock.now + HOUR)
    clock.now += 2 * HOUR
    real, gone = outbox.settle_window, iter([True, True])

    def away(ws: Workspace, window: Sequence[Ended]) -> list[Verdict]:
        if next(gone, False):
            raise OperationalError("UPDATE", {}, Exception("gone"))
        return real(ws, window)

    monkeypatch.setattr(outbox, "settle_window", away)
    assert publish_due(runtime) == 3
    assert standing(runtime, key) == {S.PUBLISHED: 3}


def test_a_claim_that_fails_brings_home_what_is_out(runtime, key, clock, line, monkeypatch) -> None:
    plan(runtime, key, 7, clock.now + HOUR)
    clock.now += 2 * HOUR
    real, good, is_gone = system.claim_due, iter([True]), Event()
    line.answer = lambda _parcel: is_gone.wait(20) and None

    def away(*args: object, **more: object) -> list[Claim]:
        if not next(good, False):
            is_gone.set()
            raise OperationalError("UPDATE", {}, Exception("gone"))
        return real(*args, **more)

    with monkeypatch.context() as patched, capture_logs():
        patched.setattr(system, "claim_due", away)
        with pytest.raises(ExceptionGroup, match="1 publications failed"):
            publish_due(runtime)
    assert standing(runtime, key)[S.PUBLISHED] == FLIGHT
    assert publish_due(runtime) == 2


def test_a_noisy_business_keeps_nobody_waiting(runtime, key, other, clock, line) -> None:
    plan(runtime, key, 60, clock.now + HOUR, channel="mastodon")
    quiet = clock.now + HOUR + timedelta(minutes=30)
    plan(runtime, other, 3, quiet, channel="mastodon")
    clock.now += 2 * HOUR
    order: list[UUID] = []
    line.answer = lambda parcel: order.append(parcel.key)  # type: ignore[func-returns-value]
    publish_due(runtime)
    with runtime.workspace(other) as ws:
        theirs = {sent_as for (sent_as,) in ws.rows.columns(Publication.idempotency_key)}
    assert max(order.index(one) for one in theirs) < 3 * FLIGHT
