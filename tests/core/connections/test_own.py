"""A connected account inside the whole product: posts really go out, once, and a lock-out stops the rest."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from pydantic import SecretStr

from core import accounts, publishing, system
from core.adapters.simulated import SimulatedChannel
from core.connections import ConnectionEdit
from core.content import NewPost, create_post
from core.keys import Key
from core.tables import ChannelConnection, Post, Publication
from core.vocab import Origin, PostStatus, PostType
from core.wiring import Runtime
from tests.core.adapters.mastodon_server import TOKEN, Instance

HOUR = timedelta(hours=1)


@pytest.fixture
def connected(runtime: Runtime, key: Key, server: Instance) -> Iterator[Runtime]:
    with runtime.workspace(key) as ws:
        edit = ConnectionEdit(kind="mastodon", url=server.url, secret=SecretStr(TOKEN))
        publishing.connect_account(ws, "mastodon", edit)
    return runtime


def planned(runtime: Runtime, key: Key, at: timedelta, text: str = "Rye is in the oven.") -> UUID:
    with runtime.workspace(key) as ws:
        new = NewPost(channel="mastodon", type=PostType.TEXT, title=text[:40], caption=text)
        post = create_post(ws, new, token=text)
        publishing.schedule_post(ws, post.id, ws.now + at)
        return post.id


def tick(runtime: Runtime, key: Key, clock, ahead: timedelta) -> list[PostStatus | None]:
    clock.now += ahead
    done = []
    for claim in system.claim_due(runtime.engine, clock.now, "one", lease=timedelta(minutes=2)):
        with runtime.workspace(accounts.clock_key(claim.business_id)) as ws:
            done.append(publishing.publish_claimed(ws, claim))
    return done


def test_without_an_account_a_channel_is_simulated(runtime: Runtime, key: Key) -> None:
    with runtime.workspace(key) as ws:
        assert isinstance(ws.channel("linkedin"), SimulatedChannel)


def test_a_post_really_goes_out_and_its_numbers_are_live(connected: Runtime, key: Key, clock, server: Instance) -> None:
    post_id = planned(connected, key, HOUR)
    assert tick(connected, key, clock, HOUR) == [PostStatus.PUBLISHED]
    (status,) = server.statuses
    assert "Rye is in the oven." in str(status["content"])
    with connected.workspace(key) as ws:
        assert ws.rows.get(Post, post_id).origin is Origin.LIVE
        assert ws.rows.one(Publication).external_id == status["id"]


def test_a_lost_answer_is_looked_up_and_nothing_goes_out_twice(
    connected: Runtime, key: Key, clock, server: Instance
) -> None:
    planned(connected, key, HOUR)
    server.loses_answers = True
    assert tick(connected, key, clock, HOUR) == [PostStatus.PUBLISHED]
    assert len(server.statuses) == 1


def test_a_lock_out_pauses_the_account_and_the_others_wait(
    connected: Runtime, key: Key, clock, server: Instance
) -> None:
    first, later, past = (planned(connected, key, at, f"Loaf at {at}") for at in (HOUR, 9 * HOUR, 2 * HOUR))
    server.refusals = [(401, {}, "revoked")]
    assert tick(connected, key, clock, HOUR) == [PostStatus.FAILED]
    with connected.workspace(key) as ws:
        assert ws.rows.get(Post, later).status is PostStatus.ON_HOLD
        assert "paused" in ws.rows.get(Post, later).status_reason
        assert "Connect it again" in ws.rows.one(ChannelConnection).problem
    assert tick(connected, key, clock, 3 * HOUR) == []
    with connected.workspace(key) as ws:
        assert publishing.check_account(ws, "mastodon") == "Connected as @bakery."
        stands = [ws.rows.get(Post, one).status for one in (first, later, past)]
    assert stands == [PostStatus.FAILED, PostStatus.SCHEDULED, PostStatus.MISSED]
    assert tick(connected, key, clock, 6 * HOUR) == [PostStatus.PUBLISHED]


def test_nothing_goes_out_through_a_paused_account(connected: Runtime, key: Key, clock, server: Instance) -> None:
    planned(connected, key, HOUR)
    with connected.workspace(key) as ws, ws.writing() as rows:
        rows.one(ChannelConnection).problem = "Somebody paused it."
    assert tick(connected, key, clock, HOUR) == [PostStatus.FAILED]
    assert server.statuses == []
    with connected.workspace(key) as ws:
        assert ws.rows.one(Post).status_reason == "Somebody paused it."
