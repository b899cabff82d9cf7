"""What every channel does with a parcel, a lost answer and a question about its counts."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlmodel import col

from core.adapters.simulated import SimulatedChannel
from core.backends import CHANNELS, find_channel
from core.errors import Invalid
from core.ports import Accepted, Ambiguous, Channel, Parcel, Transient
from core.tables import SimulatedPost
from core.vocab import Capability, PostType
from core.workspace import Workspace
from core.world.traits import PostTraits

TRAITS = PostTraits(
    "instagram", PostType.IMAGE, hour=9, weekday=1, text_length=80, hashtags=2, followers=2400, recent_posts=1
)


def parcel(channel: str, key: str = "k1") -> Parcel:
    return Parcel(key, channel, "page", "Fresh rolls", traits=TRAITS.to_json())


@pytest.fixture(params=CHANNELS)
def name(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def ws(shop) -> Iterator[Workspace]:
    with shop.opened() as made:
        yield made


@pytest.fixture
def channel(ws: Workspace, name: str) -> Channel:
    return find_channel(name)(ws, name)


def ledger(ws: Workspace) -> list[SimulatedPost]:
    with ws.aside() as own:
        return own.rows.find(SimulatedPost)


def test_it_accepts_at_once_and_keeps_what_it_was_given(channel: Channel, ws: Workspace, name: str) -> None:
    got = channel.send(parcel(name), now=ws.now)
    assert isinstance(got, Accepted)
    assert got.at == ws.now
    (kept,) = ledger(ws)
    assert (kept.client_ref, kept.external_id, kept.channel, kept.text) == ("k1", got.external_id, name, "Fresh rolls")


def test_the_same_key_again_is_one_post_where_the_channel_promises_it(channel, ws: Workspace, name: str) -> None:
    first, second = (channel.send(parcel(name), now=ws.now) for _ in range(2))
    once = channel.capability is Capability.IDEMPOTENT
    assert (first == second) is once
    assert len(ledger(ws)) == (1 if once else 2)


def test_it_finds_by_its_key_what_it_accepted(channel: Channel, ws: Workspace, name: str) -> None:
    assert channel.find(parcel(name)) is None
    got = channel.send(parcel(name), now=ws.now)
    assert channel.find(parcel(name)) == got
    assert channel.find(parcel(name, "k2")) is None


def test_counts_are_known_for_its_own_posts_and_never_fall(channel: Channel, ws: Workspace, name: str) -> None:
    got = channel.send(parcel(name), now=ws.now)
    assert channel.totals("sim-unknown", now=ws.now) is None
    early, late = (channel.totals(got.external_id, now=ws.now + timedelta(hours=hours)) for hours in (1, 48))
    assert early == channel.totals(got.external_id, now=ws.now + timedelta(hours=1))
    assert 0 <= early.views <= late.views
    assert late.views > 0


def test_a_reply_is_accepted_and_nobody_counts_it(channel: Channel, ws: Workspace, name: str) -> None:
    got = channel.send(Parcel("r1", name, "kim", "Yes, until noon."), now=ws.now)
    assert channel.totals(got.external_id, now=ws.now) is None


def test_a_fault_before_acceptance_leaves_nothing(ws: Workspace, name: str) -> None:
    busy = Transient("Too many at once.", "429", timedelta(minutes=1))
    broken = SimulatedChannel(ws, name, before=lambda _parcel: busy)
    assert broken.send(parcel(name), now=ws.now) == busy
    assert ledger(ws) == []


def test_a_fault_after_acceptance_leaves_the_post_live(ws: Workspace, name: str) -> None:
    broken = SimulatedChannel(ws, name, after=lambda _parcel: Ambiguous("No answer came."))
    assert isinstance(broken.send(parcel(name), now=ws.now), Ambiguous)
    assert len(ledger(ws)) == 1
    assert broken.find(parcel(name)) is not None


def test_a_business_finds_nothing_of_another(shop, ws: Workspace, name: str) -> None:
    find_channel(name)(ws, name).send(parcel(name), now=ws.now)
    with ws.aside() as own:
        assert own.rows.count(SimulatedPost, col(SimulatedPost.channel) == name) == 1
    stranger = type(shop)(shop.engine, shop.cache, shop.media, shop.clock, shop.fake)
    stranger.found()
    with stranger.opened() as other:
        assert find_channel(name)(other, name).find(parcel(name)) is None


def test_what_cannot_be_published_on_is_refused_by_name() -> None:
    with pytest.raises(Invalid, match="carrier pigeon"):
        find_channel("carrier pigeon")
