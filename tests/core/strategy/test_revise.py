"""A campaign changed, thrown away, and listed in pages."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from core import content, publishing, strategy
from core.errors import Conflict, Invalid, NotFound
from core.strategy import CampaignEdit
from core.tables import Campaign, Conversation, Idea, Post
from core.tables.values import Brief, Cadence, KpiTarget
from core.vocab import CampaignStatus, PostStatus, PostType

BRIEF = Brief(
    name="Spring",
    goal="Orders",
    starts_on=date(2026, 3, 2),
    ends_on=date(2026, 3, 11),
    cadence=(Cadence(channel="linkedin", per_week=1),),
)


@pytest.fixture
def campaign(ws) -> Campaign:
    return strategy.create_campaign(ws, BRIEF)


def _post(ws, campaign_id, title="Rolls") -> Post:
    new = content.NewPost(channel="linkedin", type=PostType.TEXT, title=title, caption=f"{title}.")
    return content.create_post(ws, new, campaign_id=campaign_id)


def test_everything_changes_at_once_or_nothing(ws, campaign) -> None:
    kpis = (KpiTarget(name="leads", target=30, unit="count"),)
    edit = CampaignEdit(name=" Summer ", ends_on=date(2026, 3, 20), kpis=kpis, status=CampaignStatus.ACTIVE)
    changed = strategy.revise_campaign(ws, campaign.id, edit)
    assert (changed.name, changed.goal, changed.ends_on) == ("Summer", "Orders", date(2026, 3, 20))
    assert (changed.kpis, changed.status) == (kpis, CampaignStatus.ACTIVE)
    with pytest.raises(Invalid):
        strategy.revise_campaign(ws, campaign.id, CampaignEdit(name="Autumn", kpis=(*kpis, *kpis)))
    assert ws.rows.get(Campaign, campaign.id).name == "Summer"


@pytest.mark.parametrize(
    ("field", "edit"),
    [
        ("name", {"name": " "}),
        ("goal", {"goal": "x" * 301}),
        ("ends_on", {"ends_on": date(2026, 3, 1)}),
        ("ends_on", {"starts_on": date(2026, 3, 12)}),
        ("ends_on", {"ends_on": date(2026, 6, 2)}),
    ],
    ids=str,
)
def test_what_cannot_be_is_named(ws, campaign, field, edit) -> None:
    with pytest.raises(Invalid) as refusal:
        strategy.revise_campaign(ws, campaign.id, CampaignEdit(**edit))
    assert refusal.value.field == field


def test_a_status_moves_as_it_does_on_the_screens(ws, campaign) -> None:
    for status in (CampaignStatus.ACTIVE, CampaignStatus.PAUSED, CampaignStatus.PAUSED, CampaignStatus.ACTIVE):
        assert strategy.revise_campaign(ws, campaign.id, CampaignEdit(status=status)).status is status
    with pytest.raises(Conflict, match="can't become draft"):
        strategy.revise_campaign(ws, campaign.id, CampaignEdit(name="New", status=CampaignStatus.DRAFT))
    strategy.revise_campaign(ws, campaign.id, CampaignEdit(status=CampaignStatus.COMPLETED))
    with pytest.raises(Conflict, match="completed"):
        strategy.revise_campaign(ws, campaign.id, CampaignEdit(name="New"))


def test_a_campaign_goes_with_its_drafts_and_leaves_what_others_use(ws, campaign) -> None:
    other = strategy.create_campaign(ws, BRIEF)
    gone, moved, free = (_post(ws, campaign.id, title) for title in ("Gone", "Moved", "Free"))
    with ws.writing() as rows:
        rows.change(Post, Post.id == moved.id, campaign_id=other.id)
        rows.change(Post, Post.id == free.id, campaign_id=None)
    strategy.delete_campaign(ws, campaign.id)
    assert {post.title for post in ws.rows.find(Post)} == {"Moved", "Free"}
    assert ws.rows.seek(Idea, gone.idea_id) is None
    assert {idea.campaign_id for idea in ws.rows.find(Idea)} == {None}
    with pytest.raises(NotFound):
        strategy.delete_campaign(ws, campaign.id)


def test_what_went_out_or_was_answered_stays_on_record(ws, campaign, runtime) -> None:
    post = _post(ws, campaign.id)
    publishing.schedule_post(ws, post.id, ws.now + timedelta(days=1))
    with pytest.raises(Conflict, match="scheduled"):
        strategy.delete_campaign(ws, campaign.id)
    publishing.cancel_post(ws, post.id)
    from core.messaging import Incoming, receive_message

    sent = Incoming("m1", "c1", "linkedin", "bo", "Bo", "Hello?", ws.now, post_id=post.id)
    receive_message(ws, sent)
    assert ws.rows.one(Conversation).campaign_id == campaign.id
    with pytest.raises(Conflict, match="answered"):
        strategy.delete_campaign(ws, campaign.id)
    assert ws.rows.get(Post, post.id).status is PostStatus.CANCELLED


def test_pages_show_every_campaign_once_the_newest_first(ws, clock) -> None:
    for n in range(5):
        clock.now += timedelta(seconds=n % 2)  # some are made in the same moment
        strategy.create_campaign(ws, BRIEF.model_copy(update={"name": f"{n}"}))
    seen, mark = [], None
    while True:
        page = strategy.page_campaigns(ws, after=mark, limit=2)
        seen += page.items
        mark = page.after
        if mark is None:
            break
    assert len(seen) == len({one.id for one in seen}) == 5
    assert [one.created_at for one in seen] == sorted((one.created_at for one in seen), reverse=True)
    assert strategy.page_campaigns(ws, status=CampaignStatus.ACTIVE).items == ()
    with pytest.raises(NotFound):
        strategy.revise_campaign(ws, uuid4(), CampaignEdit())
