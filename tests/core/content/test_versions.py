"""Every change of a post's words leaves a version: who, when, what, and the words themselves."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import col

from core import content
from core.content import PostEdit
from core.content.versions import BEFORE, newest
from core.errors import Conflict, Invalid
from core.tables import Post, PostVersion
from core.vocab import Engine, PostStatus, PostType


@pytest.fixture
def post(ws) -> Post:
    new = content.NewPost(channel="linkedin", type=PostType.TEXT, title="Rolls", caption="Rolls at seven.")
    return content.create_post(ws, new)


def _versions(ws, post) -> list[PostVersion]:
    return ws.rows.find(PostVersion, col(PostVersion.post_id) == post.id, order=[col(PostVersion.number)])


def test_a_change_leaves_who_when_and_what(ws, post, clock) -> None:
    clock.now += timedelta(hours=1)
    content.revise_post(ws, post.id, PostEdit(caption="Buns at eight.", cta="Order now"))

    first, second = _versions(ws, post)
    assert (first.number, first.verb, first.words.caption, first.actor) == (1, "create_post", "Rolls at seven.", "Ana")
    assert (second.number, second.verb, second.changed) == (2, "revise_post", ("caption", "cta"))
    assert (second.at, second.user_id, second.engine) == (clock.now, ws.key.user_id, Engine.PERSON)


def test_quick_saves_by_one_person_are_one_version_until_ten_minutes_are_over(ws, post, clock) -> None:
    for minutes, caption in ((3, "One."), (3, "Two."), (3, "Three.")):
        clock.now += timedelta(minutes=minutes)
        content.revise_post(ws, post.id, PostEdit(caption=caption))
    assert [(one.number, one.words.caption) for one in _versions(ws, post)] == [(1, "Rolls at seven."), (2, "Three.")]

    clock.now += timedelta(minutes=5)
    content.revise_post(ws, post.id, PostEdit(caption="Four."))
    assert [one.words.caption for one in _versions(ws, post)] == ["Rolls at seven.", "Three.", "Four."]


def test_somebody_else_s_save_is_a_version_of_its_own(ws, post, runtime, key, clock) -> None:
    clock.now += timedelta(minutes=3)
    content.revise_post(ws, post.id, PostEdit(caption="Mine."))
    with runtime.workspace(replace(key, actor="Bo", user_id=None)) as other:
        content.revise_post(other, post.id, PostEdit(caption="Theirs."))
    assert [one.actor for one in _versions(ws, post)] == ["Ana", "Ana", "Bo"]


def test_a_sitting_that_ends_where_it_began_leaves_nothing(ws, post, clock) -> None:
    clock.now += timedelta(minutes=3)
    content.revise_post(ws, post.id, PostEdit(caption="Other."))
    content.revise_post(ws, post.id, PostEdit(caption="Rolls at seven."))
    content.revise_post(ws, post.id, PostEdit(caption="Rolls at seven."))
    assert [one.number for one in _versions(ws, post)] == [1]


def test_a_version_that_somebody_commented_on_is_not_written_over(ws, post, clock) -> None:
    from core import publishing

    clock.now += timedelta(minutes=1)
    content.revise_post(ws, post.id, PostEdit(caption="Asked about."))
    publishing.comment_post(ws, post.id, "Is that true?")
    clock.now += timedelta(minutes=1)
    content.revise_post(ws, post.id, PostEdit(caption="Corrected."))
    assert [one.words.caption for one in _versions(ws, post)] == ["Rolls at seven.", "Asked about.", "Corrected."]


def test_a_post_from_before_versions_keeps_what_it_said(ws, post, clock) -> None:
    with ws.writing() as rows:
        rows.remove(PostVersion)
    clock.now += timedelta(minutes=1)
    content.fix_post(ws, _mail(ws).id, "preheader_missing")
    content.revise_post(ws, post.id, PostEdit(caption="New."))
    found = _versions(ws, post)
    assert [(one.verb, one.actor, one.words.caption) for one in found] == [
        (BEFORE, "", "Rolls at seven."),
        ("revise_post", "Ana", "New."),
    ]


def _mail(ws) -> Post:
    words = {"title": "News", "subject": "Rolls", "caption": "Rolls are here."}
    return content.create_post(ws, content.NewPost(channel="email", type=PostType.TEXT, **words))


def test_a_refused_change_leaves_no_version(ws, post) -> None:
    with pytest.raises(Invalid):
        content.revise_post(ws, post.id, PostEdit(caption="x" * 3001))
    assert len(_versions(ws, post)) == 1


def test_writer_and_person_are_told_apart_and_each_writer_s_answer_stays(ws, clock) -> None:
    drafted = content.draft_post(ws, channel="linkedin", type=PostType.TEXT, title="Bread")
    clock.now += timedelta(hours=1)
    content.revise_post(ws, drafted.id, PostEdit(caption="By hand."))
    clock.now += timedelta(hours=1)
    again = content.rewrite_post(ws, drafted.id)

    found = _versions(ws, drafted)
    assert [one.engine for one in found] == [Engine.OFFLINE, Engine.PERSON, Engine.OFFLINE]
    assert (found[0].ai, found[1].ai, found[2].ai) == (drafted.ai, None, again.ai)


def test_an_earlier_version_comes_back_as_a_new_one_with_its_writer(ws, clock) -> None:
    drafted = content.draft_post(ws, channel="linkedin", type=PostType.TEXT, title="Bread")
    clock.now += timedelta(hours=1)
    content.rewrite_post(ws, drafted.id)
    clock.now += timedelta(hours=1)

    back = content.restore_version(ws, drafted.id, 1)

    assert (back.caption, back.ai) == (drafted.caption, drafted.ai)
    last = newest(ws.rows, drafted.id)
    assert (last.number, last.verb, last.restored, last.ai) == (3, "restore_version", 1, drafted.ai)
    with pytest.raises(Conflict, match="says that already"):
        content.restore_version(ws, drafted.id, 1)


def test_what_has_gone_out_is_not_restored(ws, post, clock) -> None:
    clock.now += timedelta(hours=1)
    content.revise_post(ws, post.id, PostEdit(caption="New."))
    with ws.writing() as rows:
        rows.get(Post, post.id).status = PostStatus.PUBLISHED
    with pytest.raises(Conflict, match="already published"):
        content.restore_version(ws, post.id, 1)
    assert len(_versions(ws, post)) == 2


def test_a_stale_restore_and_one_that_would_break_a_rule_are_refused(ws, post, clock) -> None:
    with ws.writing() as rows:
        rows.get(Post, post.id).caption = "x" * 3001
    clock.now += timedelta(hours=1)
    kept = content.revise_post(ws, post.id, PostEdit(caption="Short."))
    with ws.writing() as rows:
        rows.get(Post, post.id).status = PostStatus.SCHEDULED
    with pytest.raises(Conflict, match="meanwhile"):
        content.restore_version(ws, post.id, 2, seen=post.created_at)
    with pytest.raises(Invalid, match="characters"):
        content.restore_version(ws, post.id, 2, seen=kept.updated_at)


def test_the_history_shows_the_newest_first_and_what_the_writer_wrote(ws, clock) -> None:
    drafted = content.draft_post(ws, channel="linkedin", type=PostType.TEXT, title="Bread")
    clock.now += timedelta(hours=1)
    content.revise_post(ws, drafted.id, PostEdit(caption=f"{drafted.caption} And warm."))

    history = content.read_history(ws, drafted.id)

    assert [one.number for one in history.versions] == [2, 1]
    assert history.versions[0].words.caption.endswith("And warm.")
    assert history.written is not None
    assert history.written.words_changed >= 2
    assert history.written.words_changed < history.written.words


def test_a_post_without_versions_shows_itself(ws, post) -> None:
    with ws.writing() as rows:
        rows.remove(PostVersion)
    history = content.read_history(ws, post.id)
    assert [(one.number, one.verb, one.words.caption) for one in history.versions] == [(1, BEFORE, "Rolls at seven.")]
    assert history.written is None


def test_copies_and_drafts_begin_with_a_version_and_deleting_takes_them_along(ws, post) -> None:
    (copy,) = content.copy_posts(ws, {post.id: None})
    assert [one.verb for one in _versions(ws, copy)] == ["copy_posts"]
    content.delete_post(ws, copy.id)
    assert _versions(ws, copy) == []
