"""Posting to a server that speaks Mastodon's API: once, found again, and told in its words."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import httpx2
import pytest
from pydantic import SecretStr

from core.adapters.mastodon import PROCESSING, MastodonChannel, greet
from core.connections.connection import Connection
from core.errors import Invalid
from core.ports import Accepted, Ambiguous, AuthExpired, ChannelTotals, Parcel, Refused, Transient, Unreachable
from tests.core.adapters.mastodon_server import TOKEN, Instance, instance

NOW = datetime.now(UTC)
TEXT = "Fresh rolls & rye.\n\nOrder: https://crumb.example/order?utm_source=mastodon"
PICTURES = {"posters/rye.jpg": b"a picture"}


@pytest.fixture
def server() -> Iterator[Instance]:
    with instance() as made:
        yield made


def channel(server: Instance, token: str = TOKEN, url: str = "", waits: list[float] | None = None) -> MastodonChannel:
    there = Connection("mastodon", url or server.url, SecretStr(token), reach="local")
    return MastodonChannel(there, PICTURES.get, sleep=(waits if waits is not None else []).append)


def parcel(key: str = "k1", text: str = TEXT, media: tuple[str, ...] = (), due_at: datetime = NOW) -> Parcel:
    return Parcel(key, "mastodon", "page", text, media=media, alts=("A rye loaf",) * len(media), due_at=due_at)


def test_a_post_with_its_picture_goes_out_once(server: Instance) -> None:
    got = channel(server).send(parcel(media=("posters/rye.jpg",)), now=NOW)
    again = channel(server).send(parcel(media=("posters/rye.jpg",)), now=NOW)
    assert isinstance(got, Accepted)
    assert again == got
    assert len(server.statuses) == 1
    assert b"a picture" in server.media[0]
    assert b"A rye loaf" in server.media[0]
    assert server.statuses[0]["media_attachments"] == ["m1"]


def test_a_lost_answer_is_settled_by_looking(server: Instance) -> None:
    server.loses_answers = True
    assert isinstance(channel(server).send(parcel(), now=NOW), Ambiguous)
    found = channel(server).find(parcel())
    assert found is not None
    assert found.external_id == server.statuses[0]["id"]


def test_only_the_same_words_since_it_was_due_are_the_same_post(server: Instance) -> None:
    channel(server).send(parcel(), now=NOW)
    assert channel(server).find(parcel(text="Other words")) is None
    assert channel(server).find(parcel(due_at=NOW + timedelta(days=7))) is None


def test_a_picture_that_is_still_prepared_is_waited_for(server: Instance) -> None:
    waits: list[float] = []
    server.prepares = 3
    assert isinstance(channel(server, waits=waits).send(parcel(media=("posters/rye.jpg",)), now=NOW), Accepted)
    assert waits == [1.0, 1.0, 1.0]
    server.prepares = 1000
    waits.clear()
    late = channel(server, waits=waits).send(parcel("k2", media=("posters/rye.jpg",)), now=NOW)
    assert isinstance(late, Transient)
    assert sum(waits) == PROCESSING
    assert len(server.statuses) == 1


def test_a_picture_that_is_gone_stops_the_post(server: Instance) -> None:
    assert isinstance(channel(server).send(parcel(media=("posters/gone.jpg",)), now=NOW), Refused)
    assert server.statuses == []


def test_a_token_that_is_no_longer_good_says_what_to_do(server: Instance) -> None:
    got = channel(server, token="stale").send(parcel(), now=NOW)
    assert isinstance(got, AuthExpired)
    assert "Settings" in got.reason
    with pytest.raises(Unreachable):
        channel(server, token="stale").find(parcel())


def test_a_busy_server_says_how_long_to_wait(server: Instance) -> None:
    reset = (datetime.now(UTC) + timedelta(minutes=5)).isoformat()
    server.refusals = [(429, {"X-RateLimit-Reset": reset}, "Too many requests"), (429, {"Retry-After": "30"}, "Wait")]
    first, second = (channel(server).send(parcel(), now=NOW) for _ in range(2))
    assert isinstance(first, Transient)
    assert isinstance(second, Transient)
    assert first.after is not None
    assert timedelta(minutes=4) < first.after <= timedelta(minutes=5)
    assert second.after == timedelta(seconds=30)


def test_a_refusal_is_told_in_the_servers_words(server: Instance) -> None:
    server.refusals = [(422, {}, "Text character limit of 500 exceeded"), (422, {}, "File content type is invalid")]
    got = channel(server).send(parcel(), now=NOW)
    assert isinstance(got, Refused)
    assert "limit of 500" in got.reason
    got = channel(server).send(parcel(media=("posters/rye.jpg",)), now=NOW)
    assert isinstance(got, Refused)
    assert "content type" in got.reason
    assert server.statuses == []


def test_a_failure_is_doubtful_only_once_the_post_was_sent(server: Instance) -> None:
    server.refusals = [(502, {}, "bad gateway"), (502, {}, "bad gateway")]
    assert isinstance(channel(server).send(parcel(), now=NOW), Ambiguous)
    assert isinstance(channel(server).send(parcel(media=("posters/rye.jpg",)), now=NOW), Transient)


def test_nobody_there_is_certain(server: Instance) -> None:
    nowhere = channel(server, url="http://127.0.0.1:9")
    assert isinstance(nowhere.send(parcel(), now=NOW), Transient)
    assert isinstance(nowhere.send(parcel(media=("posters/rye.jpg",)), now=NOW), Transient)
    with pytest.raises(Unreachable):
        nowhere.totals("1000", now=NOW)


def test_counts_so_far_and_none_for_a_post_that_is_gone(server: Instance) -> None:
    got = channel(server).send(parcel(), now=NOW)
    assert isinstance(got, Accepted)
    assert channel(server).totals(got.external_id, now=NOW) == ChannelTotals(likes=3, comments=1, shares=2)
    assert channel(server).totals("4711", now=NOW) is None
    server.refusals = [(500, {}, "down")]
    with pytest.raises(Unreachable, match="500"):
        channel(server).totals(got.external_id, now=NOW)


def test_an_answer_that_is_no_answer_is_doubtful(server: Instance, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Instance, "post", lambda *_: {"odd": True})
    assert isinstance(channel(server).send(parcel(), now=NOW), Ambiguous)


def test_what_cannot_be_read_is_no_answer(server: Instance) -> None:
    got = channel(server).send(parcel(), now=NOW)
    assert isinstance(got, Accepted)
    server.statuses[0]["favourites_count"] = "many"
    with pytest.raises(Unreachable, match="garbled"):
        channel(server).totals(got.external_id, now=NOW)
    del server.statuses[0]["content"]
    with pytest.raises(Unreachable, match="garbled"):
        channel(server).find(parcel())


INSTANCE = Connection("mastodon", "https://mastodon.example", SecretStr("token"))


def answering(answer: httpx2.Response | Exception):  # noqa: ANN201
    def handle(request: httpx2.Request) -> httpx2.Response:
        if isinstance(answer, Exception):
            raise answer
        return answer

    return lambda: httpx2.MockTransport(handle)


def test_a_hello_names_the_account() -> None:
    told = httpx2.Response(200, json={"acct": "bakery"})
    assert greet(INSTANCE, connect=answering(told)) == "Connected as @bakery."


@pytest.mark.parametrize(
    ("answer", "field"),
    [
        (httpx2.Response(401), "secret"),
        (httpx2.Response(404), "url"),
        (httpx2.ConnectError("no"), "url"),
        (httpx2.ReadTimeout("late"), "url"),
        (httpx2.Response(200, html="<p>Hello</p>"), "url"),
    ],
)
def test_what_is_wrong_is_told_by_its_field(answer: httpx2.Response | Exception, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        greet(INSTANCE, connect=answering(answer))
    assert refused.value.field == field
