"""From claim to receipt: what leaves, what becomes of the post, and what is never sent."""

from datetime import timedelta

import pytest

from core import publishing
from core.errors import Forbidden
from core.ports import AuthExpired, Parcel, Refused, Transient
from core.system import Claim
from core.tables import Attempt, Post, Profile, Publication
from core.tables.values import Audience
from core.vocab import Capability, PostStatus, PublicationKind, PublicationStatus
from tests.core.shops import DIES, LEASE, LOSES, FakeChannel, Killed, Shop

HOUR = timedelta(hours=1)
S, P = PostStatus, PublicationStatus


def leave(shop: Shop, plan, tick, channel: str = "linkedin", **changes: object) -> Parcel:
    plan(shop.clock.now + HOUR, channel, **changes)
    shop.clock.now += HOUR
    assert tick() == [S.PUBLISHED]
    return shop.fake.parcels[-1]


def test_a_post_goes_out_once_and_says_when(shop: Shop, plan, tick, post) -> None:
    post_id = plan(shop.clock.now + HOUR)
    shop.clock.now += HOUR + timedelta(seconds=20)
    assert tick() == [S.PUBLISHED]
    found, (sent,) = post(post_id), shop.all(Publication)
    assert (found.status, found.status_reason, found.published_at) == (S.PUBLISHED, "", shop.clock.now)
    assert (sent.status, sent.published_at, sent.external_id) == (
        P.PUBLISHED,
        shop.clock.now,
        f"x-{sent.idempotency_key}",
    )
    shop.clock.now += 24 * HOUR
    assert tick() == []
    assert shop.fake.ledger == [sent.idempotency_key]


@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        (Refused("Against the rules."), S.FAILED),
        (AuthExpired("Sign in again."), S.FAILED),
        (Transient("Busy."), S.SCHEDULED),
        (LOSES, S.UNCONFIRMED),
    ],
)
def test_the_post_says_what_became_of_it(shop: Shop, plan, tick, post, *, outcome, status) -> None:
    shop.fake = FakeChannel(Capability.NEITHER)
    post_id = plan(shop.clock.now + HOUR)
    shop.clock.now += HOUR
    shop.fake.script.append(outcome)
    assert tick() == [status]
    words = "No answer came." if outcome is LOSES else outcome.reason
    assert (post(post_id).status, post(post_id).status_reason, post(post_id).published_at) == (status, words, None)


def test_a_post_whose_answer_was_lost_is_still_going_out(shop: Shop, plan, tick, post) -> None:
    shop.fake = FakeChannel(Capability.IDEMPOTENT)
    post_id = plan(shop.clock.now + HOUR)
    shop.clock.now += HOUR
    shop.fake.script.append(LOSES)
    assert tick() == [S.PUBLISHING]
    assert (post(post_id).status, post(post_id).status_reason) == (S.PUBLISHING, "No answer came.")
    shop.clock.now += timedelta(minutes=1)
    assert tick() == [S.PUBLISHED]
    assert len(shop.fake.ledger) == 1


def test_within_the_grace_it_still_goes_out(shop: Shop, plan, tick) -> None:
    plan(shop.clock.now + HOUR)
    shop.clock.now += HOUR + 2 * HOUR
    assert tick() == [S.PUBLISHED]


def test_beyond_the_grace_it_is_missed_and_asks(shop: Shop, plan, tick, post) -> None:
    post_id = plan(shop.clock.now + HOUR)
    shop.clock.now += HOUR + 2 * HOUR + timedelta(seconds=1)
    assert tick() == [S.MISSED]
    assert post(post_id).status is S.MISSED
    assert "for 2 hours" in post(post_id).status_reason
    assert [one.status for one in shop.all(Publication)] == [P.MISSED]
    assert shop.fake.ledger == []
    with shop.opened() as ws:
        assert publishing.schedule_post(ws, post_id, ws.now + HOUR).status is S.SCHEDULED
        assert [one.id for one in publishing.troubles(ws)] == []


def test_stopped_before_the_first_try_and_found_after_the_grace_it_is_missed(
    shop: Shop, plan, post, tick, monkeypatch: pytest.MonkeyPatch
) -> None:
    post_id = plan(shop.clock.now + HOUR)
    shop.clock.now += HOUR
    with monkeypatch.context() as patched:
        patched.setattr(shop, "channel", _killed)
        with pytest.raises(Killed):
            tick()
    assert post(post_id).status is S.PUBLISHING
    shop.clock.now += 3 * HOUR
    assert tick() == [S.MISSED]
    assert post(post_id).status is S.MISSED


def _killed(*_args: object) -> None:
    raise Killed


def test_what_was_tried_is_never_missed(shop: Shop, plan, tick) -> None:
    plan(shop.clock.now + HOUR)
    shop.clock.now += HOUR
    shop.fake.script.append(DIES)
    with pytest.raises(Killed):
        tick()
    shop.clock.now += 9 * HOUR
    assert tick() == [S.PUBLISHED]
    assert len(shop.fake.ledger) == 1


