from datetime import date, timedelta

import pytest

from core import content, strategy
from core.errors import Invalid
from core.tables import ChannelConnection, MetricDaily, Post
from core.tables.values import Audience
from core.vocab import Origin, PostStatus, PostType


def _profile(ws, **values: object) -> None:
    with ws.writing():
        profile = ws.profile
        for name, value in values.items():
            setattr(profile, name, value)


def test_the_brief_to_start_from_can_be_planned_as_it_is(ws) -> None:
    brief = strategy.campaign_brief_defaults(ws)

    assert (brief.starts_on, brief.ends_on) == (date(2026, 3, 9), date(2026, 4, 5))
    assert brief.goal == "More online orders"
    assert {line.channel: line.per_week for line in brief.cadence} == {"instagram": 3, "email": 1}
    assert len(strategy.propose_plan(ws, brief).proposal.posts) == 16


def test_without_a_cadence_of_its_own_the_usual_one_of_the_channels_that_reach_somebody(ws) -> None:
    _profile(
        ws,
        cadence=(),
        goals=(),
        offers=(),
        audience=(Audience(channel="linkedin", size=9), Audience(channel="sms", size=0)),
    )

    brief = strategy.campaign_brief_defaults(ws)

    assert [(line.channel, line.per_week) for line in brief.cadence] == [("linkedin", 3)]
    assert (brief.goal, brief.offer) == ("More people who know us", "")


def test_segments_already_named_come_first_and_stay_as_they_are(ws) -> None:
    named = ws.profile.segments

    found = strategy.suggest_segments(ws)

    assert found[:1] == named
    assert len(found) > 1
    assert all(segment.why for segment in found[1:])


def test_targets_without_history_rest_on_benchmarks_and_say_so(ws) -> None:
    rate, posts = strategy.suggest_kpis(ws, strategy.campaign_brief_defaults(ws)).targets

    assert (rate.name, rate.unit) == ("engagement_rate", "rate")
    assert 0 < rate.target < 0.2
    assert "Source: benchmarks." in rate.why
    assert (posts.name, posts.target) == ("posts_published", 16)


def test_targets_with_history_rest_on_it(ws) -> None:
    post = content.create_post(
        ws, content.NewPost(channel="linkedin", type=PostType.TEXT, title="Rolls", caption="Rolls.")
    )
    with ws.writing() as rows:
        own = rows.get(Post, post.id)
        own.status, own.published_at = PostStatus.PUBLISHED, ws.now - timedelta(days=3)
        day, key = ws.now.date(), ws.key.business_id
        totals = {"views": 1000, "likes": 40, "conversions": 2}
        rows.add(
            MetricDaily(
                business_id=key, post_id=post.id, channel="linkedin", origin=Origin.SIMULATED, day=day, **totals
            )
        )

    rate, leads, _ = strategy.suggest_kpis(ws, strategy.campaign_brief_defaults(ws)).targets

    assert rate.target == pytest.approx(0.04 * 1.1)
    assert (leads.name, leads.target) == ("leads", 35)
    assert "own history" in leads.why


def test_targets_for_no_campaign_are_refused(ws) -> None:
    brief = strategy.campaign_brief_defaults(ws).model_copy(update={"cadence": ()})

    with pytest.raises(Invalid):
        strategy.suggest_kpis(ws, brief)


def test_a_channel_is_planned_for_once_its_account_is_connected(ws) -> None:
    reached = (Audience(channel="mastodon", size=900), Audience(channel="instagram", size=100))
    _profile(ws, cadence=(), audience=reached)
    assert [line.channel for line in strategy.campaign_brief_defaults(ws).cadence] == ["instagram"]
    connect(ws)

    brief = strategy.campaign_brief_defaults(ws)

    assert [line.channel for line in brief.cadence] == ["instagram", "mastodon"]
    posts = strategy.propose_plan(ws, brief).proposal.posts
    assert {post.channel for post in posts} == {"instagram", "mastodon"}
    assert [one.name for one in strategy.suggest_kpis(ws, brief).targets]


def connect(ws) -> None:
    told = {"kind": "mastodon", "url": "https://social.example", "saved_at": ws.now}
    with ws.writing() as rows:
        rows.add(ChannelConnection(business_id=ws.key.business_id, channel="mastodon", **told))
