"""Every lead of a campaign stands in one place of its trace, and the trace adds up to the target's own figure."""

from decimal import Decimal

import pytest

from core.analytics import measure
from core.analytics.leads.keep import Told, keep_leads
from core.channels.utm import Tags
from core.errors import NotFound
from core.strategy import read_goal
from core.tables.values import AiMetadata, KpiTarget, WeekTheme
from core.vocab import Engine, Origin
from tests.conftest import NOW
from tests.core.analytics.shop import DAY, HOUR, add_campaign, add_post, add_reading, add_talk

THEME = WeekTheme(week=1, starts_on=NOW.date(), title="Sourdough", reason="It sells")
PROMPT = dict.fromkeys(("model", "prompt_id", "prompt_version", "prompt_hash", "prompt_used"), "x")
MODEL = AiMetadata(engine=Engine.MODEL, cost=Decimal("0.50"), **PROMPT)


def test_a_goal_is_followed_to_every_lead(ws, clock_ws) -> None:
    kpis = (KpiTarget(name="leads", target=20, unit="count"),)
    campaign = add_campaign(ws, themes=(THEME,), kpis=kpis)
    best = add_post(ws, NOW - DAY, campaign_id=campaign, week=1, ai=MODEL)
    other = add_post(ws, NOW - 2 * DAY, campaign_id=campaign)
    add_post(ws, None, campaign_id=campaign, week=1)
    add_reading(ws, best, NOW - HOUR, views=500, clicks=50, conversions=3)
    measure(clock_ws)
    with ws.writing() as rows:
        nobody = Tags("", "", "")
        told = [Told("a", NOW, nobody, other), Told("b", NOW, nobody, best), Told("c", NOW, Tags("", "", "spring"))]
        keep_leads(rows, told, origin=Origin.LIVE, now=NOW)
    add_talk(ws, NOW - HOUR, campaign_id=campaign, post_id=best, lead=True)
    add_talk(ws, NOW - HOUR, campaign_id=campaign, post_id=best)
    add_talk(ws, NOW - HOUR, campaign_id=campaign, lead=True)
    goal = read_goal(ws, campaign)
    (first, loose) = goal.themes
    assert (first.title, first.leads, first.open, loose.week, loose.leads) == ("Sourdough", 5, 1, None, 1)
    (post,) = first.posts
    assert (post.told, post.events, post.talks, post.messages, post.clicks) == (3, 1, 1, 2, 50)
    assert (goal.beside.talks, goal.beside.events, goal.leads) == (1, 1, 8)
    assert goal.view.kpis[0].actual == goal.leads
    assert goal.cost_per_lead == Decimal("0.50") / 8
    assert [talk.name for talk in goal.talks] == ["Rui", "Rui"]
    with pytest.raises(NotFound):
        read_goal(ws, best)


def test_without_leads_there_is_no_cost_of_one(ws) -> None:
    goal = read_goal(ws, add_campaign(ws))
    assert (goal.leads, goal.cost_per_lead, goal.themes) == (0, None, ())
