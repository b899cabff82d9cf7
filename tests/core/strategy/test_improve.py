"""Making ticked changes: all or none, only to what stands as it was seen, and back again."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import col

from core import content, publishing, strategy
from core.channels.preflight import check
from core.errors import Conflict, Invalid, ModelFailed
from core.rows.drafts import as_draft, sender_of
from core.strategy.ahead import as_they_stand
from core.strategy.changes import Amendment, ChangeKind, Gain
from core.strategy.improve import apply_changes, take_back_changes
from core.tables import Campaign, Post, Publication
from core.tables.values import Brief, Cadence
from core.vocab import PostStatus, PostType, PublicationStatus

GAIN = Gain(1.3, 1.1, 1.5, 40, 180)


@pytest.fixture
def campaign(ws) -> Campaign:
    cadence = (Cadence(channel="linkedin", per_week=1),)
    days = {"starts_on": date(2026, 3, 3), "ends_on": date(2026, 3, 30)}
    made = strategy.create_campaign(ws, Brief(name="Spring", goal="Orders", cadence=cadence, **days))
    strategy.start_campaign(ws, made.id)
    return made


def a_post(ws, campaign, title="Rye", day=4) -> Post:
    at = ws.now.replace(day=day, hour=8)
    new = content.NewPost(channel="linkedin", type=PostType.TEXT, title=title, caption="Fresh rye.", planned_at=at)
    return content.create_post(ws, new, campaign_id=campaign.id)


def change(ws, kind, post, **after: object) -> Amendment:
    seen = as_they_stand(ws, [post.id])[post.id] if post else None
    plain = Amendment(
        kind, seen, "Lesson.", "Evidence.", GAIN, "linkedin", PostType.TEXT, seen.at if seen else None, "Rye", 1
    )
    return replace(plain, **after)


def now(ws, post) -> Post:
    return ws.rows.get(Post, post.id)


def test_every_kind_of_change_is_made_at_once(ws, campaign) -> None:
    moved, retyped, rewritten, dropped = (a_post(ws, campaign, f"Rye {n}", 4 + n) for n in range(4))
    for post in (moved, retyped):
        publishing.schedule_post(ws, post.id, post.planned_at)
    at = moved.planned_at + timedelta(hours=9)
    heard = []

    done = apply_changes(
        ws,
        campaign.id,
        [
            change(ws, ChangeKind.MOVE, moved, at=at),
            change(ws, ChangeKind.RETYPE, retyped, type=PostType.VIDEO),
            change(ws, ChangeKind.REWRITE, rewritten),
            change(ws, ChangeKind.DROP, dropped),
            change(ws, ChangeKind.ADD, None, at=ws.now + timedelta(days=9), about="Easter bread"),
        ],
        progress=lambda one, of: heard.append((one, of)),
    )

    assert len(done.made) == 5
    assert heard[-1] == (3, 3)
    assert (now(ws, moved).scheduled_at, now(ws, moved).planned_at) == (at, at)
    assert ws.rows.one(Publication, col(Publication.status) == PublicationStatus.SCHEDULED).run_at == at
    assert now(ws, retyped).type is PostType.VIDEO
    assert now(ws, retyped).storyboard
    assert now(ws, retyped).status is PostStatus.DRAFT
    assert "its film is still to be made" in now(ws, retyped).status_reason
    assert now(ws, rewritten).caption != "Fresh rye."
    assert now(ws, dropped).status is PostStatus.CANCELLED
    added = ws.rows.one(Post, col(Post.planned_at) == ws.now + timedelta(days=9))
    assert (added.campaign_id, added.status) == (campaign.id, PostStatus.DRAFT)
    for post in ws.rows.find(Post):
        broken = [finding.code for finding in check(as_draft(post), sender_of(ws.profile))]
        assert broken == (["film_missing"] if post.type is PostType.VIDEO else [])


def test_all_of_it_is_taken_back(ws, campaign) -> None:
    moved, retyped, dropped = (a_post(ws, campaign, f"Rye {n}", 4 + n) for n in range(3))
    for post in (moved, retyped, dropped):  # they go out later than planned, and the plan remembers when that was
        publishing.schedule_post(ws, post.id, post.planned_at + timedelta(hours=1))
    before = as_they_stand(ws, [moved.id, retyped.id, dropped.id])
    words = content.words_of(now(ws, retyped))
    done = apply_changes(
        ws,
        campaign.id,
        [
            change(ws, ChangeKind.MOVE, moved, at=moved.planned_at + timedelta(hours=9)),
            change(ws, ChangeKind.RETYPE, retyped, type=PostType.VIDEO),
            change(ws, ChangeKind.DROP, dropped),
            change(ws, ChangeKind.ADD, None, at=ws.now + timedelta(days=9)),
        ],
    )

    back = take_back_changes(ws, done)

    assert (back.done, back.left) == (4, ())
    after = as_they_stand(ws, before)
    stamps = {"updated_at": ws.now}
    assert {k: replace(v, **stamps) for k, v in after.items()} == {k: replace(v, **stamps) for k, v in before.items()}
    assert content.words_of(now(ws, retyped)) == words
    assert ws.rows.count(Post) == 3


def test_what_moved_on_since_is_left_as_it_is(ws, campaign, clock) -> None:
    one, two = a_post(ws, campaign), a_post(ws, campaign, "Buns", 5)
    changes = [change(ws, ChangeKind.MOVE, post, at=post.planned_at + timedelta(hours=9)) for post in (one, two)]
    done = apply_changes(ws, campaign.id, changes)
    clock.now += timedelta(minutes=1)
    content.revise_post(ws, two.id, content.PostEdit(caption="Mine."))

    back = take_back_changes(ws, done)

    assert (back.done, back.left) == (1, ("Buns",))
    assert now(ws, one).planned_at == one.planned_at
    assert now(ws, two).caption == "Mine."


@pytest.mark.parametrize("deed", ["revised", "scheduled", "publishing", "published", "deleted"])
def test_a_post_that_changed_since_it_was_seen_stops_everything(ws, campaign, clock, deed) -> None:
    one, two = a_post(ws, campaign), a_post(ws, campaign, "Buns", 5)
    changes = [change(ws, ChangeKind.MOVE, post, at=post.planned_at + timedelta(hours=9)) for post in (one, two)]
    clock.now += timedelta(minutes=1)
    if deed == "revised":
        content.revise_post(ws, two.id, content.PostEdit(caption="Mine."))
    elif deed == "scheduled":
        publishing.schedule_post(ws, two.id, two.planned_at)
    elif deed == "deleted":
        content.delete_post(ws, two.id)
    else:
        with ws.writing() as rows:
            rows.get(Post, two.id).status = PostStatus(deed)

    with pytest.raises(Conflict, match="nothing was changed"):
        apply_changes(ws, campaign.id, changes)

    assert now(ws, one).planned_at == one.planned_at


def test_a_refusal_half_way_leaves_nothing_half_made(ws, campaign) -> None:
    one, two = a_post(ws, campaign), a_post(ws, campaign, "Buns", 5)
    good = change(ws, ChangeKind.DROP, one)
    past = change(ws, ChangeKind.MOVE, two, at=ws.now - timedelta(hours=1))

    with pytest.raises(Invalid, match="has passed"):
        apply_changes(ws, campaign.id, [good, past])

    assert now(ws, one).status is PostStatus.DRAFT


def test_when_the_writer_fails_nothing_is_changed(ws, campaign) -> None:
    one, two = a_post(ws, campaign), a_post(ws, campaign, "Buns", 5)
    changes = [change(ws, ChangeKind.DROP, one), change(ws, ChangeKind.REWRITE, two)]

    class Broken:
        def answer(self, prompt, facts) -> object:
            raise ModelFailed("no valid answer")

    ws.__dict__["ai"] = Broken()
    with pytest.raises(ModelFailed):
        apply_changes(ws, campaign.id, changes)

    assert (now(ws, one).status, now(ws, two).caption) == (PostStatus.DRAFT, "Fresh rye.")


def test_nothing_ticked_and_a_completed_campaign_are_refused(ws, campaign) -> None:
    one = change(ws, ChangeKind.DROP, a_post(ws, campaign))
    with pytest.raises(Invalid, match="Tick at least one"):
        apply_changes(ws, campaign.id, [])

    strategy.complete_campaign(ws, campaign.id)
    with pytest.raises(Conflict, match="completed"):
        apply_changes(ws, campaign.id, [one])


def test_an_approved_post_that_is_written_anew_needs_approval_again(ws, campaign) -> None:
    with ws.writing():
        ws.profile.approval_required = True
    one = a_post(ws, campaign)
    with ws.writing() as rows:
        rows.get(Post, one.id).status = PostStatus.APPROVED

    apply_changes(ws, campaign.id, [change(ws, ChangeKind.REWRITE, one)])

    assert now(ws, one).status is PostStatus.DRAFT
