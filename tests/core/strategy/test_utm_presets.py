"""A campaign's links carry the tags that were chosen for it, in previews as when they leave."""

import pytest

from core import content, strategy
from core.content import NewPost
from core.errors import Invalid
from core.rows.tags import tags_of
from core.strategy import UtmPreset
from core.tables import Campaign, Post
from core.vocab import PostType


@pytest.fixture
def campaign(ws) -> Campaign:
    with ws.writing() as rows:
        day = ws.now.date()
        made = Campaign(
            business_id=ws.key.business_id,
            name="Spring Sale",
            goal="Orders",
            starts_on=day,
            ends_on=day,
            channels=("instagram", "sms"),
            created_at=ws.now,
        )
        return rows.add(made)


def _shown(ws, campaign, channel: str = "linkedin", caption: str = "See https://rye.example.com/order today.") -> str:
    new = NewPost(channel=channel, type=PostType.TEXT, title="Rolls", caption=caption)
    made = content.create_post(ws, new, campaign_id=campaign.id)
    assert content.read_post(ws, made.id).outgoing.text == content.proof_post(ws, made.id).outgoing.text
    return content.proof_post(ws, made.id).outgoing.text


def test_a_preview_shows_what_will_be_sent_with_the_standard_tags(ws, campaign) -> None:
    tags = "utm_source=linkedin&utm_medium=social&utm_campaign=spring-sale&utm_content=rolls"
    assert f"https://rye.example.com/order?{tags} today." in _shown(ws, campaign)
    assert "utm_medium=sms" in _shown(ws, campaign, "sms")


def test_a_preset_s_slots_are_filled_and_an_empty_part_leaves_its_tag_out(ws, campaign) -> None:
    own = UtmPreset(channel="linkedin", source="li", medium="{medium}-{type}", campaign="{campaign} {week}", content="")
    strategy.save_utm(ws, campaign.id, [own, UtmPreset(source="all")])

    assert "?utm_source=li&utm_medium=social-text&utm_campaign=spring-sale today" in _shown(ws, campaign)
    assert "utm_source=all&" in _shown(ws, campaign, "sms")
    silent = UtmPreset(channel="linkedin", source="", medium="", campaign="", content="")
    strategy.save_utm(ws, campaign.id, [silent])
    assert "https://rye.example.com/order today." in _shown(ws, campaign)
    flyer = "See https://rye.example.com/order?utm_source=flyer today."
    strategy.save_utm(ws, campaign.id, [])
    assert flyer in _shown(ws, campaign, caption=flyer)


def test_the_week_is_told_where_there_is_one(ws, campaign) -> None:
    campaign.utm = (UtmPreset(content="{week}"),)
    post = Post(title="Rolls", channel="email", type=PostType.TEXT, week=3)
    told = tags_of(post, campaign)
    assert told is not None
    assert (told.content, told.medium) == ("week 3", "email")
    assert tags_of(post, None) is None


def test_examples_are_shown_for_each_channel_and_can_be_tried(ws, campaign) -> None:
    _shown(ws, campaign)
    found = strategy.tagged_links(ws, campaign.id)
    assert [(one.channel, one.title) for one in found] == [
        ("instagram", "A post"),
        ("linkedin", "Rolls"),
        ("sms", "A post"),
    ]
    assert found[0].link.startswith("https://rye.example.com?utm_source=instagram&utm_medium=social")
    tried = strategy.tagged_links(ws, campaign.id, [UtmPreset(source="x")])
    assert "utm_source=x&" in tried[0].link
    assert ws.rows.get(Campaign, campaign.id).utm == ()


@pytest.mark.parametrize(
    ("presets", "field"),
    [
        ((UtmPreset(), UtmPreset()), "channel"),
        ((UtmPreset(channel="fax"),), "channel"),
        ((UtmPreset(content="{name}"),), "content"),
        ((UtmPreset(content="{title"),), "content"),
        ((UtmPreset(medium="x" * 121),), "medium"),
        ((UtmPreset(source=" "),), "source"),
    ],
)
def test_what_cannot_be_a_tag_is_refused_with_its_part(ws, campaign, presets, field) -> None:
    with pytest.raises(Invalid) as refusal:
        strategy.save_utm(ws, campaign.id, presets)
    assert refusal.value.field == field


def test_a_copy_of_a_campaign_keeps_its_tags(ws, campaign) -> None:
    strategy.save_utm(ws, campaign.id, [UtmPreset(source="x")])
    copy = strategy.duplicate_campaign(ws, campaign.id, starts_on=ws.now.date())
    assert copy.utm == (UtmPreset(source="x"),)
