"""Accepting a plan: once, whole, and with every draft fit for its channel."""

from datetime import date, timedelta

import pytest
from sqlmodel import col

from core import content, strategy
from core.channels.findings import Code
from core.channels.preflight import check
from core.errors import Conflict, ModelFailed
from core.rows.drafts import as_draft, sender_of
from core.tables import Campaign, Idea, Plan, Post
from core.tables.values import Brief, Cadence, Lesson
from core.vocab import CampaignStatus, PlanStatus, PostStatus, PostType

DAYS = {"starts_on": date(2026, 3, 16), "ends_on": date(2026, 3, 22)}


@pytest.fixture
def plan(ws) -> Plan:
    weekly = tuple(
        Cadence(channel=name, per_week=wish) for name, wish in {"instagram": 1, "linkedin": 2, "email": 1}.items()
    )
    return strategy.propose_plan(ws, Brief(name="Spring", goal="More online orders", cadence=weekly, **DAYS))


def test_it_becomes_a_running_campaign_with_a_draft_for_every_slot(ws, plan) -> None:
    steps = []

    campaign = strategy.accept_plan(ws, plan.id, progress=lambda done, of: steps.append((done, of)))

    assert (campaign.status, campaign.name, campaign.channels) == (
        CampaignStatus.ACTIVE,
        "Spring",
        ("instagram", "linkedin", "email"),
    )
    assert campaign.themes == plan.proposal.themes
    posts = ws.rows.find(Post, col(Post.campaign_id) == campaign.id)
    assert {(p.planned_at, p.channel, p.type, p.week) for p in posts} == {
        (slot.at, slot.channel, slot.type, slot.week) for slot in plan.proposal.posts
    }
    assert {post.status for post in posts} == {PostStatus.DRAFT}
    for post in posts:
        found = [finding.code for finding in check(as_draft(post), sender_of(ws.profile))]
        assert found == ([Code.FILM_MISSING] if post.type is PostType.VIDEO else [])
    assert steps[-1] == (len(posts), len(posts))


def test_channel_variants_share_their_idea(ws, plan) -> None:
    strategy.accept_plan(ws, plan.id)

    assert ws.rows.count(Post) == 4
    assert ws.rows.count(Idea) == 2
    assert {idea.theme for idea in ws.rows.find(Idea)} == {plan.proposal.themes[0].title}


def test_accepted_twice_it_is_the_same_campaign(ws, plan) -> None:
    first = strategy.accept_plan(ws, plan.id, token="a")

    assert strategy.accept_plan(ws, plan.id, token="a").id == first.id
    assert strategy.accept_plan(ws, plan.id).id == first.id
    assert (ws.rows.count(Campaign), ws.rows.count(Post)) == (1, 4)
    assert ws.rows.get(Plan, plan.id).status is PlanStatus.ACCEPTED


def _while_writing(ws, deed) -> None:
    """Do something at the moment when the first draft is being written."""
    asked, done = ws.ai, []

    class Meanwhile:
        def answer(self, prompt, facts) -> object:
            if not done:
                done.append(1)
                deed()
            return asked.answer(prompt, facts)

    ws.__dict__["ai"] = Meanwhile()


def test_two_people_accept_at_once_and_get_one_campaign(ws, plan, runtime, key) -> None:
    def other() -> None:
        with runtime.workspace(key) as theirs:
            strategy.accept_plan(theirs, plan.id)

    _while_writing(ws, other)

    campaign = strategy.accept_plan(ws, plan.id)

    assert (ws.rows.count(Campaign), ws.rows.count(Post)) == (1, 4)
    assert ws.rows.one(Campaign).id == campaign.id


def test_a_plan_discarded_meanwhile_stays_discarded(ws, plan) -> None:
    _while_writing(ws, lambda: strategy.discard_plan(ws, plan.id))

    with pytest.raises(Conflict, match="already discarded"):
        strategy.accept_plan(ws, plan.id)

    assert (ws.rows.count(Campaign), ws.rows.count(Post)) == (0, 0)


def test_a_plan_edited_meanwhile_is_looked_at_again(ws, plan) -> None:
    fewer = plan.proposal.model_copy(update={"posts": plan.proposal.posts[:1]})
    _while_writing(ws, lambda: strategy.edit_plan(ws, plan.id, fewer))

    with pytest.raises(Conflict, match="Somebody edited"):
        strategy.accept_plan(ws, plan.id)

    assert (ws.rows.count(Campaign), ws.rows.count(Post)) == (0, 0)
    assert ws.rows.get(Plan, plan.id).status is PlanStatus.PROPOSED


def test_when_the_writer_fails_nothing_is_stored_and_it_can_be_tried_again(ws, plan) -> None:
    real = ws.ai

    class Broken:
        def answer(self, prompt, facts) -> object:
            raise ModelFailed("no valid answer")

    ws.__dict__["ai"] = Broken()
    with pytest.raises(ModelFailed):
        strategy.accept_plan(ws, plan.id)
    assert (ws.rows.count(Campaign), ws.rows.count(Post)) == (0, 0)

    ws.__dict__["ai"] = real
    assert strategy.accept_plan(ws, plan.id).status is CampaignStatus.ACTIVE


def test_a_slot_that_passed_keeps_its_draft_undated(ws, plan, clock) -> None:
    clock.now = plan.proposal.posts[1].at + timedelta(minutes=1)

    campaign = strategy.accept_plan(ws, plan.id)

    dated = [line.at for line in content.list_posts(ws, campaign_id=campaign.id)]
    assert dated.count(None) == sum(slot.at < clock.now for slot in plan.proposal.posts) >= 2


def test_only_the_lessons_that_were_kept_stay_with_the_campaign(ws, plan) -> None:
    kept, struck = Lesson(text="a", evidence="b"), Lesson(text="c", evidence="d", dropped=True)
    strategy.edit_plan(ws, plan.id, plan.proposal.model_copy(update={"lessons": (kept, struck)}))

    assert strategy.accept_plan(ws, plan.id).lessons == (kept,)
