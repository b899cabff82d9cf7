"""A claim that is no longer ours, for whichever reason, does nothing at any step: each step looks for itself."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import col

from core import outbox, publishing
from core.outbox import Ended, FenceLost, Waits
from core.ports import Accepted
from core.system import Claim
from core.tables import Attempt, Post, Publication
from core.vocab import PostStatus, PublicationStatus
from core.workspace import Workspace
from tests.core.outbox.conftest import errand
from tests.core.shops import LEASE, Shop

S = PublicationStatus
HOUR = timedelta(hours=1)
LOST = {
    "another holds it": {"fence": 2, "run_at": None},
    "it was put down": {"status": S.SCHEDULED},
    "it was put down, and taken by another": {"fence": 2, "status": S.SCHEDULED},
    "it is settled": {"status": S.PUBLISHED},
    "it was cancelled": {"status": S.CANCELLED},
}


def settled_together(ws: Workspace, claim: Claim) -> bool:
    try:
        with ws.writing():
            outbox.settle_window(ws, [Ended(errand(ws, claim), Accepted("x", ws.now))])
    except FenceLost:
        return False
    return True


def settled_alone(ws: Workspace, claim: Claim) -> bool:
    with ws.writing():
        return outbox.settle(ws, claim, Accepted("x", ws.now)) is not None


def waits(ws: Workspace, claim: Claim) -> bool:
    publishing.wait_for_room(ws, [Waits(errand(ws, claim), ws.now + HOUR, "No room.")])
    return False


def put_down(ws: Workspace, claim: Claim) -> bool:
    publishing.put_down(ws, [errand(ws, claim)])
    return False


STEPS: dict[str, Callable[[Workspace, Claim], object]] = {
    "prepare": lambda ws, claim: publishing.prepare_posts(ws, [claim]),
    "journal": lambda ws, claim: outbox.journal(ws, [errand(ws, claim)]),
    "settle together": settled_together,
    "settle alone": settled_alone,
    "withdraw": lambda ws, claim: outbox.withdraw(ws, claim, "No longer wanted."),
    "wait for room": waits,
    "put down": put_down,
}


def claimed(shop: Shop) -> Claim:
    """A post on the calendar whose moment has come, in a clock's hands."""
    post_id = shop.post()
    with shop.opened() as ws:
        publishing.schedule_post(ws, post_id, ws.now + HOUR)
    shop.clock.now += HOUR
    (claim,) = shop.claims()
    return claim


@pytest.mark.parametrize("how", LOST)
def test_what_is_no_longer_ours_is_left_as_it_is(shop: Shop, how: str) -> None:
    claim = claimed(shop)
    changes = {name: value or shop.clock.now + LEASE for name, value in LOST[how].items()}
    with shop.opened() as ws, ws.writing() as rows:
        rows.change(Publication, col(Publication.id) == claim.publication_id, **changes)
        stands = PostStatus.SCHEDULED if LOST[how].get("status") is S.SCHEDULED else PostStatus.PUBLISHING
        rows.change(Post, status=stands)
    before = shop.read(Publication, claim.publication_id).model_dump()
    for name, step in STEPS.items():
        with shop.by_the_clock() as ws:
            assert not step(ws, claim), name
        assert shop.read(Publication, claim.publication_id).model_dump() == before, name
        (post,) = shop.all(Post)
        assert post.status is stands, name
        assert shop.all(Attempt) == [], name
    assert shop.fake.ledger == []


def test_what_is_ours_only_by_name_is_not_journalled(shop: Shop) -> None:
    """Its lease is over, and nobody has taken it yet: an attempt that is never made would put it in doubt."""
    claim = claimed(shop)
    shop.clock.now += LEASE
    with shop.by_the_clock() as ws:
        assert outbox.journal(ws, [errand(ws, claim)]) == []
    assert shop.all(Attempt) == []
    assert shop.read(Publication, claim.publication_id).attempts == 0
