"""Targets of a running campaign: suggested with their arithmetic, set by a person, on record when it is over."""

from datetime import date

import pytest

from core import content, strategy
from core.errors import Conflict, Invalid
from core.strategy.set_targets import MOST, set_targets, suggest_targets
from core.tables import Campaign
from core.tables.values import Brief, Cadence, KpiTarget
from core.vocab import PostType
from tests.core.past import published

LEADS = KpiTarget(name="leads", target=9, unit="count")


@pytest.fixture
def campaign(ws) -> Campaign:
    days = {"starts_on": date(2026, 3, 2), "ends_on": date(2026, 3, 15)}
    return strategy.create_campaign(
        ws, Brief(name="Spring", goal="Orders", cadence=(Cadence(channel="linkedin", per_week=1),), **days)
    )


def test_suggestions_count_the_campaign_s_own_posts_and_own_history(ws, campaign) -> None:
    published(ws, 20, leads=2)
    for n in range(3):
        new = content.NewPost(channel="linkedin", type=PostType.TEXT, title=f"P{n}", caption="C.")
        content.create_post(ws, new, campaign_id=campaign.id)

    told = suggest_targets(ws, campaign.id)

    targets = {kpi.name: kpi for kpi in told.targets}
    assert (targets["leads"].target, targets["posts_published"].target) == (7, 3)
    assert "40 leads from 20 posts is 2.00 a post; times 3 planned posts, plus a tenth: 7." in targets["leads"].why
    assert told.ai.prompt_id == "kpis"
    assert ws.rows.get(Campaign, campaign.id).kpis == ()


def test_without_a_post_there_is_nothing_to_count_with(ws, campaign) -> None:
    with pytest.raises(Invalid) as refused:
        suggest_targets(ws, campaign.id)

    assert refused.value.field == "posts"


def test_a_person_sets_them(ws, campaign) -> None:
    assert set_targets(ws, campaign.id, [LEADS]).kpis == (LEADS,)
    assert set_targets(ws, campaign.id, []).kpis == ()


@pytest.mark.parametrize(
    "targets",
    [
        [LEADS, LEADS],
        [LEADS.model_copy(update={"target": 0})],
        [KpiTarget(name="engagement_rate", target=1.2, unit="rate")],
        [LEADS.model_copy(update={"name": f"k{n}"}) for n in range(MOST + 1)],
    ],
)
def test_targets_that_cannot_be_are_refused(ws, campaign, targets) -> None:
    with pytest.raises(Invalid) as refused:
        set_targets(ws, campaign.id, targets)

    assert refused.value.field == "kpis"


def test_what_a_completed_campaign_aimed_at_stays(ws, campaign) -> None:
    strategy.complete_campaign(ws, campaign.id)

    with pytest.raises(Conflict, match="stays on record"):
        set_targets(ws, campaign.id, [LEADS])
