"""Which channels are offered: the simulated ones to everybody, another once an account stands behind it."""

from datetime import timedelta

import pytest
from pydantic import SecretStr

from core import connections, content, publishing
from core.connections import ConnectionEdit
from core.content import NewPost
from core.errors import Invalid
from core.publishing import open_channels, own_channels
from core.system import claim_due
from core.tables import Post
from core.vocab import PostStatus, PostType
from core.wiring import Runtime
from core.workspace import Workspace
from tests.conftest import MovableClock


def connect(ws: Workspace) -> None:
    edit = ConnectionEdit(kind="mastodon", url="https://mastodon.example", secret=SecretStr("t" * 30))
    publishing.connect_account(ws, "mastodon", edit)


def test_a_channel_without_simulation_needs_an_account(ws: Workspace) -> None:
    assert own_channels(ws) == open_channels()
    with pytest.raises(Invalid, match="Mastodon needs an account first"):
        ws.channel("mastodon")
    connect(ws)
    assert own_channels(ws) == (*open_channels(), "mastodon")
    connections.disconnect_channel(ws, "mastodon")
    assert own_channels(ws) == open_channels()


def test_a_post_waits_for_its_account_and_says_so_at_every_door(ws: Workspace) -> None:
    made = content.create_post(ws, NewPost(channel="mastodon", type=PostType.TEXT, title="Hi", caption="Hello."))
    at = ws.now + timedelta(hours=1)
    with pytest.raises(Invalid, match="Connect one under Settings"):
        publishing.schedule_post(ws, made.id, at)
    connect(ws)
    assert publishing.schedule_post(ws, made.id, at).status is PostStatus.SCHEDULED

    publishing.disconnect_account(ws, "mastodon")
    held = ws.rows.get(Post, made.id)
    assert held.status is PostStatus.ON_HOLD
    assert "disconnected" in held.status_reason
    connect(ws)
    assert ws.rows.get(Post, made.id).status is PostStatus.SCHEDULED


def test_an_account_that_is_gone_at_the_last_moment_ends_in_words(
    ws: Workspace, clock_ws: Workspace, runtime: Runtime, clock: MovableClock
) -> None:
    made = content.create_post(ws, NewPost(channel="mastodon", type=PostType.TEXT, title="Hi", caption="Hello."))
    connect(ws)
    publishing.schedule_post(ws, made.id, ws.now + timedelta(hours=1))
    clock.now += timedelta(hours=1)
    (claim,) = claim_due(runtime.engine, clock.now, "one", lease=timedelta(minutes=2))
    connections.disconnect_channel(ws, "mastodon")
    assert publishing.publish_claimed(clock_ws, claim) is PostStatus.FAILED
    with runtime.workspace(ws.key) as later:
        assert "needs an account" in later.rows.get(Post, made.id).status_reason
