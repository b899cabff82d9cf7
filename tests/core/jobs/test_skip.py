"""The whole loop without a screen: plan, write, schedule, skip ahead, measure, answer, learn."""

from datetime import timedelta

import pytest

from core import accounts, analytics, jobs, publishing, strategy
from core.errors import Forbidden
from core.keys import Key
from core.seed import open_sandbox
from core.tables import Message, Post, SimulatedPost
from core.tables.values import Brief, Cadence, MediaItem
from core.vocab import CampaignStatus, PostStatus, PostType
from core.wiring import Runtime

FILM = MediaItem(key=f"videos/{'0' * 64}.mp4", content_type="video/mp4", seconds=20)


@pytest.fixture
def key(demo: Runtime) -> Key:
    person, _ = open_sandbox(demo)
    return accounts.open_business(demo, person, accounts.places(demo, person)[0].business_id)


def test_only_a_sandbox_skips_time(demo) -> None:
    person = accounts.register(demo, email="a@example.com", password="a long enough one", name="A")
    own = accounts.create_business(demo, person, name="Real", industry="cafe", zone="UTC")
    with pytest.raises(Forbidden):
        jobs.skip(demo, own, timedelta(days=1))


def test_the_loop_closes(demo, key) -> None:
    with demo.workspace(key) as ws:
        today = ws.now.astimezone(ws.zone).date()
        brief = Brief(
            name="Spring push",
            goal="More orders",
            starts_on=today + timedelta(days=1),
            ends_on=today + timedelta(days=14),
            cadence=tuple(Cadence(channel=name, per_week=2) for name in ("instagram", "linkedin", "email", "sms")),
            leads_target=20,
        )
        plan = strategy.propose_plan(ws, brief, token="one click")
        assert strategy.propose_plan(ws, brief, token="one click").id == plan.id
        campaign = strategy.accept_plan(ws, plan.id, token="accept")
        assert strategy.accept_plan(ws, plan.id, token="accept").id == campaign.id
        drafts = ws.rows.find(Post, Post.campaign_id == campaign.id)
        assert {post.channel for post in drafts} == {"instagram", "linkedin", "email", "sms"}
        assert {post.status for post in drafts} == {PostStatus.DRAFT}
        with ws.writing() as rows:
            for post in rows.find(Post, Post.campaign_id == campaign.id, Post.type == PostType.VIDEO):
                post.media = (*post.media, FILM)
        for post in drafts:
            publishing.schedule_post(ws, post.id, publishing.suggest_moments(ws, [post])[post.id])
        before, messages = analytics.read_overview(ws).health.score, ws.rows.count(Message)
        start = ws.now
    shares: list[float] = []
    jobs.skip(demo, key, timedelta(days=16), progress=shares.append)
    with demo.workspace(key) as ws:
        assert ws.now - start >= timedelta(days=16)
        posts = ws.rows.find(Post, Post.campaign_id == campaign.id)
        assert {post.status for post in posts} == {PostStatus.PUBLISHED}
        assert all(post.published_at - post.scheduled_at < timedelta(minutes=2) for post in posts)
        assert all(post.engagement_score is not None for post in posts)
        witnesses = ws.rows.columns(SimulatedPost.client_ref)
        assert len(witnesses) == len({ref for (ref,) in witnesses})
        assert ws.rows.count(Message) > messages
        after = analytics.read_overview(ws).health.score
        assert before is not None
        assert after is not None
        assert after.value != before.value
        view = strategy.read_campaign(ws, campaign.id)
        assert view.campaign.health_score is not None
        lessons = analytics.read_lessons(ws)
        assert all(lesson.evidence for lesson in lessons)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_a_paused_campaign_holds_its_posts(demo, key) -> None:
    with demo.workspace(key) as ws:
        campaign = next(one for one in strategy.list_campaigns(ws) if one.status is CampaignStatus.ACTIVE)
        waiting = ws.rows.count(Post, Post.campaign_id == campaign.id, Post.status == PostStatus.SCHEDULED)
        assert waiting
        strategy.pause_campaign(ws, campaign.id)
    jobs.skip(demo, key, timedelta(days=1))
    with demo.workspace(key) as ws:
        assert ws.rows.count(Post, Post.campaign_id == campaign.id, Post.status == PostStatus.ON_HOLD) == waiting


def test_automatic_answers_leave_within_a_minute_of_a_skipped_message(demo, key) -> None:
    with demo.workspace(key) as ws:
        since = ws.now
    jobs.skip(demo, key, timedelta(days=5))
    with demo.workspace(key) as ws:
        waits = [
            reply.sent_at - reply.at
            for reply in ws.rows.find(Message, Message.author == "faq", Message.at > since)
            if reply.sent_at
        ]
    assert all(wait <= timedelta(minutes=1) for wait in waits)
