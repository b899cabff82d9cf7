"""Changing posts: the door checks, nothing is lost, and approval is asked for again where it counts."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import col

from core import content, outbox
from core.content import PostEdit
from core.errors import Conflict, Invalid
from core.tables import Idea, Post, Publication
from core.vocab import PostStatus, PostType, PublicationKind, PublicationStatus


@pytest.fixture
def post(ws) -> Post:
    return content.draft_post(ws, channel="linkedin", type=PostType.TEXT, title="Bread")


def _set(ws, post, **values: object) -> None:
    with ws.writing() as rows:
        own = rows.get(Post, post.id)
        for name, value in values.items():
            setattr(own, name, value)


def _approval(ws) -> None:
    with ws.writing():
        ws.profile.approval_required = True


def test_an_edit_changes_what_it_names_and_nothing_else(ws, post, clock) -> None:
    clock.now += timedelta(minutes=3)

    after = content.revise_post(ws, post.id, PostEdit(caption="Warm at seven."), seen=post.updated_at)

    assert (after.caption, after.cta, after.title) == ("Warm at seven.", post.cta, "Bread")
    assert after.updated_at == post.updated_at + timedelta(minutes=3)


def test_two_writers_cannot_overwrite_each_other(ws, post, clock) -> None:
    clock.now += timedelta(minutes=3)
    content.revise_post(ws, post.id, PostEdit(caption="Mine."), seen=post.updated_at)

    with pytest.raises(Conflict, match="while you were writing"):
        content.revise_post(ws, post.id, PostEdit(caption="Yours."), seen=post.updated_at)

    assert ws.rows.get(Post, post.id).caption == "Mine."


def test_a_broken_rule_refuses_with_its_field_and_stores_nothing(ws, post) -> None:
    with pytest.raises(Invalid, match="Trim the text") as refusal:
        content.revise_post(ws, post.id, PostEdit(title="New", caption="x" * 3001))

    assert refusal.value.field == "caption"
    assert ws.rows.get(Post, post.id).title == "Bread"


def test_a_longer_call_to_action_cannot_push_the_text_over_its_limit(ws, post) -> None:
    content.revise_post(ws, post.id, PostEdit(caption="x" * 2800, cta="", hashtags=()))

    with pytest.raises(Invalid):
        content.revise_post(ws, post.id, PostEdit(cta="y" * 250))


def test_an_old_gap_elsewhere_does_not_stop_a_draft(ws) -> None:
    picture = content.draft_post(ws, channel="instagram", type=PostType.IMAGE)
    _set(ws, picture, media=())

    assert content.revise_post(ws, picture.id, PostEdit(caption="Warm.")).caption == "Warm."


def test_but_it_stops_a_post_that_would_go_out_with_it(ws) -> None:
    picture = content.draft_post(ws, channel="instagram", type=PostType.IMAGE)
    _set(ws, picture, media=(), status=PostStatus.SCHEDULED)

    with pytest.raises(Invalid) as refusal:
        content.revise_post(ws, picture.id, PostEdit(caption="Warm."))

    assert refusal.value.field == "media"


@pytest.mark.parametrize(
    ("edit", "field"),
    [(PostEdit(title="  "), "title"), (PostEdit(title="x" * 201), "title"), (PostEdit(cta="x" * 301), "cta")],
)
def test_what_no_column_holds_is_refused(ws, post, edit, field) -> None:
    with pytest.raises(Invalid) as refusal:
        content.revise_post(ws, post.id, edit)

    assert refusal.value.field == field


@pytest.mark.parametrize("status", [PostStatus.PUBLISHING, PostStatus.PUBLISHED, PostStatus.UNCONFIRMED])
def test_what_went_out_stays_as_it_was(ws, post, status) -> None:
    _set(ws, post, status=status)

    for verb in (lambda: content.revise_post(ws, post.id, PostEdit(cta="")), lambda: content.rewrite_post(ws, post.id)):
        with pytest.raises(Conflict, match="Make a copy"):
            verb()


def test_a_cancelled_post_is_reopened_first(ws, post) -> None:
    _set(ws, post, status=PostStatus.CANCELLED)

    with pytest.raises(Conflict, match="Reopen it first"):
        content.revise_post(ws, post.id, PostEdit(cta=""))


def test_a_claimed_post_cannot_change_even_before_its_status_says_so(ws, post) -> None:
    _schedule(ws, post)
    with ws.writing() as rows:
        rows.change(Publication, col(Publication.post_id) == post.id, status=PublicationStatus.PUBLISHING)

    with pytest.raises(Conflict, match="going out right now"):
        content.revise_post(ws, post.id, PostEdit(cta=""))


def _schedule(ws, post) -> datetime:
    at = ws.now + timedelta(days=2)
    with ws.writing() as rows:
        own = rows.get(Post, post.id)
        own.status, own.scheduled_at = PostStatus.SCHEDULED, at
        outbox.enqueue(ws, kind=PublicationKind.POST, channel=own.channel, run_at=at, post_id=own.id)
    return at


def test_without_approval_a_scheduled_post_keeps_its_moment(ws, post) -> None:
    at = _schedule(ws, post)

    after = content.revise_post(ws, post.id, PostEdit(caption="Warm at seven."))

    assert (after.status, after.scheduled_at) == (PostStatus.SCHEDULED, at)
    assert ws.rows.one(Publication).status is PublicationStatus.SCHEDULED


def test_with_approval_other_words_need_another_yes(ws, post) -> None:
    at = _schedule(ws, post)
    _approval(ws)

    after = content.revise_post(ws, post.id, PostEdit(caption="Warm at seven."))

    assert (after.status, after.scheduled_at, after.planned_at) == (PostStatus.DRAFT, None, at)
    assert ws.rows.one(Publication).status is PublicationStatus.CANCELLED
    assert "needs approval again" in after.status_reason


def test_a_held_post_that_was_approved_needs_another_yes_too(ws, post) -> None:
    _set(ws, post, status=PostStatus.ON_HOLD, held_from=PostStatus.SCHEDULED, scheduled_at=ws.now)
    _approval(ws)

    after = content.revise_post(ws, post.id, PostEdit(caption="Warm at seven."))

    assert (after.status, after.held_from) == (PostStatus.DRAFT, None)


def test_with_approval_a_draft_stays_a_draft_and_a_new_poster_reopens(ws) -> None:
    _approval(ws)
    picture = content.draft_post(ws, channel="instagram", type=PostType.IMAGE)
    assert content.revise_post(ws, picture.id, PostEdit(caption="Warm.")).status is PostStatus.DRAFT
    _set(ws, picture, status=PostStatus.APPROVED)

    assert content.illustrate_post(ws, picture.id, headline="Warm").status is PostStatus.DRAFT


def test_one_click_mends_what_it_says(ws, post) -> None:
    _set(ws, post, hashtags=tuple(f"#tag{n}" for n in range(9)))

    after = content.fix_post(ws, post.id, "hashtags_too_many")

    assert after.hashtags == tuple(f"#tag{n}" for n in range(5))


def test_one_click_drops_the_pictures_that_are_too_many(ws) -> None:
    picture = content.draft_post(ws, channel="instagram", type=PostType.IMAGE)
    _set(ws, picture, media=picture.media * 12)

    assert len(content.fix_post(ws, picture.id, "media_too_many").media) == 10


def test_one_click_draws_the_missing_poster(ws) -> None:
    picture = content.draft_post(ws, channel="instagram", type=PostType.IMAGE)
    _set(ws, picture, media=())

    assert len(content.fix_post(ws, picture.id, "media_missing").media) == 1


def test_one_click_makes_a_video_a_text_post(ws) -> None:
    video = content.draft_post(ws, channel="linkedin", type=PostType.VIDEO)

    after = content.fix_post(ws, video.id, "type_not_allowed")

    assert (after.type, after.storyboard) == (PostType.TEXT, ())
    assert after.media == ()


def test_one_click_keeps_the_cover_and_drops_the_pictures_beside_a_video(ws) -> None:
    video = content.draft_post(ws, channel="linkedin", type=PostType.VIDEO)
    _set(ws, video, media=video.media * 3)

    after = content.fix_post(ws, video.id, "media_mixed")

    assert (len(after.media), len(after.storyboard)) == (1, len(video.storyboard))


def test_what_needs_a_hand_has_no_click(ws, post) -> None:
    with pytest.raises(Invalid, match="your own hand"):
        content.fix_post(ws, post.id, "text_missing")


def test_a_rewrite_says_the_same_thing_in_other_words(ws) -> None:
    picture = content.draft_post(ws, channel="instagram", type=PostType.IMAGE, theme="Fresh bread")

    after = content.rewrite_post(ws, picture.id)

    assert after.caption != picture.caption
    assert len(after.media) == 1
    assert "Fresh bread" in after.ai.prompt_used


def test_a_rewrite_does_not_run_over_what_a_person_wrote_meanwhile(ws, post, clock) -> None:
    asked = ws.ai

    class Slow:
        def answer(self, prompt, facts) -> object:
            clock.now += timedelta(minutes=1)
            content.revise_post(ws, post.id, PostEdit(caption="Mine."))
            return asked.answer(prompt, facts)

    ws.__dict__["ai"] = Slow()
    with pytest.raises(Conflict, match="put aside"):
        content.rewrite_post(ws, post.id)

    assert ws.rows.get(Post, post.id).caption == "Mine."


def test_a_draft_goes_with_its_idea(ws, post) -> None:
    content.delete_post(ws, post.id)

    assert ws.rows.count(Post) == ws.rows.count(Idea) == 0


def test_an_idea_stays_while_another_post_carries_it(ws) -> None:
    requests = [content.DraftRequest(channel=name, type=PostType.TEXT, idea="1") for name in ("email", "sms")]
    one, two = content.draft_posts(ws, requests)

    content.delete_post(ws, one.id)

    assert ws.rows.get(Post, two.id).idea_id == ws.rows.one(Idea).id


def test_only_drafts_are_deleted(ws, post) -> None:
    _set(ws, post, status=PostStatus.APPROVED)

    with pytest.raises(Conflict, match="Cancel this post instead"):
        content.delete_post(ws, post.id)
