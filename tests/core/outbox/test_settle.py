"""What becomes of a publication after each kind of outcome."""

from datetime import timedelta

import pytest
from sqlmodel import col

from core import outbox
from core.ports import Accepted, Ambiguous, AuthExpired, Refused, Transient
from core.tables import Attempt, Publication
from core.vocab import AttemptOutcome, Capability, PublicationStatus
from tests.core.shops import LOSES, FakeChannel, Shop

S = PublicationStatus
BUSY = Transient("The channel was busy.", "503")


def last_word(shop: Shop) -> AttemptOutcome:
    return max(shop.all(Attempt), key=lambda one: one.fence).outcome


def test_accepted_is_published_with_its_receipt(shop: Shop, queued, tick) -> None:
    key, at = queued().idempotency_key, shop.clock.now
    (sent,) = tick()
    assert (sent.status, sent.external_id, sent.published_at) == (S.PUBLISHED, f"x-{key}", at)
    assert last_word(shop) is AttemptOutcome.ACCEPTED


def test_a_passing_failure_is_tried_again_after_one_five_and_thirty_minutes(shop: Shop, queued, tick) -> None:
    queued()
    shop.fake.script.extend([BUSY] * 4)
    for wait in (1, 5, 30):
        (again,) = tick()
        assert (again.status, again.run_at) == (S.SCHEDULED, shop.clock.now + timedelta(minutes=wait))
        shop.clock.now = again.run_at - timedelta(seconds=1)
        assert tick() == []
        shop.clock.now = again.run_at
    (failed,) = tick()
    assert (failed.status, failed.reason, failed.raw_error) == (S.FAILED, "Tried 4 times. The channel was busy.", "503")
    assert shop.fake.ledger == []


def test_a_channel_that_names_a_time_is_taken_at_its_word(shop: Shop, queued, tick) -> None:
    queued()
    shop.fake.script.append(Transient("Too many at once.", "429", after=timedelta(minutes=17)))
    (again,) = tick()
    assert again.run_at == shop.clock.now + timedelta(minutes=17)
    assert last_word(shop) is AttemptOutcome.RATE_LIMITED
    shop.clock.now = again.run_at
    assert [one.status for one in tick()] == [S.PUBLISHED]


@pytest.mark.parametrize(
    ("outcome", "word"),
    [
        (AuthExpired("Sign in to LinkedIn again.", "401"), AttemptOutcome.AUTH_EXPIRED),
        (Refused("LinkedIn does not take it.", "422"), AttemptOutcome.REJECTED),
    ],
)
def test_what_another_try_cannot_mend_fails_at_once(shop: Shop, queued, tick, outcome, word) -> None:
    queued()
    shop.fake.script.append(outcome)
    (failed,) = tick()
    assert (failed.status, failed.reason, failed.raw_error) == (S.FAILED, outcome.reason, outcome.raw)
    assert last_word(shop) is word
    shop.clock.now += timedelta(days=1)
    assert tick() == []


def test_a_lost_answer_stays_under_way_until_the_channel_was_asked(shop: Shop, queued, tick) -> None:
    """Were it queued again, moving the post would send it a second time under another key."""
    publication = queued()
    shop.fake = FakeChannel(Capability.IDEMPOTENT)
    shop.fake.script.append(LOSES)
    (waits,) = tick()
    assert (waits.status, waits.run_at) == (S.PUBLISHING, shop.clock.now + timedelta(minutes=1))
    with shop.opened() as ws, ws.writing():
        assert outbox.cancel(ws, post_id=publication.post_id) == 0
    shop.clock.now = waits.run_at
    assert [one.status for one in tick()] == [S.PUBLISHED]
    assert shop.fake.ledger == [publication.idempotency_key]


@pytest.mark.parametrize("later", [Refused("Not like this.", "422"), AuthExpired("Sign in again.", "401")])
def test_a_refusal_after_a_lost_answer_is_not_called_failed(shop: Shop, queued, tick, later) -> None:
    queued()
    shop.fake = FakeChannel(Capability.IDEMPOTENT)
    shop.fake.script.extend([LOSES, later])
    (waits,) = tick()
    shop.clock.now = waits.run_at
    (unsure,) = tick()
    assert unsure.status is S.UNCONFIRMED
    assert unsure.reason.startswith("An earlier try may have gone out")


def test_passing_failures_after_a_lost_answer_stay_under_way_and_end_unconfirmed(shop: Shop, queued, tick) -> None:
    queued()
    shop.fake = FakeChannel(Capability.IDEMPOTENT)
    shop.fake.script.extend([LOSES, BUSY, BUSY, BUSY])
    for _ in range(3):
        (waits,) = tick()
        assert waits.status is S.PUBLISHING
        shop.clock.now = waits.run_at
    assert [one.status for one in tick()] == [S.UNCONFIRMED]


def test_an_answer_that_never_comes_ends_unconfirmed(shop: Shop, queued, settled) -> None:
    queued()
    shop.fake = FakeChannel(Capability.IDEMPOTENT)
    shop.fake.script.extend([Ambiguous("No answer came.", "timed out")] * 9)
    found = settled()
    assert (found.status, found.attempts, found.reason) == (S.UNCONFIRMED, 4, "No answer came.")


def test_what_is_gone_is_not_settled(shop: Shop, queued, tick) -> None:
    publication = queued()
    (claim,) = shop.claims()
    with shop.opened() as ws, ws.writing() as rows:
        rows.remove(Publication, col(Publication.id) == publication.id)
    with shop.by_the_clock() as ws, ws.writing():
        assert outbox.settle(ws, claim, Accepted("x", ws.now)) is None
