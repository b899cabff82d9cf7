"""Posts that go to people: one delivery each, by their own clock, and none to who left."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest

from core import audience, publishing
from core.adapters.letter import written
from core.adapters.webhook import contents
from core.audience import NewContact
from core.channels import rules
from core.ports import AuthExpired, Refused
from core.publishing import read_deliveries
from core.publishing.to_people import goes_to_people
from core.tables import ChannelConnection, Contact, Publication
from core.tables.values import MediaItem
from core.vocab import Capability, Origin, PostStatus, PostType, PublicationStatus
from tests.core.shops import LOSES, FakeChannel, Shop

HOUR = timedelta(hours=1)
S, P = PostStatus, PublicationStatus


@pytest.fixture
def people(shop: Shop) -> Callable[..., list[Contact]]:
    """So many people who agreed, on a channel that really sends."""
    shop.fake = FakeChannel(Capability.IDEMPOTENT, Origin.LIVE)

    def kept(*handles: str, zone: str = "") -> list[Contact]:
        with shop.opened() as ws:
            return [
                audience.add_contact(ws, NewContact(channel="email", handle=one, zone=zone, consent_source="till"))
                for one in handles
            ]

    return kept


def sent(shop: Shop, tick) -> list[str]:
    tick()
    return [parcel.to for parcel in shop.fake.parcels]


def test_each_person_gets_their_own_once(shop: Shop, plan, tick, post, people) -> None:
    people("ann@example.org", "bo@example.org")
    post_id = plan(shop.clock.now + HOUR, "email")
    shop.clock.now += HOUR
    assert tick() == [S.PUBLISHED]
    assert sorted(sent(shop, tick)) == ["ann@example.org", "bo@example.org"]
    shop.clock.now += 24 * HOUR
    assert tick() == []
    assert post(post_id).status is S.PUBLISHED
    with shop.opened() as ws:
        assert read_deliveries(ws, post_id).counts == {P.PUBLISHED: 2}


def test_with_nobody_to_write_to_it_says_so(shop: Shop, plan, tick, post, people) -> None:
    people()
    post_id = plan(shop.clock.now + HOUR, "email")
    shop.clock.now += HOUR
    assert tick() == [S.FAILED]
    assert "Audience" in post(post_id).status_reason
    assert shop.fake.parcels == []


def test_who_leaves_in_between_gets_nothing(shop: Shop, plan, tick, people) -> None:
    ann, _ = people("ann@example.org", "bo@example.org")
    plan(shop.clock.now + HOUR, "email")
    shop.clock.now += HOUR
    tick()
    with shop.opened() as ws:
        audience.leave(ws, ann.id, "asked")
    assert sent(shop, tick) == ["bo@example.org"]


def test_who_leaves_after_the_claim_gets_nothing_either(shop: Shop, plan, tick, people) -> None:
    (ann,) = people("ann@example.org")
    post_id = plan(shop.clock.now + HOUR, "email")
    shop.clock.now += HOUR
    tick()
    (claim,) = shop.claims()
    with shop.opened() as ws, ws.writing() as rows:
        rows.get(Contact, ann.id).suppressed_at = ws.now
    with shop.by_the_clock() as ws:
        publishing.publish_claimed(ws, claim)
        publishing.publish_claimed(ws, claim)
        assert read_deliveries(ws, post_id).counts == {P.CANCELLED: 1}
    assert shop.fake.parcels == []


def test_nobody_is_written_to_at_night_by_their_own_clock(shop: Shop, plan, tick, people) -> None:
    people("ann@example.org")
    people("kai@example.org", zone="Pacific/Auckland")
    plan(shop.clock.now + HOUR, "email")
    shop.clock.now += HOUR
    tick()
    due = {one.contact_id: one.run_at for one in shop.all(Publication) if one.contact_id}
    assert len(due) == 2


def test_a_long_list_leaves_in_a_line(shop: Shop, plan, tick, people, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two a minute: the first two at once, the next a minute later, and behind it the last."""
    usual = rules.load()
    two = usual["email"].limits.per_minute_max.model_copy(update={"value": 2})
    limits = usual["email"].limits.model_copy(update={"per_minute_max": two})
    changed = {**usual, "email": usual["email"].model_copy(update={"limits": limits})}
    monkeypatch.setattr(rules, "load", lambda: changed)
    people(*(f"{name}@example.org" for name in ("ann", "bo", "cy", "di")))
    post_id = plan(shop.clock.now + HOUR, "email")
    shop.clock.now += HOUR
    tick()
    with shop.opened() as ws:
        copies = ws.rows.find(Publication, Publication.contact_id.is_not(None))
        assert sorted(one.run_at - ws.now for one in copies) == [timedelta(0)] * 2 + [HOUR / 60, HOUR / 40]
        (waiting,) = read_deliveries(ws, post_id).reasons
    assert (waiting.count, waiting.why) == (2, "Email takes 2 calls a minute. It goes out as soon as there is room.")
    assert len(sent(shop, tick)) == 2
    shop.clock.now += HOUR / 40
    assert len(sent(shop, tick)) == 4


