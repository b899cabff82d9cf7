"""A post in the outbox, and a clock's tick that sends what is due."""

from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest

from core import outbox
from core.outbox import Ended, Errand
from core.ports import Parcel
from core.system import Claim
from core.tables import Publication
from core.vocab import PublicationKind
from core.workspace import Workspace
from tests.core.shops import Shop


@pytest.fixture
def queued(shop: Shop) -> Callable[[], Publication]:
    """Queue a post that is due now."""

    def queue() -> Publication:
        post_id = shop.post()
        with shop.opened() as ws, ws.writing():
            return outbox.enqueue(ws, kind=PublicationKind.POST, channel="linkedin", run_at=ws.now, post_id=post_id)

    return queue


@pytest.fixture
def tick(shop: Shop) -> Callable[..., list[Publication | None]]:
    """Claim what is due and send it, as the clock does; a claim taken earlier may be given instead."""

    def sent(*claims: Claim) -> list[Publication | None]:
        return [send(shop, claim) for claim in claims or shop.claims()]

    return sent


def errand(ws: Workspace, claim: Claim) -> Errand:
    """What was claimed, made ready for the wire."""
    publication = ws.rows.get(Publication, claim.publication_id)
    parcel = Parcel(publication.idempotency_key, "linkedin", "page", "Fresh rolls")
    return Errand(claim, publication.post_id, ws.channel("linkedin"), parcel, ws.clock(), _settle, publication.attempts)


def _settle(ws: Workspace, window: Sequence[Ended]) -> None:
    with ws.writing():
        outbox.settle_window(ws, window)


def send(shop: Shop, claim: Claim) -> Publication | None:
    with shop.by_the_clock() as ws:
        ended = outbox.send(ws, errand(ws, claim))
        if ended is None:
            return None
        ended.errand.settle(ws, [ended])
        return ws.rows.get(Publication, claim.publication_id)


@pytest.fixture
def settled(shop: Shop, tick: Callable[..., object]) -> Callable[[], Publication]:
    """Let the clock run until nothing waits any more; the one publication as it then stands."""

    def run() -> Publication:
        for _ in range(8):
            shop.clock.now += timedelta(minutes=31)
            if not tick():
                break
        (only,) = shop.all(Publication)
        return only

    return run
