"""Looking for changes: from this business's own numbers, for posts that can still change, or a reason why not."""

from datetime import date, timedelta

import pytest
from sqlmodel import col

from core import content, publishing, strategy
from core.errors import Conflict, Forbidden, NotFound
from core.strategy.changes import ChangeKind
from core.strategy.optimise import propose_changes
from core.tables import Campaign, Plan, Post
from core.tables.values import Brief, Cadence, Lesson
from core.vocab import PostStatus, PostType
from tests.core.past import published

DAYS = {"starts_on": date(2026, 3, 3), "ends_on": date(2026, 3, 30)}


@pytest.fixture
def campaign(ws) -> Campaign:
    """A running campaign with a text post each Wednesday morning on LinkedIn."""
    brief = Brief(name="Spring", goal="Orders", cadence=(Cadence(channel="linkedin", per_week=1),), **DAYS)
    made = strategy.create_campaign(ws, brief)
    strategy.start_campaign(ws, made.id)
    for week in range(4):
        at = ws.now.replace(day=4, hour=8) + timedelta(weeks=week)
        new = content.NewPost(channel="linkedin", type=PostType.TEXT, title=f"W{week}", caption="C.", planned_at=at)
        content.create_post(ws, new, campaign_id=made.id)
    return ws.rows.get(Campaign, made.id)


def evenings(kind, at) -> float:
    del kind
    return 1.8 if 17 <= at.hour < 21 else 1.0


def videos(kind, at) -> float:
    del at
    return 1.8 if kind is PostType.VIDEO else 1.0


def test_what_did_better_is_proposed_with_its_lesson_interval_and_sample(ws, campaign) -> None:
    published(ws, 200, better=evenings)

    found = propose_changes(ws, campaign.id)

    moves = [one for one in found.changes if one.kind is ChangeKind.MOVE]
    assert len(moves) == 4
    assert {one.at.astimezone(ws.zone).hour for one in moves} <= set(range(17, 21))
    for one in moves:
        assert "17:00 and 21:00" in one.lesson
        assert 1 < one.gain.low < one.gain.value < one.gain.high
        assert one.gain.samples < one.gain.total == found.looked_at == 200
    assert found.reason == ""


def test_a_kind_that_does_better_is_offered_up_to_a_mix(ws, campaign) -> None:
    published(ws, 200, better=videos)

    retypes = [one for one in propose_changes(ws, campaign.id).changes if one.kind is ChangeKind.RETYPE]

    assert len(retypes) == 2  # of four open posts no more than six tenths may be of one kind
    assert {one.type for one in retypes} == {PostType.VIDEO}


def test_each_post_is_changed_once_and_looking_changes_nothing(ws, campaign) -> None:
    published(ws, 250, better=lambda kind, at: videos(kind, at) * evenings(kind, at))
    before = ws.rows.columns(col(Post.id), col(Post.updated_at), order=[col(Post.id)])

    changes = propose_changes(ws, campaign.id).changes

    ids = [one.post.id for one in changes if one.post]
    assert len(ids) == len(set(ids)) > 0
    assert {one.kind for one in changes} >= {ChangeKind.MOVE, ChangeKind.RETYPE} or len(changes) == 4
    assert ws.rows.columns(col(Post.id), col(Post.updated_at), order=[col(Post.id)]) == before


def test_a_struck_lesson_is_not_used(ws, campaign) -> None:
    published(ws, 200, better=evenings)
    text = "Posts between 17:00 and 21:00 do 1.9 times as well as posts at other times."
    brief = Brief(name="Spring", goal="Orders", cadence=(Cadence(channel="linkedin", per_week=1),), **DAYS)
    plan = strategy.propose_plan(ws, brief)
    with ws.writing() as rows:
        own = rows.get(Plan, plan.id)
        lessons = (Lesson(text=text, evidence="e", dropped=True),)
        own.proposal, own.campaign_id = own.proposal.model_copy(update={"lessons": lessons}), campaign.id

    assert not any("17:00" in one.lesson for one in propose_changes(ws, campaign.id).changes)


def test_only_what_can_still_change_is_touched(ws, campaign) -> None:
    published(ws, 200, better=evenings)
    first, second, third, fourth = ws.rows.find(
        Post, col(Post.campaign_id) == campaign.id, order=[col(Post.planned_at)]
    )
    publishing.schedule_post(ws, second.id, second.planned_at)
    publishing.cancel_post(ws, third.id)
    with ws.writing() as rows:
        rows.get(Post, first.id).status = PostStatus.PUBLISHING

    found = propose_changes(ws, campaign.id)

    assert found.open_posts == 2
    assert {one.post.id for one in found.changes} == {second.id, fourth.id}


def test_behind_on_leads_it_adds_posts_that_bring_what_the_others_brought(ws, campaign, clock) -> None:
    strategy_target = strategy.KpiTarget(name="leads", target=60, unit="count")
    with ws.writing() as rows:
        rows.get(Campaign, campaign.id).kpis = (strategy_target,)
    clock.now += timedelta(days=14)
    published(ws, 8, campaign_id=campaign.id, leads=2)

    adds = [one for one in propose_changes(ws, campaign.id).changes if one.kind is ChangeKind.ADD]

    assert 1 <= len(adds) <= 4
    for one in adds:
        assert (one.channel, one.post, one.gain.per_post, one.gain.samples) == ("linkedin", None, "leads", 8)
        assert "at this rate" in one.lesson
        assert ws.now < one.at
        assert one.at.astimezone(ws.zone).date() <= campaign.ends_on


def test_an_idea_that_did_poorly_before_is_written_anew(ws, campaign) -> None:
    post = ws.rows.first(Post, col(Post.campaign_id) == campaign.id, order=[col(Post.planned_at)])
    published(ws, 1, campaign_id=campaign.id, channel="instagram")
    with ws.writing() as rows:
        past = rows.one(Post, col(Post.status) == PostStatus.PUBLISHED)
        past.idea_id, past.engagement_score = post.idea_id, 11.0

    (change,) = propose_changes(ws, campaign.id).changes

    assert (change.kind, change.post.id, change.gain) == (ChangeKind.REWRITE, post.id, None)


def test_it_says_why_there_is_nothing(ws, campaign, clock) -> None:
    assert "lessons need 50 posts" in propose_changes(ws, campaign.id).reason
    published(ws, 60, seed=3)
    assert "Nothing stands out in your 60 settled posts" in propose_changes(ws, campaign.id).reason
    clock.now += timedelta(days=60)
    assert "can be changed any more" in propose_changes(ws, campaign.id).reason


def test_a_completed_campaign_is_duplicated_instead(ws, campaign) -> None:
    strategy.complete_campaign(ws, campaign.id)

    with pytest.raises(Conflict, match="Duplicate it"):
        propose_changes(ws, campaign.id)


def test_there_is_no_other_campaign_and_the_clock_does_not_plan(ws, clock_ws, campaign) -> None:
    with pytest.raises(NotFound):
        propose_changes(ws, ws.key.business_id)
    with pytest.raises(Forbidden):
        propose_changes(clock_ws, campaign.id)