def test_one_persons_refusal_is_not_the_others(shop: Shop, plan, tick, post, people) -> None:
    people("ann@example.org", "bo@example.org", "cy@example.org")
    post_id = plan(shop.clock.now + HOUR, "email")
    shop.clock.now += HOUR
    tick()
    shop.fake.capability = Capability.NEITHER
    shop.fake.script.extend([Refused("No such mailbox."), LOSES])
    tick()
    with shop.opened() as ws:
        assert read_deliveries(ws, post_id).counts == {P.FAILED: 1, P.UNCONFIRMED: 1, P.PUBLISHED: 1}
    assert post(post_id).status is S.PUBLISHED
    assert Counter(shop.fake.ledger).most_common(1)[0][1] == 1


def test_a_lock_out_parks_the_rest_until_the_account_answers(shop: Shop, plan, tick, people) -> None:
    people(*(f"p{number}@example.org" for number in range(30)))
    with shop.opened() as ws, ws.writing() as rows:
        rows.add(
            ChannelConnection(
                business_id=shop.business_id, channel="email", kind="smtp", url="smtp://x", saved_at=ws.now
            )
        )
    post_id = plan(shop.clock.now + HOUR, "email")
    shop.clock.now += HOUR
    tick()
    shop.fake.script.append(AuthExpired("The password changed."))
    (first, *rest) = shop.claims()
    with shop.by_the_clock() as ws:
        publishing.publish_claimed(ws, first)
    for claim in rest:
        with shop.by_the_clock() as ws:
            publishing.publish_claimed(ws, claim)
    assert shop.claims() == []
    with shop.opened() as ws, ws.writing():
        assert read_deliveries(ws, post_id).counts[P.SCHEDULED] == 30 - 1 - len(rest)
        publishing.accounts._let_go(ws, "email")
    assert len(shop.claims()) == 30 - 1 - len(rest)


def test_a_delivery_that_comes_much_too_late_is_dropped(shop: Shop, plan, tick, people) -> None:
    people("ann@example.org")
    post_id = plan(shop.clock.now + HOUR, "email")
    shop.clock.now += HOUR
    tick()
    shop.clock.now += 3 * HOUR
    tick()
    assert shop.fake.parcels == []
    with shop.opened() as ws:
        assert read_deliveries(ws, post_id).counts == {P.CANCELLED: 1}


def test_each_letter_has_its_own_way_out(shop: Shop, plan, tick, people) -> None:
    shop.public_url = "https://rye.example"
    people("ann@example.org", "bo@example.org")
    plan(shop.clock.now + HOUR, "email")
    shop.clock.now += HOUR
    tick()
    tick()
    links = {parcel.headers["List-Unsubscribe"].split(">")[0].lstrip("<") for parcel in shop.fake.parcels}
    assert len(links) == 2
    assert all(parcel.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click" for parcel in shop.fake.parcels)
    for parcel in shop.fake.parcels:
        (link,) = [link for link in links if link in parcel.text]
        with shop.opened() as ws:
            assert audience.who_leaves(ws, link.rsplit("/", 1)[1]).handle == parcel.to


def test_each_letter_carries_its_pictures(shop: Shop, plan, tick, people) -> None:
    people("ann@example.org")
    key = "posters/rolls.jpg"
    picture = MediaItem(key=key, content_type="image/jpeg", alt_text="Warm rolls")
    plan(shop.clock.now + HOUR, "email", type=PostType.IMAGE, media=(picture,))
    shop.clock.now += HOUR
    tick()
    tick()
    (parcel,) = shop.fake.parcels
    letter = written(parcel, "hello@rye.example.com", shop.clock.now, {key: b"jpeg"}.get)
    (inside,) = [part for part in letter.walk() if part.get_content_type() == "image/jpeg"]
    assert inside.get_content() == b"jpeg"
    html = letter.get_body(("html",)).get_content()
    assert f'src="cid:{inside["Content-ID"].strip("<>")}" alt="Warm rolls"' in html
    (told,) = contents(parcel, {key: b"jpeg"})["media"]
    assert f"cid:{told['cid']}" in html


def test_the_simulated_channels_stand_for_a_whole_audience(shop: Shop) -> None:
    shop.fake = FakeChannel(Capability.IDEMPOTENT)
    with shop.opened() as ws:
        assert not goes_to_people(ws, "email")
        assert not goes_to_people(ws, "instagram")
