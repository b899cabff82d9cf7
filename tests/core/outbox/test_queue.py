"""Into the outbox, and out of it again before it leaves."""

from datetime import timedelta

from core import outbox
from core.tables import Contact, Conversation, Message, Publication
from core.vocab import Author, Direction, PublicationKind, PublicationStatus
from tests.core.shops import LEASE, Shop


def test_each_has_a_key_of_its_own_and_waits_for_its_moment(shop: Shop, queued) -> None:
    one, other = queued(), queued()
    assert one.idempotency_key != other.idempotency_key
    assert (one.status, one.due_at, one.run_at) == (PublicationStatus.SCHEDULED, shop.clock.now, shop.clock.now)
    shop.clock.now -= timedelta(seconds=1)
    assert shop.claims() == []


def test_only_what_waits_can_be_taken_back(shop: Shop, queued, tick) -> None:
    waiting, leaving, gone = queued(), queued(), queued()
    shop.clock.now += timedelta(seconds=1)
    taken = {claim.publication_id: claim for claim in shop.claims()}
    tick(taken[gone.id])
    shop.clock.now += LEASE / 2
    with shop.opened() as ws, ws.writing() as rows:
        rows.get(Publication, waiting.id).status = PublicationStatus.SCHEDULED
        rows.flush()
        assert [outbox.cancel(ws, post_id=one.post_id) for one in (waiting, leaving, gone)] == [1, 0, 0]
    found = {one.id: one.status for one in shop.all(Publication)}
    assert found == {
        waiting.id: PublicationStatus.CANCELLED,
        leaving.id: PublicationStatus.PUBLISHING,
        gone.id: PublicationStatus.PUBLISHED,
    }


def test_a_reply_is_taken_back_by_its_message(shop: Shop, queued) -> None:
    post = queued()
    with shop.opened() as ws, ws.writing() as rows:
        mine = {"business_id": shop.business_id}
        contact = rows.add(Contact(**mine, channel="email", handle="kim", name="Kim", created_at=ws.now))
        rows.flush()
        where = rows.add(
            Conversation(
                **mine,
                contact_id=contact.id,
                channel="email",
                external_ref="t",
                first_inbound_at=ws.now,
                last_inbound_at=ws.now,
            )
        )
        rows.flush()
        message = rows.add(
            Message(
                **mine,
                conversation_id=where.id,
                external_ref="m",
                direction=Direction.OUTBOUND,
                author=Author.PERSON,
                text="Yes.",
                at=ws.now,
            )
        )
        rows.flush()
        outbox.enqueue(ws, kind=PublicationKind.REPLY, channel="email", run_at=ws.now, message_id=message.id)
        rows.flush()
        assert outbox.cancel(ws, message_id=message.id) == 1
        assert outbox.cancel(ws, message_id=message.id) == 0
    (still,) = shop.all(Publication, Publication.status == PublicationStatus.SCHEDULED)
    assert still.id == post.id
