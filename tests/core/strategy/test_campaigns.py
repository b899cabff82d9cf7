"""Campaigns by hand: their states, their held posts, their targets."""

from datetime import date, timedelta

import pytest
from sqlmodel import col

from core import content, publishing, strategy
from core.errors import Conflict, Invalid, NotFound
from core.tables import Campaign, MetricDaily, Post
from core.tables.values import Brief, Cadence, KpiTarget
from core.vocab import CampaignStatus, Origin, PostStatus, PostType

BRIEF = Brief(
    name="Spring",
    goal="Orders",
    starts_on=date(2026, 3, 2),
    ends_on=date(2026, 3, 11),
    cadence=(Cadence(channel="linkedin", per_week=1),),
    leads_target=10,
)


def _post(ws, campaign, title="Rolls") -> Post:
    new = content.NewPost(channel="linkedin", type=PostType.TEXT, title=title, caption=f"{title}.")
    return content.create_post(ws, new, campaign_id=campaign.id)


def _published(ws, campaign, **counts: int) -> Post:
    post = _post(ws, campaign)
    with ws.writing() as rows:
        own = rows.get(Post, post.id)
        own.status, own.published_at = PostStatus.PUBLISHED, ws.now
        key, day = ws.key.business_id, ws.now.date()
        rows.add(
            MetricDaily(
                business_id=key, post_id=post.id, channel="linkedin", origin=Origin.SIMULATED, day=day, **counts
            )
        )
    return post


def test_a_campaign_made_by_hand_is_a_draft_until_it_is_started(ws) -> None:
    campaign = strategy.create_campaign(ws, BRIEF, token="a")

    assert campaign.status is CampaignStatus.DRAFT
    assert (campaign.channels, campaign.kpis[0].target) == (("linkedin",), 10)
    assert strategy.create_campaign(ws, BRIEF, token="a").id == campaign.id
    assert strategy.start_campaign(ws, campaign.id).status is CampaignStatus.ACTIVE


def test_a_campaign_may_have_no_target(ws) -> None:
    assert strategy.create_campaign(ws, BRIEF.model_copy(update={"leads_target": None})).kpis == ()


def test_a_brief_that_cannot_be_makes_no_campaign(ws) -> None:
    with pytest.raises(Invalid) as refusal:
        strategy.create_campaign(ws, BRIEF.model_copy(update={"cadence": ()}))

    assert refusal.value.field == "cadence"


def test_pausing_holds_the_scheduled_posts_and_resuming_lets_them_go(ws) -> None:
    campaign = strategy.create_campaign(ws, BRIEF)
    strategy.start_campaign(ws, campaign.id)
    scheduled, draft = _post(ws, campaign), _post(ws, campaign, "Rye")
    at = ws.now + timedelta(days=2)
    publishing.schedule_post(ws, scheduled.id, at)

    strategy.pause_campaign(ws, campaign.id)
    held = ws.rows.get(Post, scheduled.id)
    assert (held.status, held.held_from) == (PostStatus.ON_HOLD, PostStatus.SCHEDULED)
    assert ws.rows.get(Post, draft.id).status is PostStatus.DRAFT

    strategy.resume_campaign(ws, campaign.id)
    back = ws.rows.get(Post, scheduled.id)
    assert (back.status, back.scheduled_at) == (PostStatus.SCHEDULED, at)


def test_nothing_more_of_a_completed_campaign_goes_out(ws) -> None:
    campaign = strategy.create_campaign(ws, BRIEF)
    strategy.start_campaign(ws, campaign.id)
    post = _post(ws, campaign)
    publishing.schedule_post(ws, post.id, ws.now + timedelta(days=2))

    strategy.complete_campaign(ws, campaign.id)

    assert ws.rows.get(Post, post.id).status is PostStatus.ON_HOLD
    with pytest.raises(Conflict, match="completed"):
        strategy.resume_campaign(ws, campaign.id)


@pytest.mark.parametrize("verb", [strategy.pause_campaign, strategy.resume_campaign])
def test_a_draft_is_neither_paused_nor_resumed(ws, verb) -> None:
    campaign = strategy.create_campaign(ws, BRIEF)

    with pytest.raises(Conflict, match="It can become: active, completed"):
        verb(ws, campaign.id)


def test_lists_count_their_posts(ws) -> None:
    spring = strategy.create_campaign(ws, BRIEF)
    strategy.create_campaign(ws, BRIEF.model_copy(update={"name": "Empty"}))
    _published(ws, spring, views=100)
    _post(ws, spring)
    strategy.start_campaign(ws, spring.id)

    lines = strategy.list_campaigns(ws)

    assert [(line.name, line.posts, line.published) for line in lines] == [("Empty", 0, 0), ("Spring", 2, 1)]
    assert [line.name for line in strategy.list_campaigns(ws, status=CampaignStatus.ACTIVE)] == ["Spring"]
    assert [[kpi.name for kpi in line.kpis] for line in lines] == [["leads"], ["leads"]]
    assert [line.passed for line in lines] == [0, 0]


def test_a_planned_campaign_remembers_who_wrote_its_themes(ws) -> None:
    by_hand = strategy.create_campaign(ws, BRIEF)
    plan = strategy.propose_plan(ws, strategy.campaign_brief_defaults(ws))
    planned = strategy.accept_plan(ws, plan.id)

    assert strategy.read_campaign(ws, planned.id).ai == plan.ai
    assert strategy.read_campaign(ws, by_hand.id).ai is None


def test_targets_stand_beside_what_was_reached(ws, clock) -> None:
    campaign = strategy.create_campaign(ws, BRIEF)
    with ws.writing() as rows:
        kpis = [
            ("leads", 10, "count"),
            ("engagement_rate", 0.05, "rate"),
            ("posts_published", 4, "count"),
            ("x", 1, "count"),
        ]
        rows.get(Campaign, campaign.id).kpis = tuple(KpiTarget(name=n, target=t, unit=u) for n, t, u in kpis)
    _published(ws, campaign, views=1000, likes=30, conversions=2, clicks=10)
    _post(ws, campaign)
    clock.now += timedelta(days=5)

    view = strategy.read_campaign(ws, campaign.id)

    assert view.passed == 0.5
    assert view.posts == {PostStatus.DRAFT: 1, PostStatus.PUBLISHED: 1}
    leads, rate, posts, unknown = view.kpis
    assert (leads.actual, leads.expected, leads.sentence) == (2, 5, "2 so far; at this rate 4 of 10 by 11 March.")
    assert rate.actual == pytest.approx(0.04)
    assert (posts.actual, unknown.actual) == (1, None)


def test_there_is_no_other_campaign(ws, key) -> None:
    with pytest.raises(NotFound):
        strategy.read_campaign(ws, key.business_id)


def test_every_move_is_on_record(ws) -> None:
    from core.tables import AuditEntry

    campaign = strategy.create_campaign(ws, BRIEF)
    strategy.start_campaign(ws, campaign.id)
    strategy.pause_campaign(ws, campaign.id)

    found = ws.rows.find(AuditEntry, col(AuditEntry.subject) == "Spring")
    assert {entry.verb for entry in found} >= {"create_campaign", "start_campaign", "pause_campaign"}
