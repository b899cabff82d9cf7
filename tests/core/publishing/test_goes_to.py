"""Who a post is for: chosen while nothing is on its way, kept, and what it is sent to."""

import pytest

from core import audience, content, publishing
from core.audience import Headcount, NewContact
from core.errors import Conflict, Invalid
from core.ports import Parcel
from core.tables import Post, Profile
from core.vocab import Capability, Origin, PostStatus
from tests.core.publishing.test_to_people import HOUR
from tests.core.shops import FakeChannel, Shop


@pytest.fixture
def regulars(shop: Shop) -> list[str]:
    """Two people, of whom one is a regular, on a channel that really sends."""
    shop.fake = FakeChannel(Capability.IDEMPOTENT, Origin.LIVE)
    with shop.opened() as ws:
        for handle, segment in (("ann@example.org", "Regulars"), ("bo@example.org", "")):
            audience.add_contact(ws, NewContact(channel="email", handle=handle, segment=segment, consent_source="till"))
    return ["ann@example.org"]


def sent_to(parcels: list[Parcel]) -> list[str]:
    return sorted(parcel.to for parcel in parcels)


def test_a_segment_is_chosen_kept_and_sent_to(shop: Shop, plan, tick, post, regulars) -> None:
    post_id = plan(shop.clock.now + HOUR, "email")
    with shop.opened() as ws:
        before = publishing.read_goes_to(ws, post_id)
        assert before is not None
        assert (before.segment, before.count, before.is_simulated) == ("", Headcount(2, {}), False)
        publishing.choose_segment(ws, post_id, "Regulars")
        after = publishing.read_goes_to(ws, post_id)
        assert after is not None
        assert (after.segment, after.count.people, after.segments) == ("Regulars", 1, ("Regulars",))
        (copy,) = content.copy_posts(ws, {post_id: None})
        assert copy.segment == "Regulars"  # a copy must not go to more people than the post did
        assert content.add_variant(ws, post_id, "sms").segment == "Regulars"
    shop.clock.now += HOUR
    tick()
    tick()
    assert sent_to(shop.fake.parcels) == regulars


def test_what_is_on_its_way_or_gone_goes_to_whom_it_was_meant_for(shop: Shop, plan, tick, post, regulars) -> None:
    post_id = plan(shop.clock.now + HOUR, "email")
    shop.clock.now += HOUR
    (claim,) = shop.claims()
    with shop.opened() as ws, pytest.raises(Conflict, match="going out right now"):
        publishing.choose_segment(ws, post_id, "Regulars")
    with shop.by_the_clock() as ws:
        publishing.publish_claimed(ws, claim)
    with shop.opened() as ws, pytest.raises(Conflict, match="already published"):
        publishing.choose_segment(ws, post_id, "Regulars")
    assert post(post_id).segment == ""


def test_what_was_approved_for_some_is_not_sent_to_others(shop: Shop, post, regulars) -> None:
    with shop.opened() as ws, ws.writing() as rows:
        rows.one(Profile).approval_required = True
    post_id = shop.post("email", status=PostStatus.APPROVED)
    with shop.opened() as ws, pytest.raises(Conflict, match="approved for who gets it now"):
        publishing.choose_segment(ws, post_id, "Regulars")
    seen = shop.post("email", status=PostStatus.PENDING_APPROVAL)
    looked = post(seen).updated_at
    shop.clock.now += HOUR
    with shop.opened() as ws:
        publishing.choose_segment(ws, seen, "Regulars")
        with pytest.raises(Conflict, match="changed since you looked"):
            publishing.approve_post(ws, seen, seen=looked)


def test_only_a_segment_that_is_there_on_a_channel_that_has_some(shop: Shop, regulars) -> None:
    with shop.opened() as ws:
        with pytest.raises(Invalid, match="no segment"):
            publishing.choose_segment(ws, shop.post("email"), "Nobody")
        everybody = shop.post("linkedin")
        assert publishing.read_goes_to(ws, everybody) is None
        with pytest.raises(Invalid, match="open to everybody"):
            publishing.choose_segment(ws, everybody, "Regulars")
    assert {one.segment for one in shop.all(Post)} == {""}
