"""A list of posts goes onto the calendar; each stands or falls by itself."""

from datetime import timedelta
from uuid import UUID, uuid4

from core import content, publishing
from core.content import NewPost
from core.vocab import PostStatus, PostType
from core.workspace import Workspace


def made(ws: Workspace, title: str, channel: str = "linkedin") -> UUID:
    new = NewPost(channel=channel, type=PostType.TEXT, title=title, caption=f"{title}: fresh bread from seven.")
    return content.create_post(ws, new).id


def test_one_refused_moment_does_not_hold_up_the_others(ws: Workspace) -> None:
    good, past = made(ws, "Rolls"), made(ws, "Loaves")
    found = publishing.schedule_posts(ws, {good: ws.now + timedelta(hours=3), past: ws.now - timedelta(hours=1)})
    assert found.done == (good,)
    assert [(one.id, one.title) for one in found.refused] == [(past, "Loaves")]
    assert "passed" in found.refused[0].why
    assert [post.id for post in publishing.tray(ws)] == [past]
    assert content.read_post(ws, good).post.status is PostStatus.SCHEDULED


def test_a_post_of_nobody_is_left_out(ws: Workspace) -> None:
    good, nobody_s = made(ws, "Rolls"), uuid4()
    soon = ws.now + timedelta(hours=1)
    found = publishing.schedule_posts(ws, {nobody_s: soon, good: soon})
    assert found.done == (good,)
    assert [one.id for one in found.refused] == [nobody_s]


def test_the_tray_can_be_narrowed_to_channels(ws: Workspace) -> None:
    made(ws, "Rolls")
    mastodon = made(ws, "Loaves", channel="mastodon")
    assert [post.id for post in publishing.tray(ws, channels=("mastodon",))] == [mastodon]
    assert len(publishing.tray(ws)) == 2
