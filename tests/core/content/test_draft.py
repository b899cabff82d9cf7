"""Drafting: every channel's draft is one that its channel takes."""

from datetime import UTC, datetime

import pytest
from sqlmodel import col

from core import content
from core.channels.findings import Code
from core.channels.preflight import check
from core.channels.rules import channel, publishable_channels
from core.content import DraftRequest
from core.errors import Forbidden, Invalid, NotFound
from core.rows.drafts import as_draft, sender_of
from core.tables import AuditEntry, Campaign, Idea, Post
from core.vocab import Engine, PostStatus, PostType

AT = datetime(2026, 3, 10, 11, tzinfo=UTC)
EVERY = [(name, kind) for name in publishable_channels() for kind in channel(name).kinds]


@pytest.mark.parametrize(("name", "kind"), EVERY)
def test_every_kind_of_draft_passes_its_channels_rules(ws, name, kind) -> None:
    post = content.draft_post(ws, channel=name, type=kind, goal="More online orders", theme="Fresh bread", at=AT)

    still = [finding.code for finding in check(as_draft(post), sender_of(ws.profile))]
    assert still == ([Code.FILM_MISSING] if kind is PostType.VIDEO else [])
    assert (post.status, post.channel, post.type, post.planned_at) == (PostStatus.DRAFT, name, kind, AT)
    assert bool(post.media) == (kind is not PostType.TEXT)
    assert bool(post.storyboard) == (kind is PostType.VIDEO)


def test_a_draft_says_who_wrote_it_and_from_what(ws) -> None:
    post = content.draft_post(ws, channel="linkedin", type=PostType.TEXT, theme="Sourdough")

    assert post.ai is not None
    assert (post.ai.engine, post.ai.prompt_id) == (Engine.OFFLINE, "post")
    assert "Sourdough" in post.ai.prompt_used
    assert post.ai.predicted_engagement_score is not None
    assert 0 <= post.ai.predicted_engagement_score <= 100


def test_the_idea_keeps_the_theme_and_the_person_is_on_record(ws) -> None:
    post = content.draft_post(ws, channel="sms", type=PostType.TEXT, theme="Easter orders", title="Order early")

    assert post.title == "Order early"
    assert ws.rows.get(Idea, post.idea_id).theme == "Easter orders"
    assert ws.rows.one(AuditEntry, col(AuditEntry.verb) == "draft_posts").detail == "1 drafts"


def test_a_double_click_makes_one_post(ws) -> None:
    first = content.draft_post(ws, channel="email", type=PostType.TEXT, token="t1")
    again = content.draft_post(ws, channel="email", type=PostType.TEXT, token="t1")

    assert first.id == again.id
    assert ws.rows.count(Post) == 1


@pytest.mark.parametrize(
    ("name", "kind", "field"),
    [("facebook", PostType.TEXT, "channel"), ("nowhere", PostType.TEXT, "channel"), ("sms", PostType.VIDEO, "type")],
)
def test_what_a_channel_will_never_take_is_refused_before_asking(ws, name, kind, field) -> None:
    with pytest.raises(Invalid) as refusal:
        content.draft_post(ws, channel=name, type=kind)

    assert refusal.value.field == field
    assert ws.rows.count(Post) == 0


def test_an_unknown_campaign_is_refused(ws, key) -> None:
    with pytest.raises(NotFound):
        content.draft_post(ws, channel="email", type=PostType.TEXT, campaign_id=key.business_id)
    with pytest.raises(NotFound):
        content.draft_posts(ws, [], campaign_id=key.business_id)


def test_the_clock_cannot_write_posts(clock_ws) -> None:
    with pytest.raises(Forbidden):
        content.draft_post(clock_ws, channel="email", type=PostType.TEXT)


def test_a_batch_shares_ideas_and_repeats_nothing(ws) -> None:
    steps = []
    requests = [
        DraftRequest(channel=name, type=PostType.TEXT, theme="Fresh bread", about="Mornings", idea=str(turn), week=1)
        for turn in range(4)
        for name in ("linkedin", "email")
    ]

    posts = content.draft_posts(ws, requests, progress=lambda done, of: steps.append((done, of)))

    assert len({post.caption for post in posts}) == len(posts) == 8
    assert ws.rows.count(Idea) == 4
    assert posts[0].idea_id == posts[1].idea_id != posts[2].idea_id
    assert steps == [(n, 8) for n in range(1, 9)]


def test_drafts_without_an_idea_stand_alone(ws) -> None:
    requests = [DraftRequest(channel="linkedin", type=PostType.TEXT)] * 2

    one, two = content.draft_posts(ws, requests)

    assert one.idea_id != two.idea_id


def test_a_draft_can_belong_to_a_campaign(ws, now) -> None:
    with ws.writing() as rows:
        day = now.date()
        campaign = rows.add(
            Campaign(
                business_id=ws.key.business_id, name="Easter", goal="Orders", starts_on=day, ends_on=day, created_at=now
            )
        )

    post = content.draft_post(ws, channel="linkedin", type=PostType.TEXT, campaign_id=campaign.id)

    assert post.campaign_id == campaign.id
    assert ws.rows.get(Idea, post.idea_id).campaign_id == campaign.id


def test_a_batch_asked_for_twice_is_made_once(ws) -> None:
    requests = [DraftRequest(channel=name, type=PostType.TEXT, idea="1") for name in ("linkedin", "email")]

    first = content.draft_posts(ws, requests, token="click")
    again = content.draft_posts(ws, requests, token="click")

    assert [post.id for post in again] == [post.id for post in first]
    assert ws.rows.count(Post) == 2
