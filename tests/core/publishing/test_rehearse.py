"""Rehearsed failures happen once, to the next send, and no post is lost or doubled by them."""

from datetime import timedelta
from uuid import UUID

import pytest
from pydantic import SecretStr

from core import content, publishing
from core.connections import ConnectionEdit
from core.content import NewPost
from core.errors import Conflict, Invalid
from core.jobs.schedule import publish_due
from core.keys import Key
from core.tables import Post, SimulatedPost
from core.vocab import PostStatus, PostType
from core.wiring import Runtime
from core.workspace import Workspace
from core.world.mishaps import MOST, Mishap
from tests.conftest import MovableClock

M, S = Mishap, PostStatus
HOUR = timedelta(hours=1)
CASES = [
    ("linkedin", [M.LOST], [S.UNCONFIRMED], 1),
    ("linkedin", [M.SILENT], [S.UNCONFIRMED], 0),
    ("instagram", [M.LOST], [S.PUBLISHED], 1),  # it can be asked, and was there
    ("instagram", [M.SILENT], [S.PUBLISHING, S.PUBLISHED], 1),
    ("email", [M.LOST, M.LOST], [S.PUBLISHING, S.PUBLISHED], 1),  # the same key again is the same post
    ("linkedin", [M.BUSY, M.BUSY], [S.SCHEDULED, S.SCHEDULED, S.PUBLISHED], 1),
    ("linkedin", [M.KILLED], [S.PUBLISHING, S.UNCONFIRMED], 1),
    ("instagram", [M.KILLED], [S.PUBLISHING, S.PUBLISHED], 1),
    ("sms", [M.EXPIRED], [S.FAILED], 0),
    ("instagram", [M.REFUSED], [S.FAILED], 0),
]


@pytest.mark.parametrize(("channel", "script", "ends", "taken"), CASES)
def test_what_goes_wrong_ends_where_it_should(
    ws: Workspace,
    runtime: Runtime,
    clock: MovableClock,
    channel: str,
    script: list[Mishap],
    ends: list[PostStatus],
    taken: int,
) -> None:
    post_id = due(ws, clock, channel)
    for mishap in script:
        publishing.rehearse(ws, channel, mishap)
    for end in ends:
        publish_due(runtime)
        assert standing(runtime, ws.key, post_id)[0] is end
        clock.now += timedelta(minutes=6)
    status, reason = standing(runtime, ws.key, post_id)
    assert status is S.PUBLISHED or "rehearsed" in reason or "when the work stopped" in reason
    assert publishing.read_rehearsals(ws) == {}
    with runtime.workspace(ws.key) as later:
        assert later.rows.count(SimulatedPost) == taken


def due(ws: Workspace, clock: MovableClock, channel: str) -> UUID:
    kind = PostType.IMAGE if channel == "instagram" else PostType.TEXT
    new = NewPost(channel=channel, type=kind, title="Rolls", subject="Rolls", caption="Fresh rolls from seven.")
    post_id = content.create_post(ws, new).id
    publishing.schedule_post(ws, post_id, ws.now + HOUR)
    clock.now += HOUR
    return post_id


def standing(runtime: Runtime, key: Key, post_id: UUID) -> tuple[PostStatus, str]:
    with runtime.workspace(key) as ws:
        post = ws.rows.get(Post, post_id)
        return post.status, post.status_reason


def test_only_so_many_wait_on_simulated_channels_alone(ws: Workspace) -> None:
    for _ in range(MOST):
        publishing.rehearse(ws, "sms", M.BUSY)
    with pytest.raises(Conflict, match="wait already"):
        publishing.rehearse(ws, "sms", M.BUSY)
    publishing.stop_rehearsing(ws, "sms")
    assert publishing.read_rehearsals(ws) == {}
    with pytest.raises(Invalid, match="Nothing is simulated on Mastodon"):
        publishing.rehearse(ws, "mastodon", M.BUSY)
    edit = ConnectionEdit(kind="webhook", url="https://hooks.example.com/1", secret=SecretStr("whsec_" + "A" * 32))
    publishing.connect_account(ws, "sms", edit)
    with pytest.raises(Conflict, match="really go out"):
        publishing.rehearse(ws, "sms", M.BUSY)
