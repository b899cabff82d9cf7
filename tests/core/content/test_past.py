from datetime import timedelta

import pytest

from core import content
from core.content import past
from core.content.past import past_posts, said
from core.tables import Post
from core.vocab import PostStatus, PostType


def _post(ws, title, planned_at=None) -> Post:
    new = content.NewPost(channel="linkedin", type=PostType.TEXT, title=title, caption="Warm.", planned_at=planned_at)
    return content.create_post(ws, new)


def test_the_latest_come_first_and_say_when_they_go_out(ws, now) -> None:
    _post(ws, "Undated")
    _post(ws, "Planned", planned_at=now + timedelta(days=3))
    found = past_posts(ws)
    assert [(one.title, one.at) for one in found] == [("Planned", now + timedelta(days=3)), ("Undated", None)]


def test_what_was_cancelled_or_failed_was_never_said(ws) -> None:
    for status in (PostStatus.CANCELLED, PostStatus.FAILED, PostStatus.PUBLISHED):
        post = _post(ws, status.value)
        with ws.writing() as rows:
            rows.get(Post, post.id).status = status
    assert [one.title for one in past_posts(ws)] == ["published"]


def test_a_post_is_left_out_with_its_own_variants(ws) -> None:
    requests = content.across(["linkedin", "email"], PostType.TEXT, theme="Rolls")
    one, _ = content.draft_posts(ws, requests)
    _post(ws, "Other")
    assert len(past_posts(ws)) == 3
    assert [post.title for post in past_posts(ws, one.id)] == ["Other"]


def test_only_so_many_are_looked_at(ws, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(past, "MOST", 2)
    for n in range(3):
        _post(ws, str(n))
    assert len(past_posts(ws)) == 2


def test_links_are_not_what_a_post_says() -> None:
    assert said("", "See https://rye.example.com/order?x=1 now") == "See   now"
    assert said("Rolls", "") == "Rolls"


def test_what_went_out_before_a_moment_is_left_out_and_what_has_no_date_is_to_come(ws, now) -> None:
    old, _ = _post(ws, "Old"), _post(ws, "Undated")
    with ws.writing() as rows:
        rows.get(Post, old.id).published_at = now - timedelta(days=100)
    assert [one.title for one in past_posts(ws, since=now - timedelta(days=90))] == ["Undated"]


def test_a_post_s_variants_are_left_out_also_where_it_is_too_old_itself(ws, now) -> None:
    old, young = content.draft_posts(ws, content.across(["linkedin", "email"], PostType.TEXT, theme="Rolls"))
    with ws.writing() as rows:
        rows.get(Post, old.id).published_at = now - timedelta(days=100)
    assert past_posts(ws, old.id, since=now - timedelta(days=90)) == []
    assert young.idea_id == old.idea_id
