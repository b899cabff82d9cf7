"""Letters that come back: the address is left alone, the delivery says so, and nothing counts twice."""

import json
from datetime import timedelta

import pytest
from sqlmodel import col

from core import audience, outbox, publishing
from core.audience import Returned
from core.audience.bounces import PATIENCE, heed
from core.audience.recipients import BOUNCED, LEFT
from core.connections.signed_calls import SignedCall
from core.connections.signing import secret_bytes, signature
from core.errors import Forbidden, Invalid
from core.ports import Accepted, Refused, Transient
from core.tables import Business, Contact, Publication
from core.vocab import ConsentStatus, PublicationKind, PublicationStatus
from tests.core.shops import Shop

NOBODY = "550 5.1.1 <ann@example.org>: no such user"
FULL = "552 5.2.2 mailbox full"
SPAM = "550 5.7.1 looks like spam"


def sent(shop: Shop, contact: Contact, **changes: object) -> Publication:
    """A letter that the mail server took an hour ago."""
    post_id = shop.post("email")
    with shop.opened() as ws, ws.writing() as rows:
        copy = outbox.enqueue(
            ws, kind=PublicationKind.POST, channel="email", run_at=ws.now, post_id=post_id, contact_id=contact.id
        )
        told = {"status": PublicationStatus.PUBLISHED, "published_at": ws.now - timedelta(hours=1)} | changes
        rows.flush()
        rows.change(Publication, col(Publication.id) == copy.id, **told)
        return rows.get(Publication, copy.id)


def told(shop: Shop, *events: dict) -> dict[str, int]:
    """What a signed call of a mail service does."""
    with shop.opened() as ws:
        secret = audience.open_reports_door(ws)
    body, stamp = json.dumps({"events": events}).encode(), str(int(shop.clock.now.timestamp()))
    key = secret_bytes(secret.get_secret_value())
    call = SignedCall("evt_1", stamp, f"v1,nonsense {signature(key, 'evt_1', stamp, body)}", body)
    with shop.by_the_clock() as ws:
        return dict(audience.receive_reports(ws, call).counts)


def bounce(reason: str = NOBODY, address: str = "Ann@Example.org", **more: object) -> dict:
    return {"type": "bounce", "email": address, "reason": reason} | more


def test_an_address_that_is_gone_is_left_alone_and_its_delivery_says_so(shop: Shop, person) -> None:
    ann, bo = person(), person("bo@example.org")
    older, copy = sent(shop, ann, external_id="<1@x>"), sent(shop, ann, external_id="<2@x>")
    waiting = sent(shop, ann, status=PublicationStatus.SCHEDULED, published_at=None)
    assert told(shop, bounce(message_id="2@x"), bounce(address="stranger@example.org")) == {
        "refuse mail": 1, "unknown": 1,
    }  # fmt: skip
    assert told(shop, bounce(message_id="2@x")) == {"known": 1}

    ann = shop.read(Contact, ann.id)
    assert (ann.consent, ann.suppressed_at, ann.suppressed_reason) == (ConsentStatus.GIVEN, shop.clock.now, NOBODY)
    copy = shop.read(Publication, copy.id)
    assert (copy.status, copy.bounced_at, copy.reason) == (
        PublicationStatus.FAILED, shop.clock.now, f"It came back: {NOBODY}",
    )  # fmt: skip
    assert shop.read(Publication, older.id).status is PublicationStatus.PUBLISHED
    waiting = shop.read(Publication, waiting.id)
    assert (waiting.status, waiting.reason) == (
        PublicationStatus.CANCELLED, f"Their address refuses mail: {NOBODY}",
    )  # fmt: skip
    with shop.opened() as ws:
        assert audience.why_not(ann) == BOUNCED
        assert audience.recipients(ws, "email").people == (ws.rows.get(Contact, bo.id),)
        deliveries = publishing.read_deliveries(ws, copy.post_id)
        (because,) = deliveries.reasons
        assert because.why.startswith("It came back: 550")
        assert (deliveries.came_back, publishing.read_deliveries(ws, older.post_id).came_back) == (1, 0)
        back = audience.agree(ws, ann.id, "wrote from another computer")
    assert (back.suppressed_at, back.suppressed_reason, audience.why_not(back)) == (None, "", "")


def test_a_full_mailbox_is_counted_and_gives_out_after_a_while(shop: Shop, person) -> None:
    ann = person()
    copies = [sent(shop, ann) for _ in range(PATIENCE)]
    assert told(shop, bounce(FULL, permanent=True)) == {"counted": 1}
    assert shop.read(Contact, ann.id).soft_bounces == 1
    stamps = [(shop.clock.now + timedelta(minutes=n)).isoformat() for n in range(PATIENCE - 1)]
    done = told(shop, *(bounce("try later", permanent=False, at=stamp) for stamp in stamps))
    assert done == {"counted": PATIENCE - 2, "refuse mail": 1}
    assert shop.read(Contact, ann.id).suppressed_reason == f"Refused {PATIENCE} letters, at last with: try later"
    assert {shop.read(Publication, one.id).status for one in copies} == {PublicationStatus.FAILED}