def test_a_rule_that_came_in_between_stops_it_at_the_door(shop: Shop, plan, tick, post) -> None:
    post_id = plan(shop.clock.now + HOUR, "email")
    with shop.opened() as ws, ws.writing() as rows:
        rows.one(Profile).postal_address = ""
    shop.clock.now += HOUR
    assert tick() == [S.FAILED]
    assert "postal address" in post(post_id).status_reason
    assert shop.fake.parcels == []
    assert shop.all(Attempt) == []


def test_a_rule_that_came_after_a_try_does_not_call_it_failed(shop: Shop, plan, tick, post) -> None:
    post_id = plan(shop.clock.now + HOUR, "email")
    shop.clock.now += HOUR
    shop.fake.script.append(DIES)
    with pytest.raises(Killed):
        tick()
    with shop.opened() as ws, ws.writing() as rows:
        rows.one(Profile).postal_address = ""
    shop.clock.now += LEASE
    assert tick() == [S.UNCONFIRMED]
    assert "may have gone out" in post(post_id).status_reason


def test_a_claim_that_was_lost_does_nothing(shop: Shop, plan, tick, post) -> None:
    plan(shop.clock.now + HOUR)
    shop.clock.now += HOUR
    (old,) = shop.claims("slow")
    shop.clock.now += LEASE
    assert tick() == [S.PUBLISHED]
    gone = Claim(old.business_id, old.business_id, 1, PublicationKind.POST, old.due_at, old.until)
    with shop.by_the_clock() as ws:
        assert publishing.publish_claimed(ws, old) is None
        assert publishing.publish_claimed(ws, gone) is None
    assert len(shop.fake.ledger) == 1


def test_only_the_clock_sends(shop: Shop, plan) -> None:
    plan(shop.clock.now + HOUR)
    shop.clock.now += HOUR
    (claim,) = shop.claims()
    with shop.opened() as ws, pytest.raises(Forbidden):
        publishing.publish_claimed(ws, claim)


def test_links_of_a_campaign_are_tagged_and_tagged_links_left_alone(shop: Shop, plan, tick, campaign) -> None:
    caption = "New: https://rye.example.com/order and https://rye.example.com/a?utm_source=flyer."
    words = leave(shop, plan, tick, caption=caption, campaign_id=campaign).text
    tags = "utm_source=linkedin&utm_medium=social&utm_campaign=spring-sale&utm_content=rolls"
    assert words == f"New: https://rye.example.com/order?{tags} and https://rye.example.com/a?utm_source=flyer."


def test_links_outside_a_campaign_stay_as_they_are(shop: Shop, plan, tick) -> None:
    assert leave(shop, plan, tick, caption="https://rye.example.com/order").text == "https://rye.example.com/order"


def test_an_email_names_its_sender_and_a_way_out(shop: Shop, plan, tick, campaign) -> None:
    caption = "Order at https://rye.example.com/order"
    parcel = leave(shop, plan, tick, "email", caption=caption, subject="Rolls at seven", campaign_id=campaign)
    assert parcel.subject == "Rolls at seven"
    assert parcel.headers == {"List-Unsubscribe": "<mailto:hello@rye.example.com?subject=unsubscribe&body=unsubscribe>"}
    for half in (parcel.text, parcel.html):
        assert "Rua das Flores 12, Lisboa" in half
        assert "unsubscribe" in half
        assert "utm_medium=email" in half


def test_without_an_address_to_write_to_there_is_no_header(shop: Shop, plan, tick) -> None:
    with shop.opened() as ws, ws.writing() as rows:
        rows.one(Profile).sender_email = ""
    assert leave(shop, plan, tick, "email").headers == {}


def test_a_text_names_its_sender_and_how_to_stop_it(shop: Shop, plan, tick) -> None:
    parcel = leave(shop, plan, tick, "sms", caption="Rolls from seven.", cta="Come by!")
    assert parcel.text == "Rye & Shine: Rolls from seven. Come by! Reply STOP to opt out"
    assert (parcel.to, parcel.html, parcel.headers) == ("sms", "", {})


def test_the_key_travels_and_the_moment_s_traits_are_frozen(shop: Shop, plan, tick) -> None:
    with shop.opened() as ws, ws.writing() as rows:
        rows.one(Profile).audience = (Audience(channel="linkedin", size=640),)
    leave(shop, plan, tick)
    parcel = leave(shop, plan, tick, account="page-7", hashtags=("bread",))
    (mine,) = shop.all(Publication, Publication.idempotency_key == parcel.key)
    assert shop.read(Post, mine.post_id).account == parcel.to == "page-7"
    assert {name: parcel.traits[name] for name in ("followers", "recent_posts", "hashtags", "hour")} == {
        "followers": 640,
        "recent_posts": 1,
        "hashtags": 1,
        "hour": 11,
    }
