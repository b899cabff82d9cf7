"""Many posts are changed at once, and what was left out says why."""

from datetime import timedelta

import pytest
from sqlmodel import col

from core import content
from core.content import NewPost
from core.errors import Invalid, NotFound
from core.tables import Campaign, Post
from core.vocab import CampaignStatus, PostStatus, PostType


def _post(ws, channel: str = "linkedin", title: str = "Rolls", **words: object) -> Post:
    values = {"caption": "Rolls at seven.", "subject": "Rolls"} | words
    return content.create_post(ws, NewPost(channel=channel, type=PostType.TEXT, title=title, **values))


def _campaign(ws, status: CampaignStatus = CampaignStatus.ACTIVE) -> Campaign:
    day = ws.now.date()
    with ws.writing() as rows:
        return rows.add(
            Campaign(
                business_id=ws.key.business_id,
                name=f"Spring {status}",
                goal="Orders",
                status=status,
                starts_on=day,
                ends_on=day + timedelta(days=27),
                created_at=ws.now,
            )
        )


def _set(ws, post: Post, **values: object) -> None:
    with ws.writing() as rows:
        for name, value in values.items():
            setattr(rows.get(Post, post.id), name, value)


def test_hashtags_are_added_where_they_lack_and_taken_back(ws) -> None:
    one, two, mail = _post(ws, hashtags=("#Rye",)), _post(ws, hashtags=("#rye", "#Bread")), _post(ws, "email")
    told = content.add_hashtags(ws, [one.id, two.id, mail.id], ["rye", "# Bread"])

    assert told.many.done == (one.id,)
    assert [left.why for left in told.many.refused] == ["It has them already.", "Email has no hashtags."]
    assert ws.rows.get(Post, one.id).hashtags == ("#Rye", "#Bread")

    assert content.set_hashtags(ws, told.before).done == (one.id,)
    assert ws.rows.get(Post, one.id).hashtags == ("#Rye",)
    with pytest.raises(Invalid, match="at least one"):
        content.add_hashtags(ws, [one.id], ["#", " "])


def test_a_channel_s_limit_of_hashtags_refuses_the_one_post(ws) -> None:
    full = _post(ws, "mastodon", caption="x" * 490)
    told = content.add_hashtags(ws, [full.id], ["#BreadEveryMorning"])
    assert told.many.done == ()
    assert "500" in told.many.refused[0].why


def test_posts_move_to_a_campaign_with_their_week_and_back(ws) -> None:
    campaign = _campaign(ws)
    dated, bare, out = _post(ws), _post(ws), _post(ws)
    _set(ws, dated, planned_at=ws.now + timedelta(days=8))
    _set(ws, out, status=PostStatus.PUBLISHED)

    told = content.move_posts(ws, dict.fromkeys((dated.id, bare.id, out.id), campaign.id))

    assert told.many.done == (dated.id, bare.id)
    assert "its results stay" in told.many.refused[0].why
    assert [(ws.rows.get(Post, one.id).campaign_id, ws.rows.get(Post, one.id).week) for one in (dated, bare)] == [
        (campaign.id, 2),
        (campaign.id, None),
    ]
    assert content.move_posts(ws, {bare.id: campaign.id}).many.refused[0].why == "It is there already."
    content.move_posts(ws, told.before)
    assert ws.rows.count(Post, col(Post.campaign_id) == campaign.id) == 0


def test_a_paused_or_completed_campaign_takes_nothing_that_would_go_out(ws) -> None:
    paused, done = _campaign(ws, CampaignStatus.PAUSED), _campaign(ws, CampaignStatus.COMPLETED)
    scheduled, draft = _post(ws), _post(ws)
    _set(ws, scheduled, status=PostStatus.SCHEDULED)
    told = content.move_posts(ws, dict.fromkeys((scheduled.id, draft.id), paused.id))
    assert told.many.done == (draft.id,)
    assert "is paused" in told.many.refused[0].why
    assert "completed" in content.move_posts(ws, {draft.id: done.id}).many.refused[0].why
    with pytest.raises(NotFound):
        content.move_posts(ws, {draft.id: draft.id})


def test_copies_stay_in_their_campaign_and_only_drafts_are_deleted(ws) -> None:
    campaign = _campaign(ws)
    inside, outside = _post(ws, title="Inside"), _post(ws, title="Outside")
    content.move_posts(ws, {inside.id: campaign.id})
    _set(ws, outside, status=PostStatus.PUBLISHED)

    copies = content.duplicate_posts(ws, [inside.id, outside.id])

    assert {(copy.title, copy.campaign_id, copy.status) for copy in copies} == {
        ("Inside", campaign.id, PostStatus.DRAFT),
        ("Outside", None, PostStatus.DRAFT),
    }
    gone = content.delete_posts(ws, [*(copy.id for copy in copies), outside.id])
    assert len(gone.done) == 2
    assert "Only drafts" in gone.refused[0].why


def test_a_search_finds_the_very_words_and_then_the_meaning_within_the_filters(ws) -> None:
    said = _post(ws, title="Parking", caption="The car park is behind the bakery.")
    meant = _post(ws, title="By car", caption="Leave your car in the yard behind the shop while you buy bread.")
    elsewhere = _post(ws, "mastodon", title="Cars", caption="Leave your car in the yard behind the shop.")
    _post(ws, title="Accounts", caption="Our annual report on revenue is out.")

    found = content.board(ws, channel="linkedin", search="car park")[PostStatus.DRAFT]

    assert found[0].id == said.id
    assert found[0].likeness is None
    assert meant.id in {line.id for line in found[1:]}
    assert all(line.likeness for line in found[1:])
    assert elsewhere.id not in {line.id for line in found}
    assert "Accounts" not in {line.title for line in found}
    assert content.board(ws, search="   ")[PostStatus.DRAFT][0].likeness is None


def test_posts_that_say_what_another_says_are_named(ws) -> None:
    new, old, copy = (
        _post(ws, title="Fresh", caption="Our tax office moved to Porto."),
        _post(ws),
        _post(ws, title="Again"),
    )
    assert content.saying_again(ws, [new.id, copy.id]) == ("Again",)
    content.delete_post(ws, old.id)
    assert content.saying_again(ws, [new.id, copy.id]) == ()