def test_whose_mail_came_back_is_counted_by_the_reason_and_found(shop: Shop, person) -> None:
    for name in ("ann", "bo", "cy", "di", "eve"):
        sent(shop, person(f"{name}@example.org"))
    told(shop, bounce(), bounce(address="bo@example.org", reason="550 5.1.1 unknown"),
         bounce(FULL, "cy@example.org", permanent=False), bounce("Blocked", "eve@example.org"))  # fmt: skip
    with shop.opened() as ws:
        found = audience.read_returned(ws)
        assert found == Returned(3, 1, (("nobody is at the address", 2), ("for another reason", 1)))
        assert found.total == 4
        assert audience.read_returned(ws, channel="sms").total == 0
        listed = audience.list_contacts(ws, came_back=True)
        assert sorted(one.handle[0] for one in listed) == ["a", "b", "c", "e"]
        assert b"di@example.org" not in audience.export_contacts(ws, came_back=True)
        audience.leave(ws, listed[0].id, "asked")
        assert audience.read_returned(ws).total == 3


def test_a_letter_that_is_not_wanted_says_nothing_of_the_address(shop: Shop, person) -> None:
    ann = person()
    copy = sent(shop, ann)
    assert told(shop, bounce(SPAM)) == {"counted": 1}
    ann = shop.read(Contact, ann.id)
    assert (ann.suppressed_at, ann.soft_bounces) == (None, 0)
    assert shop.read(Publication, copy.id).bounced_at == shop.clock.now


def test_a_complaint_is_leaving_even_for_an_address_that_bounced(shop: Shop, person) -> None:
    ann = person()
    told(shop, bounce())
    assert told(shop, {"type": "complaint", "email": "ann@example.org", "unknown": "ignored"}) == {"left": 1}
    ann = shop.read(Contact, ann.id)
    assert (ann.consent, ann.consent_source) == (ConsentStatus.WITHDRAWN, "called a letter spam")
    assert audience.why_not(ann) == LEFT


@pytest.mark.parametrize(
    ("outcome", "is_over", "gone", "soft"),
    [
        (Refused("no", NOBODY, to_person=True), True, True, 0),
        (Refused("no", NOBODY), True, False, 0),  # said of the letter, not at the address
        (Refused("no", SPAM, to_person=True), True, False, 0),
        (Refused("no", "554 no", to_person=True), True, False, 0),
        (Transient("later", FULL, to_person=True), False, False, 0),
        (Transient("later", "451 4.2.1 busy", to_person=True), True, False, 1),
        (Refused("no", "nothing to go by", to_person=True), True, False, 0),
    ],
)
def test_a_refusal_at_the_door_is_heeded_when_it_is_about_the_address(
    shop: Shop, person, outcome, is_over: bool, gone: bool, soft: int
) -> None:
    ann = person()
    with shop.opened() as ws, ws.writing():
        heed(ws, ann, outcome, is_over=is_over)
        heed(ws, ann, Accepted("x", ws.now), is_over=False)
    ann = shop.read(Contact, ann.id)
    assert (ann.suppressed_at is not None, ann.soft_bounces) == (gone, soft)


def test_the_door_opens_for_its_secret_alone(shop: Shop) -> None:
    now = str(int(shop.clock.now.timestamp()))
    with shop.by_the_clock() as ws, pytest.raises(Forbidden, match="Settings, Audience"):
        audience.receive_reports(ws, SignedCall("a", now, "v1,x", b"{}"))
    with shop.opened() as ws:
        assert audience.read_reports_door(ws) is None
        first, second = audience.open_reports_door(ws), audience.open_reports_door(ws)
        door = audience.read_reports_door(ws)
        assert door is not None
        assert door.url.endswith(f"/api/mail-reports/{shop.business_id}")
        assert second.get_secret_value().endswith(door.secret_ends)
    keys = [secret_bytes(one.get_secret_value()) for one in (first, second)]
    late = str(int((shop.clock.now - timedelta(minutes=6)).timestamp()))
    with shop.by_the_clock() as ws:
        for key, stamp in ((keys[0], now), (keys[1], late)):
            with pytest.raises(Forbidden):
                audience.receive_reports(ws, SignedCall("a", stamp, signature(key, "a", stamp, b"{}"), b"{}"))
        with pytest.raises(Invalid) as wrong:
            audience.receive_reports(ws, SignedCall("a", now, signature(keys[1], "a", now, b"{}"), b"{}"))
        assert wrong.value.field == "events"
    with shop.opened() as ws:
        audience.close_reports_door(ws)
        assert audience.read_reports_door(ws) is None
        with ws.writing() as rows:
            rows.get(Business, shop.business_id).sandbox_until = shop.clock.now
        with pytest.raises(Invalid, match="demo"):
            audience.open_reports_door(ws)


def test_a_file_of_the_audience_keeps_who_bounced(shop: Shop, person) -> None:
    person(), person("bo@example.org")
    told(shop, bounce())
    with shop.opened() as ws:
        table = audience.export_contacts(ws)
        audience.forget_many(ws, [one.id for one in audience.list_contacts(ws)])
        audience.bring_in_contacts(ws, table, "audience.csv")
        ann, bo = audience.list_contacts(ws, search="@example.org")
    assert (ann.consent, audience.why_not(ann), ann.suppressed_reason) == (ConsentStatus.GIVEN, BOUNCED, NOBODY)
    assert audience.why_not(bo) == ""
    with shop.opened() as ws:
        done = audience.bring_in_contacts(ws, b"email,hard bounced\nbo@example.org,yes\ncy@example.org,no\n", "b.csv")
        assert (done.changed, done.added) == (1, 1)
        assert [one.suppressed_reason for one in audience.list_contacts(ws, search="bo@")] == ["their file says so"]
