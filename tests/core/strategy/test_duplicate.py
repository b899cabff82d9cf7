"""A campaign done again: same words, same hours on the wall, other days, and nothing of its numbers."""

from datetime import date, datetime, timedelta

import pytest
from sqlmodel import col

from core import content, publishing, strategy
from core.errors import Invalid, NotFound
from core.strategy.duplicate import duplicate_campaign
from core.tables import Campaign, Idea, Post
from core.tables.values import Brief, Cadence, KpiTarget, WeekTheme
from core.vocab import CampaignStatus, PostStatus, PostType

DAYS = {"starts_on": date(2026, 3, 3), "ends_on": date(2026, 3, 16)}


@pytest.fixture
def campaign(ws) -> Campaign:
    cadence = (Cadence(channel="linkedin", per_week=1),)
    made = strategy.create_campaign(ws, Brief(name="Spring", goal="Orders", cadence=cadence, **DAYS))
    theme = WeekTheme(week=1, starts_on=date(2026, 3, 3), title="Rye", reason="Because.", moment="Easter", focus="Rye")
    with ws.writing() as rows:
        own = rows.get(Campaign, made.id)
        own.themes, own.kpis = (theme,), (KpiTarget(name="leads", target=9, unit="count"),)
        own.health_score = 70.0
    for n in range(3):
        at = datetime(2026, 3, 10 + n, 8, 30, tzinfo=ws.zone)
        new = content.NewPost(channel="linkedin", type=PostType.IMAGE, title=f"P{n}", caption=f"C{n}.", planned_at=at)
        content.create_post(ws, new, campaign_id=made.id)
    return ws.rows.get(Campaign, made.id)


def posts(ws, campaign) -> list[Post]:
    return ws.rows.find(Post, col(Post.campaign_id) == campaign.id, order=[col(Post.planned_at)])


def test_it_begins_on_another_day_at_the_same_hours_across_a_clock_change(ws, campaign) -> None:
    new = duplicate_campaign(ws, campaign.id, starts_on=date(2026, 4, 7))

    assert (new.status, new.starts_on, new.ends_on) == (CampaignStatus.DRAFT, date(2026, 4, 7), date(2026, 4, 20))
    assert (new.name, new.goal, new.kpis, new.channels) == ("Spring again", "Orders", campaign.kpis, campaign.channels)
    assert (new.health_score, new.themes[0].starts_on, new.themes[0].moment) == (None, date(2026, 4, 7), "")
    assert [post.planned_at.astimezone(ws.zone) for post in posts(ws, new)] == [
        datetime(2026, 4, 14 + n, 8, 30, tzinfo=ws.zone) for n in range(3)
    ]


def test_words_and_pictures_come_along_and_numbers_do_not(ws, campaign) -> None:
    with ws.writing() as rows:
        gone = rows.get(Post, posts(ws, campaign)[0].id)
        gone.status, gone.published_at, gone.engagement_score = PostStatus.PUBLISHED, ws.now, 80.0
    publishing.cancel_post(ws, posts(ws, campaign)[2].id)

    new = duplicate_campaign(ws, campaign.id, starts_on=date(2026, 4, 7))

    one, two = posts(ws, new)
    old = posts(ws, campaign)[0]
    assert (one.title, one.caption, one.media) == (old.title, old.caption, old.media)
    assert (one.status, one.published_at, one.engagement_score) == (PostStatus.DRAFT, None, None)
    assert {one.idea_id, two.idea_id}.isdisjoint({post.idea_id for post in posts(ws, campaign)})
    assert ws.rows.count(Idea, col(Idea.campaign_id) == new.id) == 2


def test_variants_of_an_idea_stay_together(ws, campaign) -> None:
    one, two, _ = posts(ws, campaign)
    with ws.writing() as rows:
        rows.get(Post, two.id).idea_id = one.idea_id

    new = duplicate_campaign(ws, campaign.id, starts_on=date(2026, 4, 7), name="Again")

    ideas = [post.idea_id for post in posts(ws, new)]
    assert ideas[0] == ideas[1] != ideas[2]
    assert new.name == "Again"


def test_a_double_click_makes_one_and_a_moment_that_passed_has_none(ws, campaign, clock) -> None:
    clock.now += timedelta(days=9)
    first = duplicate_campaign(ws, campaign.id, starts_on=date(2026, 3, 11), token="a")

    assert duplicate_campaign(ws, campaign.id, starts_on=date(2026, 3, 11), token="a").id == first.id
    clock.now += timedelta(days=8)
    second = duplicate_campaign(ws, campaign.id, starts_on=date(2026, 3, 19), token="b")
    assert len(posts(ws, second)) == 3
    with pytest.raises(Invalid) as refused:
        duplicate_campaign(ws, campaign.id, starts_on=date(2026, 3, 1))
    assert refused.value.field == "starts_on"


def test_an_hour_that_passed_today_is_left_undated(ws, campaign, clock) -> None:
    with ws.writing() as rows:
        for post in rows.find(Post):
            rows.get(Post, post.id).planned_at = datetime(2026, 3, 3, 6, tzinfo=ws.zone)

    new = duplicate_campaign(ws, campaign.id, starts_on=ws.now.astimezone(ws.zone).date())

    assert {post.planned_at for post in posts(ws, new)} == {None}


def test_there_is_no_other_campaign(ws, key) -> None:
    with pytest.raises(NotFound):
        duplicate_campaign(ws, key.business_id, starts_on=date(2026, 4, 7))


def test_a_post_without_a_moment_stays_without_one(ws, campaign) -> None:
    new = content.NewPost(channel="linkedin", type=PostType.TEXT, title="Loose", caption="Any day.")
    content.create_post(ws, new, campaign_id=campaign.id)

    copy = duplicate_campaign(ws, campaign.id, starts_on=date(2026, 4, 7))

    assert [post.title for post in posts(ws, copy) if post.planned_at is None] == ["Loose"]
