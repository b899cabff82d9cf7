"""On the calendar, moved on it, off it again: once, and never into the past, the night or a pause."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from uuid import UUID

import pytest
from sqlmodel import col

from core import publishing
from core.errors import Conflict, Forbidden, Invalid, NotFound
from core.keys import PERMISSIONS, Key
from core.tables import AuditEntry, Campaign, Post, Profile, Publication
from core.vocab import CampaignStatus, PostStatus, PublicationStatus, Role
from tests.core.shops import DIES, LOSES, Killed, Shop

HOUR = timedelta(hours=1)
S, P = PostStatus, PublicationStatus


def queue(shop: Shop, post_id: UUID, status: PublicationStatus = P.SCHEDULED) -> list[Publication]:
    return shop.all(Publication, col(Publication.post_id) == post_id, col(Publication.status) == status)


def test_a_draft_goes_onto_the_calendar(shop: Shop, plan, post) -> None:
    at = shop.clock.now + HOUR
    post_id = plan(at)
    found = post(post_id)
    assert (found.status, found.scheduled_at, found.planned_at) == (S.SCHEDULED, at, at)
    assert [one.run_at for one in queue(shop, post_id)] == [at]
    assert [one.verb for one in shop.all(AuditEntry)] == ["schedule_post"]


def test_scheduling_again_moves_the_one_publication(shop: Shop, plan, post) -> None:
    post_id = plan(shop.clock.now + HOUR)
    with shop.opened() as ws:
        publishing.schedule_post(ws, post_id, ws.now + 3 * HOUR)
    assert [one.run_at for one in queue(shop, post_id)] == [shop.clock.now + 3 * HOUR]
    assert len(queue(shop, post_id, P.CANCELLED)) == 1
    assert post(post_id).planned_at == shop.clock.now + HOUR


def test_four_people_schedule_at_once_and_one_publication_waits(shop: Shop) -> None:
    post_id, start = shop.post(), Barrier(4)

    def schedule(hours: int) -> None:
        with shop.opened() as ws:
            start.wait(10)
            publishing.schedule_post(ws, post_id, ws.now + hours * HOUR)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(schedule, range(1, 5)))
    (waiting,) = queue(shop, post_id)
    assert waiting.run_at == shop.read(Post, post_id).scheduled_at


@pytest.mark.parametrize(
    ("channel", "at", "field", "words"),
    [
        ("linkedin", datetime(2026, 3, 2, 8, 59, tzinfo=UTC), "scheduled_at", "has passed"),
        ("linkedin", datetime(2026, 3, 2, 9, 0, tzinfo=UTC), "scheduled_at", "has passed"),
        ("sms", datetime(2026, 3, 2, 22, 0, tzinfo=UTC), "scheduled_at", "Tuesday 3 March, 08:00"),
        ("linkedin", datetime(2026, 3, 3, 9, 0), "scheduled_at", "no time zone"),  # noqa: DTZ001
        ("instagram", datetime(2026, 3, 3, 9, 0, tzinfo=UTC), "type", "takes image or video"),
    ],
)
def test_moments_and_posts_that_are_refused(shop: Shop, post, *, channel, at, field, words) -> None:
    post_id = shop.post(channel)
    with shop.opened() as ws, pytest.raises(Invalid, match=words) as refused:
        publishing.schedule_post(ws, post_id, at)
    assert refused.value.field == field
    assert post(post_id).status is S.DRAFT
    assert shop.all(Publication) == []


def test_an_email_without_a_postal_address_is_refused(shop: Shop) -> None:
    with shop.opened() as ws, ws.writing() as rows:
        rows.one(Profile).postal_address = ""
    with shop.opened() as ws, pytest.raises(Invalid, match="postal address"):
        publishing.schedule_post(ws, shop.post("email"), ws.now + HOUR)


def test_a_paused_campaign_lets_nothing_on(shop: Shop, campaign) -> None:
    post_id = shop.post(campaign_id=campaign)
    with shop.opened() as ws:
        with ws.writing() as rows:
            rows.get(Campaign, campaign).status = CampaignStatus.PAUSED
        with pytest.raises(Invalid, match="“Spring Sale” is paused"):
            publishing.schedule_post(ws, post_id, ws.now + HOUR)
        with ws.writing() as rows:
            rows.get(Campaign, campaign).status = CampaignStatus.ACTIVE
        assert publishing.schedule_post(ws, post_id, ws.now + HOUR).status is S.SCHEDULED


@pytest.mark.parametrize("status", [S.DRAFT, S.PENDING_APPROVAL, S.CHANGES_REQUESTED, S.CANCELLED])
def test_where_posts_are_approved_nothing_goes_on_without(shop: Shop, post, status: PostStatus) -> None:
    post_id = shop.post(status=status)
    with shop.opened() as ws:
        with ws.writing() as rows:
            rows.one(Profile).approval_required = True
        with pytest.raises(Conflict, match="approves posts before they go out"):
            publishing.schedule_post(ws, post_id, ws.now + HOUR)
    assert post(post_id).status is status


def test_an_approved_post_goes_on_where_posts_are_approved(shop: Shop) -> None:
    with shop.opened() as ws:
        with ws.writing() as rows:
            rows.one(Profile).approval_required = True
        assert publishing.schedule_post(ws, shop.post(status=S.APPROVED), ws.now + HOUR).status is S.SCHEDULED


@pytest.mark.parametrize("status", [S.FAILED, S.MISSED, S.CANCELLED, S.ON_HOLD, S.SCHEDULED])
def test_posts_that_may_be_scheduled_again(shop: Shop, status: PostStatus) -> None:
    with shop.opened() as ws:
        done = publishing.schedule_post(ws, shop.post(status=status, status_reason="Old news."), ws.now + HOUR)
    assert (done.status, done.status_reason) == (S.SCHEDULED, "")


@pytest.mark.parametrize(
    "deed",
    [lambda ws, one: publishing.schedule_post(ws, one, ws.now + HOUR), publishing.cancel_post, publishing.reopen_post],
)
def test_what_was_claimed_stays_where_it_is(shop: Shop, plan, post, deed) -> None:
    """Between the claim and the first write of its owner, the post still reads "scheduled"."""
    post_id = plan(shop.clock.now + HOUR)
    shop.clock.now += HOUR
    (claim,) = shop.claims()
    with shop.opened() as ws, pytest.raises(Conflict, match="right now"):
        deed(ws, post_id)
    assert [one.id for one in queue(shop, post_id, P.PUBLISHING)] == [claim.publication_id]
    assert queue(shop, post_id) == []
    assert post(post_id).scheduled_at == shop.clock.now


def test_what_may_have_gone_out_cannot_be_moved(shop: Shop, plan, post, tick) -> None:
    post_id = plan(shop.clock.now + HOUR)
    shop.clock.now += HOUR
    shop.fake.script.append(DIES)
    with pytest.raises(Killed):
        tick()
    with shop.opened() as ws, pytest.raises(Conflict):
        publishing.schedule_post(ws, post_id, ws.now + HOUR)
    assert post(post_id).status is S.PUBLISHING
    assert len(shop.fake.ledger) == 1


@pytest.mark.parametrize("is_there", [True, False])
def test_somebody_looks_and_says_what_became_of_it(shop: Shop, plan, post, tick, *, is_there: bool) -> None:
    from core.vocab import Capability

    shop.fake.capability = Capability.NEITHER
    at = shop.clock.now + HOUR
    post_id = plan(at)
    shop.clock.now = at
    shop.fake.script.append(LOSES)
    assert tick() == [S.UNCONFIRMED]
    with shop.opened() as ws:
        with pytest.raises(Conflict, match="say whether it is there"):
            publishing.schedule_post(ws, post_id, ws.now + HOUR)
        publishing.settle_unconfirmed(ws, post_id, is_there=is_there)
    found, (sent,) = post(post_id), shop.all(Publication)
    if is_there:
        assert (found.status, found.published_at, sent.status) == (S.PUBLISHED, at, P.PUBLISHED)
        return
    assert (found.status, found.published_at, sent.status) == (S.FAILED, None, P.FAILED)
    assert "it was not there" in found.status_reason
    with shop.opened() as ws:
        assert publishing.schedule_post(ws, post_id, ws.now + HOUR).status is S.SCHEDULED


def test_only_an_unconfirmed_post_asks_whether_it_is_there(shop: Shop) -> None:
    with shop.opened() as ws, pytest.raises(Conflict, match="Only an unconfirmed"):
        publishing.settle_unconfirmed(ws, shop.post(), is_there=True)


def test_publish_now_goes_with_the_next_tick(shop: Shop, post, tick) -> None:
    post_id = shop.post()
    with shop.opened() as ws:
        publishing.publish_now(ws, post_id)
    assert tick() == []
    shop.clock.now += timedelta(seconds=1)
    assert tick() == [S.PUBLISHED]
    assert post(post_id).published_at == shop.clock.now
    with shop.opened() as ws, pytest.raises(Conflict, match="already published"):
        publishing.publish_now(ws, post_id)


def test_publish_now_keeps_quiet_at_night(shop: Shop) -> None:
    shop.clock.now = shop.clock.now.replace(hour=23)
    with shop.opened() as ws, pytest.raises(Invalid, match="at night"):
        publishing.publish_now(ws, shop.post("sms"))


@pytest.mark.parametrize(("deed", "to"), [(publishing.cancel_post, S.CANCELLED), (publishing.reopen_post, S.DRAFT)])
def test_off_the_calendar(shop: Shop, plan, post, tick, *, deed, to) -> None:
    post_id = plan(shop.clock.now + HOUR)
    with shop.opened() as ws:
        deed(ws, post_id)
    found = post(post_id)
    assert (found.status, found.scheduled_at) == (to, None)
    shop.clock.now += HOUR
    assert tick() == []
    assert shop.fake.ledger == []


def test_another_business_s_post_is_not_found(shop: Shop) -> None:
    from uuid import uuid4

    with shop.opened() as ws, pytest.raises(NotFound):
        publishing.schedule_post(ws, uuid4(), ws.now + HOUR)


def test_a_viewer_publishes_nothing(shop: Shop) -> None:
    viewer = Key(shop.business_id, None, "Vic", PERMISSIONS[Role.VIEWER])
    post_id = shop.post()
    with shop.opened(viewer) as ws, pytest.raises(Forbidden):
        publishing.schedule_post(ws, post_id, ws.now + HOUR)
