"""What became of the copies for people, and why."""

from core import audience, publishing
from core.audience import NewContact
from core.ports import Refused, Transient
from core.publishing import Because
from core.vocab import Capability, Origin, PublicationStatus
from tests.core.publishing.test_to_people import HOUR
from tests.core.shops import LOSES, FakeChannel, Shop

P = PublicationStatus


def test_each_end_is_counted_with_its_reasons(shop: Shop, plan, tick) -> None:
    shop.fake = FakeChannel(Capability.NEITHER, Origin.LIVE)
    with shop.opened() as ws:
        people = [
            audience.add_contact(
                ws, NewContact(channel="email", handle=f"p{number}@example.org", consent_source="till")
            )
            for number in range(7)
        ]
    post_id, other = plan(shop.clock.now + HOUR, "email"), shop.post("linkedin")
    with shop.opened() as ws:
        assert publishing.read_deliveries(ws, post_id).total == 0
    shop.clock.now += HOUR
    tick()
    shop.fake.capability = Capability.NEITHER
    shop.fake.script.extend([Refused("No such mailbox."), Refused("No such mailbox."), LOSES, Transient("Busy.")])
    with shop.opened() as ws:
        audience.leave(ws, people[0].id, "asked")
    tick()
    with shop.opened() as ws:
        told, nothing = publishing.read_deliveries(ws, post_id), publishing.read_deliveries(ws, other)
    assert told.counts == {P.PUBLISHED: 2, P.FAILED: 2, P.UNCONFIRMED: 1, P.SCHEDULED: 1, P.CANCELLED: 1}
    assert told.total == 7
    assert told.reasons[0] == Because(P.FAILED, "No such mailbox.", 2)
    assert {one.why for one in told.reasons} == {"No such mailbox.", "No answer came.", "Busy.", "They left: asked"}
    assert told.next_at is not None
    assert told.next_at > shop.clock.now
    assert (nothing.total, nothing.next_at) == (0, None)
