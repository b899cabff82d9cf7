"""Proposing, editing and discarding: what cannot be planned is said before anything is asked."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest

from core import content, strategy
from core.channels.rules import channel
from core.channels.scheduling import is_quiet
from core.errors import Conflict, Forbidden, Invalid, ModelFailed, NotFound
from core.strategy.shapes import Theme, Themes
from core.tables import Business, Insight, Plan, Post
from core.tables.values import Audience, Brief, Cadence
from core.vocab import Engine, PlanStatus, PostType

WEEKLY = {"instagram": 3.0, "linkedin": 2.0, "email": 1.0, "sms": 0.5}


def brief(**changes: object) -> Brief:
    cadence = tuple(Cadence(channel=name, per_week=wish) for name, wish in WEEKLY.items())
    spring = Brief(
        name="Spring",
        goal="More online orders",
        starts_on=date(2026, 3, 16),
        ends_on=date(2026, 4, 12),
        cadence=cadence,
    )
    return spring.model_copy(update=changes)


def test_a_plan_holds_a_theme_a_week_and_a_slot_for_each_post(ws) -> None:
    plan = strategy.propose_plan(ws, brief())

    assert (plan.status, plan.ai.engine) == (PlanStatus.PROPOSED, Engine.OFFLINE)
    assert [theme.week for theme in plan.proposal.themes] == [1, 2, 3, 4]
    assert plan.proposal.themes[1].starts_on == date(2026, 3, 23)
    assert Counter(post.channel for post in plan.proposal.posts) == {
        "instagram": 12,
        "linkedin": 8,
        "email": 4,
        "sms": 2,
    }
    assert ws.rows.count(Post) == 0


def test_every_slot_is_one_that_its_channel_takes(ws) -> None:
    posts = strategy.propose_plan(ws, brief()).proposal.posts

    assert [post.at for post in posts] == sorted(post.at for post in posts)
    for post in posts:
        assert post.type in channel(post.channel).kinds
        assert not is_quiet(post.at, name=post.channel, zone=ws.zone)
        assert date(2026, 3, 16) <= post.at.astimezone(ws.zone).date() <= date(2026, 4, 12)
    assert set(Counter(post.type for post in posts)) == set(PostType)


def test_the_same_brief_gives_the_same_plan(ws) -> None:
    assert strategy.propose_plan(ws, brief()).proposal == strategy.propose_plan(ws, brief()).proposal


def test_a_double_click_makes_one_plan(ws) -> None:
    assert strategy.propose_plan(ws, brief(), token="a").id == strategy.propose_plan(ws, brief(), token="a").id
    assert ws.rows.count(Plan) == 1


def test_what_was_learned_is_in_the_plan_and_in_its_reasons(ws) -> None:
    with ws.writing() as rows:
        text, seen = "Posts with a question engage more.", "12 posts, +30%"
        numbers = {"effect": 1.3, "low": 1.1, "high": 1.5, "samples": 12, "q_value": 0.01}
        rows.add(
            Insight(business_id=ws.key.business_id, text=text, evidence=seen, found_at=ws.now, **numbers),
        )

    proposal = strategy.propose_plan(ws, brief()).proposal

    assert [(lesson.text, lesson.evidence) for lesson in proposal.lessons] == [(text, seen)]
    assert any(text in theme.reason for theme in proposal.themes)


def test_a_moment_of_the_calendar_names_its_week(ws) -> None:
    with ws.writing() as rows:
        rows.one(Business).country = "PT"

    themes = strategy.propose_plan(ws, brief()).proposal.themes

    assert [(theme.week, theme.moment) for theme in themes if theme.moment] == [(3, "Good Friday")]
    assert themes[2].title == "Good Friday"


def test_taken_moments_are_kept_clear(ws) -> None:
    first = strategy.propose_plan(ws, brief(cadence=(Cadence(channel="linkedin", per_week=2),)))
    for post in first.proposal.posts:
        new = content.NewPost(channel="linkedin", type=PostType.TEXT, title="Old", caption="Old.", planned_at=post.at)
        content.create_post(ws, new)

    second = strategy.propose_plan(ws, brief(cadence=(Cadence(channel="linkedin", per_week=2),)))

    near = [abs(new.at - old.at) for new in second.proposal.posts for old in first.proposal.posts]
    assert min(near) >= timedelta(minutes=120)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"goal": ""}, "goal"),
        ({"goal": "x" * 301}, "goal"),
        ({"ends_on": date(2026, 3, 15)}, "ends_on"),
        ({"starts_on": date(2026, 3, 1)}, "starts_on"),
        ({"ends_on": date(2026, 6, 15)}, "ends_on"),
        ({"cadence": ()}, "cadence"),
        ({"cadence": (Cadence(channel="facebook", per_week=1),)}, "cadence"),
        ({"cadence": (Cadence(channel="sms", per_week=1),) * 2}, "cadence"),
        ({"cadence": (Cadence(channel="nowhere", per_week=1),)}, "channel"),
        ({"cadence": (Cadence(channel="mastodon", per_week=1),)}, "audience"),
    ],
)
def test_a_brief_that_cannot_be_planned_is_refused_by_its_field(ws, changes, field) -> None:
    with pytest.raises(Invalid) as refusal:
        strategy.propose_plan(ws, brief(**changes))

    assert refusal.value.field == field
    assert ws.rows.count(Plan) == 0


def test_a_quarter_is_just_short_enough(ws) -> None:
    weekly = (Cadence(channel="sms", per_week=0.5),)

    plan = strategy.propose_plan(ws, brief(ends_on=date(2026, 6, 14), cadence=weekly))

    assert len(plan.proposal.themes) == 13


@pytest.mark.parametrize(
    ("gaps", "field"),
    [
        ({"brand_voice": ""}, "brand_voice"),
        ({"offers": (), "benefits": ()}, "offers"),
        ({"audience": (Audience(channel="email", size=0),)}, "audience"),
        ({"postal_address": ""}, "postal_address"),
        ({"sender_name": ""}, "sender_name"),
    ],
)
def test_a_profile_that_is_too_empty_names_its_field(ws, gaps, field) -> None:
    with ws.writing():
        profile = ws.profile
        for name, value in gaps.items():
            setattr(profile, name, value)

    with pytest.raises(Invalid) as refusal:
        strategy.propose_plan(ws, brief())

    assert refusal.value.field == field


def test_a_day_without_a_moment_left_is_refused(ws, clock) -> None:
    clock.now = datetime(2026, 3, 2, 22, 30, tzinfo=clock.now.tzinfo)
    today = date(2026, 3, 2)

    with pytest.raises(Invalid, match="No good moment"):
        strategy.propose_plan(ws, brief(starts_on=today, ends_on=today))


def test_a_planner_that_skips_a_week_is_not_believed(ws) -> None:
    asked = ws.ai

    class Forgetful:
        def answer(self, prompt, facts) -> object:
            from dataclasses import replace

            one = Theme(week=1, title="Only one", focus="f", reason="r")
            answer = asked.answer(prompt, facts)
            return replace(answer, reply=Themes(themes=(one,))) if prompt.id == "weekly_themes" else answer

    ws.__dict__["ai"] = Forgetful()
    with pytest.raises(ModelFailed, match="left out or doubled one"):
        strategy.propose_plan(ws, brief())


def test_the_clock_cannot_plan(clock_ws) -> None:
    with pytest.raises(Forbidden):
        strategy.propose_plan(clock_ws, brief())


def test_a_persons_changes_are_kept_in_order_of_time(ws) -> None:
    plan = strategy.propose_plan(ws, brief())
    first, *rest = plan.proposal.posts
    later = first.model_copy(update={"at": first.at + timedelta(days=20), "title": "Mine", "week": 4})

    edited = strategy.edit_plan(ws, plan.id, plan.proposal.model_copy(update={"posts": (later, *rest)}))

    assert [post.slot for post in edited.proposal.posts] == list(range(1, 27))
    assert edited.proposal.posts[0].title != "Mine"
    assert "Mine" in [post.title for post in strategy.read_plan(ws, plan.id).proposal.posts]


def test_a_struck_lesson_stays_struck(ws) -> None:
    plan = strategy.propose_plan(ws, brief())
    lesson = strategy.Lesson(text="t", evidence="e", dropped=True)

    edited = strategy.edit_plan(ws, plan.id, plan.proposal.model_copy(update={"lessons": (lesson,)}))

    assert edited.proposal.lessons == (lesson,)


def test_a_discarded_plan_is_done_with(ws) -> None:
    plan = strategy.propose_plan(ws, brief())

    assert strategy.discard_plan(ws, plan.id).status is PlanStatus.DISCARDED
    assert strategy.discard_plan(ws, plan.id).status is PlanStatus.DISCARDED
    with pytest.raises(Conflict, match="already discarded"):
        strategy.edit_plan(ws, plan.id, plan.proposal)


def test_there_is_no_other_plan(ws, key) -> None:
    with pytest.raises(NotFound):
        strategy.read_plan(ws, key.business_id)


def test_open_plans_are_those_nobody_settled(ws, clock) -> None:
    first = strategy.propose_plan(ws, strategy.campaign_brief_defaults(ws))
    clock.now += timedelta(minutes=1)
    second = strategy.propose_plan(ws, strategy.campaign_brief_defaults(ws))
    assert [plan.id for plan in strategy.open_plans(ws)] == [second.id, first.id]

    strategy.discard_plan(ws, second.id)

    assert [plan.id for plan in strategy.open_plans(ws)] == [first.id]


def test_a_new_plan_does_not_say_again_what_the_last_one_said(ws) -> None:
    short = brief(ends_on=date(2026, 3, 29))
    told = {theme.title for theme in strategy.propose_plan(ws, short).proposal.themes if not theme.moment}
    for title in told:
        content.draft_post(ws, channel="linkedin", type=PostType.TEXT, theme=title)

    again = {theme.title for theme in strategy.propose_plan(ws, short).proposal.themes if not theme.moment}

    assert told
    assert again.isdisjoint(told)
