"""The demo: templates, private copies, and their end."""

from collections import Counter
from datetime import timedelta

import pytest
import sqlalchemy as sa

from core import accounts, analytics, messaging, publishing, system
from core.accounts import Person
from core.keys import Key
from core.seed import open_sandbox, refresh_templates, sweep_sandboxes
from core.tables import (
    Business,
    Campaign,
    Contact,
    Conversation,
    Faq,
    Message,
    Post,
    Publication,
    Reading,
    SimulatedPost,
)
from core.vocab import CampaignStatus, PostStatus
from core.wiring import Runtime


@pytest.fixture
def visit(demo: Runtime) -> tuple[Person, str]:
    return open_sandbox(demo)


def entered(runtime: Runtime, person: Person, industry: str = "bakery") -> Key:
    for place in accounts.places(runtime, person):
        key = accounts.open_business(runtime, person, place.business_id)
        with runtime.workspace(key) as ws:
            if ws.business.industry == industry:
                return key
    raise AssertionError(industry)


def test_a_visitor_owns_three_businesses_with_a_past_and_a_future(demo, visit) -> None:
    person, _ = visit
    assert len(accounts.places(demo, person)) == 3
    for industry in ("bakery", "fitness", "b2b_software"):
        with demo.workspace(entered(demo, person, industry)) as ws:
            by_status = Counter(status for (status,) in ws.rows.columns(Post.status))
            assert by_status[PostStatus.PUBLISHED] >= 30
            assert by_status[PostStatus.SCHEDULED] >= 2
            assert by_status[PostStatus.DRAFT] >= 2
            assert ws.rows.count(Conversation) >= 30
            assert messaging.inbox(ws)
            assert analytics.read_overview(ws).health.score is not None
            assert publishing.tray(ws)


def test_a_sandbox_is_found_again_by_its_token(demo, visit) -> None:
    person, token = visit
    assert accounts.resume(demo, token) == person


def test_two_visitors_never_meet(demo, visit) -> None:
    mine, _ = visit
    other, _ = open_sandbox(demo)
    mine_ids = {place.business_id for place in accounts.places(demo, mine)}
    theirs = {place.business_id for place in accounts.places(demo, other)}
    assert not mine_ids & theirs
    with demo.workspace(entered(demo, mine)) as ws, ws.writing() as rows:
        rows.remove(Faq)
    with demo.workspace(entered(demo, other)) as ws:
        assert ws.rows.count(Faq) == 12


def test_seeding_twice_on_one_day_tells_the_same_story(demo, clock) -> None:
    def story() -> list:
        (person, _) = open_sandbox(demo)
        with demo.workspace(entered(demo, person)) as ws:
            texts = ws.rows.columns(Post.id, Post.title, Post.caption, Post.status, order=[Post.id])
            said = ws.rows.columns(Message.id, Message.text, Message.verdict, order=[Message.id])
            people = ws.rows.columns(Contact.name, order=[Contact.name])
            read = ws.rows.columns(
                Reading.views, Reading.likes, Reading.clicks, order=[Reading.post_id, Reading.recorded_at]
            )
            return [*texts, *said, *people, *read]

    first = story()
    with system.writing(demo.engine) as connection:
        connection.execute(sa.delete(Business))
    assert story() == first


def test_the_platforms_ledger_holds_each_published_post_once(demo, visit) -> None:
    person, _ = visit
    with demo.workspace(entered(demo, person)) as ws:
        accepted = Counter(ref for (ref,) in ws.rows.columns(SimulatedPost.client_ref))
        gone = ws.rows.columns(Publication.idempotency_key, where=[Publication.external_id.is_not(None)])
        assert set(accepted.values()) == {1}
        assert set(accepted) == {key for (key,) in gone}


def test_templates_are_made_once_a_day_and_the_old_ones_go(demo, clock) -> None:
    assert refresh_templates(demo) == 0
    clock.now += timedelta(hours=21)
    assert refresh_templates(demo) == 3
    assert len(system.templates(demo.engine, made_after=clock.now - timedelta(days=9))) == 3


def test_a_sandbox_ends_after_a_day_with_its_media(demo, visit, clock) -> None:
    person, token = visit
    assert sweep_sandboxes(demo) == 0
    clock.now += timedelta(hours=25)
    assert sweep_sandboxes(demo) == 3
    assert accounts.places(demo, person) == []
    assert accounts.resume(demo, token) is None


def test_a_sandbox_s_pictures_are_its_own(demo, visit) -> None:
    person, _ = visit
    with demo.workspace(entered(demo, person)) as ws:
        (media,) = ws.rows.columns(Post.media, where=[Post.channel == "instagram"], limit=1)[0]
        assert ws.media.get(media[0].key).startswith(b"\xff\xd8\xff")


def test_a_finished_campaign_shows_how_it_ended(demo, visit) -> None:
    person, _ = visit
    with demo.workspace(entered(demo, person)) as ws:
        (ended,) = [one for one in ws.rows.find(Campaign) if one.status is CampaignStatus.COMPLETED]
        assert ended.health_score is not None
        assert sum(part.points for part in ended.health_parts) == pytest.approx(ended.health_score)
        assert ended.health_at.date() >= ended.ends_on
