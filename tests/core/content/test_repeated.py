from datetime import timedelta

import pytest

from core import content
from core.content.past import said
from core.tables import Campaign, Post
from core.vocab import PostStatus, PostType

RYE = "A slow rye loaf for the weekend: dark crust, soft crumb, out of the oven at seven on Saturday."


@pytest.fixture
def post(ws, now) -> Post:
    new = content.NewPost(channel="linkedin", type=PostType.TEXT, title="Rye at seven", caption=RYE)
    made = content.create_post(ws, new)
    with ws.writing() as rows:
        own = rows.get(Post, made.id)
        own.status, own.published_at = PostStatus.PUBLISHED, now - timedelta(days=10)
    return own


@pytest.mark.parametrize(
    "text",
    [
        RYE,
        RYE + " Order: https://rye.example.com/order",
        "A slow rye loaf for the weekend: dark crust, soft crumb, from the oven at seven this Saturday.",
        "For the weekend, a slow loaf of rye: soft crumb, dark crust, Saturday at seven from the oven.",
    ],
)
def test_the_same_again_is_named(ws, post, text) -> None:
    (found,) = content.repeated_posts(ws, [text])
    assert found is not None
    assert (found.post.id, found.post.title, found.post.at) == (post.id, "Rye at seven", post.published_at)
    assert 80 <= found.likeness <= 100


@pytest.mark.parametrize(
    "text", ["", "Croissants rest overnight in our kitchen.", "Rye bread is what we like best, and you?"]
)
def test_something_else_about_the_same_thing_is_no_repetition(ws, post, text) -> None:
    assert content.repeated_posts(ws, [text]) == (None,)


def test_many_at_once_keep_their_places(ws, post) -> None:
    found = content.repeated_posts(ws, ["Croissants rest.", RYE])
    assert [one and one.post.id for one in found] == [None, post.id]
    assert content.repeated_posts(ws, []) == ()


def test_after_ninety_days_it_may_be_said_again(ws, post, clock) -> None:
    clock.now += timedelta(days=79)
    assert content.repeated_posts(ws, [RYE]) != (None,)
    clock.now += timedelta(days=2)
    assert content.repeated_posts(ws, [RYE]) == (None,)


def test_a_draft_without_a_date_counts_and_a_post_never_repeats_itself(ws) -> None:
    new = content.NewPost(channel="linkedin", type=PostType.TEXT, title="Rye", caption=RYE)
    post = content.create_post(ws, new)
    assert content.repeated_posts(ws, [said("", RYE)]) != (None,)
    assert content.repeated_posts(ws, [RYE], but=post.id) == (None,)


def test_what_the_offline_writer_drafts_in_a_row_repeats_nothing(ws) -> None:
    request = content.DraftRequest(channel="linkedin", type=PostType.TEXT, theme="Bread")
    posts = content.draft_posts(ws, [request] * 12)
    texts = [said(post.subject, post.caption) for post in posts]
    assert [content.repeated_posts(ws, [text], but=post.id)[0] for post, text in zip(posts, texts, strict=True)] == [
        None
    ] * 12


def planned(ws, campaign, caption: str, *, idea: str = "", days: int = 1) -> Post:
    request = content.DraftRequest(channel="linkedin", type=PostType.TEXT, at=ws.now + timedelta(days=days), idea=idea)
    (post,) = content.draft_posts(ws, [request], campaign_id=campaign.id)
    with ws.writing() as rows:
        own = rows.get(Post, post.id)
        own.caption, own.subject = caption, ""
        return own


@pytest.fixture
def campaign(ws, now) -> Campaign:
    with ws.writing() as rows:
        today = now.date()
        return rows.add(
            Campaign(
                business_id=ws.key.business_id, name="Rye", goal="", starts_on=today, ends_on=today, created_at=now
            )
        )


def test_a_campaign_s_drafts_that_say_what_was_said_are_named_in_order_of_time(ws, post, campaign) -> None:
    new = planned(ws, campaign, "Croissants rest overnight in our kitchen.", days=3)
    late, soon = planned(ws, campaign, RYE, days=2), planned(ws, campaign, RYE, days=1)

    found = content.repeated_drafts(ws, campaign.id)

    assert [one.draft.id for one in found] == [soon.id, late.id]
    assert found[0].same.post.id == post.id
    assert found[1].same.post.id in {post.id, soon.id}
    assert new.id not in {one.draft.id for one in found}


def test_of_two_alike_in_a_campaign_the_later_one_is_named(ws, campaign) -> None:
    later, sooner = planned(ws, campaign, RYE, days=2), planned(ws, campaign, RYE, days=1)
    (found,) = content.repeated_drafts(ws, campaign.id)
    assert (found.draft.id, found.same.post.id) == (later.id, sooner.id)


def test_one_idea_on_two_channels_repeats_nothing(ws, campaign) -> None:
    requests = [content.DraftRequest(channel=name, type=PostType.TEXT, idea="one") for name in ("linkedin", "email")]
    for one in content.draft_posts(ws, requests, campaign_id=campaign.id):
        with ws.writing() as rows:
            rows.get(Post, one.id).caption = RYE
    assert content.repeated_drafts(ws, campaign.id) == ()


def test_a_campaign_without_posts_repeats_nothing(ws, campaign) -> None:
    assert content.repeated_drafts(ws, campaign.id) == ()
