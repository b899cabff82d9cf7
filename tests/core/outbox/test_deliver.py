"""Killed at every moment, on every kind of channel: once, or a person is asked; never twice, never silence."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from core import outbox
from core.outbox import FenceLost
from core.ports import Accepted, Outcome, Parcel, Unreachable
from core.tables import Attempt, Publication
from core.vocab import AttemptOutcome, Capability, PublicationStatus
from tests.core.outbox.conftest import errand
from tests.core.shops import DIES, DIES_BEFORE, LEASE, LOSES, FakeChannel, Killed, Shop

C, S = Capability, PublicationStatus


def stop_after_claim(shop: Shop, tick: Callable[..., object]) -> None:
    assert len(shop.claims()) == 1


def stop_before_sending(shop: Shop, tick: Callable[..., object]) -> None:
    shop.fake.script.append(DIES_BEFORE)
    with pytest.raises(Killed):
        tick()


def stop_before_settling(shop: Shop, tick: Callable[..., object]) -> None:
    shop.fake.script.append(DIES)
    with pytest.raises(Killed):
        tick()


def stop_after_settling(shop: Shop, tick: Callable[..., object]) -> None:
    assert [one.status for one in tick()] == [S.PUBLISHED]


def lose_the_answer(shop: Shop, tick: Callable[..., object]) -> None:
    shop.fake.script.append(LOSES)
    tick()


@pytest.mark.parametrize(
    ("stop", "capability", "ends", "accepted"),
    [
        *((stop_after_claim, one, S.PUBLISHED, 1) for one in Capability),
        *((stop_after_settling, one, S.PUBLISHED, 1) for one in Capability),
        *(
            (stop, C.IDEMPOTENT, S.PUBLISHED, 1)
            for stop in (stop_before_sending, stop_before_settling, lose_the_answer)
        ),
        *((stop, C.LOOKUP, S.PUBLISHED, 1) for stop in (stop_before_sending, stop_before_settling, lose_the_answer)),
        (stop_before_sending, C.NEITHER, S.UNCONFIRMED, 0),
        (stop_before_settling, C.NEITHER, S.UNCONFIRMED, 1),
        (lose_the_answer, C.NEITHER, S.UNCONFIRMED, 1),
    ],
)
def test_killed_at_every_moment(shop: Shop, queued, tick, settled, *, stop, capability, ends, accepted) -> None:
    shop.fake = FakeChannel(capability)
    key = queued().idempotency_key
    stop(shop, tick)
    found = settled()
    assert found.status is ends
    assert shop.fake.ledger == [key] * accepted
    assert shop.claims() == []
    assert AttemptOutcome.OPEN not in {one.outcome for one in shop.all(Attempt)}


class SilentChannel(FakeChannel):
    """Cannot be asked while ``is_silent``."""

    is_silent = True

    def find(self, parcel: Parcel) -> Accepted | None:
        if self.is_silent:
            raise Unreachable("nobody answers.")
        return super().find(parcel)


@pytest.mark.parametrize("stop", [lose_the_answer, stop_before_settling])
def test_a_channel_that_cannot_be_asked_is_asked_again_and_sent_nothing_before(
    shop: Shop, queued, tick, settled, stop
) -> None:
    shop.fake = SilentChannel(C.LOOKUP)
    key = queued().idempotency_key
    stop(shop, tick)
    for _ in range(2):
        shop.clock.now += timedelta(minutes=10)
        tick()
        assert shop.all(Publication)[0].status is S.PUBLISHING
    shop.fake.is_silent = False
    assert settled().status is S.PUBLISHED
    assert shop.fake.ledger == [key]


def test_the_journal_is_there_before_anything_is_sent(shop: Shop, queued, tick) -> None:
    publication = queued()
    seen = []

    class Watching(FakeChannel):
        def send(self, parcel: Parcel, *, now: datetime) -> Outcome:
            seen.extend((one.publication_id, one.fence, one.outcome) for one in shop.all(Attempt))
            return super().send(parcel, now=now)

    shop.fake = Watching(Capability.NEITHER)
    tick()
    assert seen == [(publication.id, 1, AttemptOutcome.OPEN)]


def test_a_channel_that_can_look_up_is_asked_at_once_when_the_answer_is_lost(shop: Shop, queued, tick) -> None:
    queued()
    shop.fake.script.append(LOSES)
    (sent,) = tick()
    assert sent.status is S.PUBLISHED
    assert len(shop.fake.parcels) == 1


def test_a_look_up_that_finds_nothing_clears_the_doubt(shop: Shop, queued, tick, settled) -> None:
    queued()
    shop.fake.script.append(DIES_BEFORE)
    with pytest.raises(Killed):
        tick()
    assert settled().status is S.PUBLISHED
    assert [(one.fence, one.outcome) for one in sorted(shop.all(Attempt), key=lambda one: one.fence)] == [
        (1, AttemptOutcome.TRANSIENT),
        (2, AttemptOutcome.TRANSIENT),  # it was looked for, and not sent before it was looked for again
        (3, AttemptOutcome.ACCEPTED),
    ]


def test_who_lost_the_claim_sends_nothing(shop: Shop, queued, tick) -> None:
    queued()
    (old,) = shop.claims("slow")
    shop.clock.now += LEASE
    (new,) = shop.claims("quick")
    assert tick(old) == [None]
    assert shop.fake.ledger == []
    assert [one.status for one in tick(new)] == [S.PUBLISHED]
    assert tick(old) == [None]
    assert len(shop.fake.ledger) == 1


def test_two_claimers_never_both_send(shop: Shop, queued, tick) -> None:
    for _ in range(6):
        queued()
    first, second = shop.claims("one"), shop.claims("two")
    tick(*first, *second)
    assert len(shop.fake.ledger) == len(set(shop.fake.ledger)) == 6


def test_a_late_answer_changes_nothing(shop: Shop, queued, tick) -> None:
    """The slow owner's call comes back after somebody else has taken over and settled."""
    queued()
    shop.fake = FakeChannel(Capability.IDEMPOTENT)
    (old,) = shop.claims("slow")
    with shop.by_the_clock() as ws:
        ended = outbox.send(ws, errand(ws, old))
        shop.clock.now += LEASE
        tick()
        with pytest.raises(FenceLost):
            ended.errand.settle(ws, [ended])
    (now,) = shop.all(Publication)
    assert (now.status, now.fence) == (S.PUBLISHED, 2)
    assert len(shop.fake.ledger) == 1


def test_who_slept_past_the_lease_after_the_journal_sends_nothing(shop: Shop, queued, settled) -> None:
    class Sleeping(FakeChannel):
        """Whoever looks a doubtful post up is stopped until somebody else may claim it."""

        def find(self, parcel: Parcel) -> Accepted | None:
            shop.clock.now += LEASE
            return None

    shop.fake = Sleeping(C.LOOKUP)
    queued()
    shop.claims()
    shop.clock.now += LEASE
    (claim,) = shop.claims()
    with shop.opened() as ws:
        with ws.writing() as rows:
            rows.add(
                Attempt(business_id=claim.business_id, publication_id=claim.publication_id, fence=1, started_at=ws.now)
            )
        assert outbox.send(ws, errand(ws, claim)) is None
    assert shop.fake.ledger == []
    shop.fake = FakeChannel(C.LOOKUP)
    assert settled().status is S.PUBLISHED
    assert len(shop.fake.ledger) == 1
