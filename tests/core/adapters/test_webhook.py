"""A signed call that any program can take, and check."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime

import httpx2
import pytest
from pydantic import SecretStr

from core.adapters.webhook import MOST_MEDIA, WebhookChannel, greet
from core.connections.connection import Connection
from core.connections.signing import secret_bytes
from core.ports import Accepted, Ambiguous, AuthExpired, Parcel, Refused, Transient
from core.vocab import Capability

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
SECRET = "whsec_" + base64.b64encode(b"0123456789abcdef01234567").decode()
PARCEL = Parcel("k1", "instagram", "page", "Fresh röls", media=("posters/a.jpg",), alts=("A loaf",))


class Receiver(httpx2.BaseTransport):
    """Keeps what came in; answers in turn."""

    def __init__(self, *answers: httpx2.Response | Exception) -> None:
        self.answers, self.seen = list(answers) or [httpx2.Response(204)], []

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        request.read()
        self.seen.append(request)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def channel(receiver: Receiver, *, remembers: bool = False, picture: bytes | None = b"jpeg") -> WebhookChannel:
    there = Connection("webhook", "https://hooks.example/in", SecretStr(SECRET), remembers=remembers)
    return WebhookChannel(there, lambda _key: picture, connect=lambda: receiver)


def test_what_arrives_is_signed_and_whole() -> None:
    receiver = Receiver(httpx2.Response(200, json={"id": 17}))
    assert channel(receiver).send(PARCEL, now=NOW) == Accepted("17", NOW)
    (seen,) = receiver.seen
    body = json.loads(seen.content)
    assert (body["key"], body["text"], body["channel"]) == ("k1", "Fresh röls", "instagram")
    assert body["media"] == [{"name": "a.jpg", "alt": "A loaf", "base64": base64.b64encode(b"jpeg").decode()}]
    signed = b".".join([b"k1", seen.headers["webhook-timestamp"].encode(), seen.content])
    mac = hmac.new(secret_bytes(SECRET), signed, hashlib.sha256).digest()
    assert seen.headers["webhook-signature"] == "v1," + base64.b64encode(mac).decode()


@pytest.mark.parametrize("body", [b"", b"ok", b"[]", b'{"id": ""}', b'{"id": {}}'])
def test_without_a_name_of_its_own_it_is_known_by_its_key(body: bytes) -> None:
    assert channel(Receiver(httpx2.Response(200, content=body))).send(PARCEL, now=NOW) == Accepted("k1", NOW)


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (httpx2.Response(302, headers={"location": "http://169.254.169.254/"}), Refused),
        (httpx2.Response(401), AuthExpired),
        (httpx2.Response(410), Refused),
        (httpx2.Response(429, headers={"retry-after": "5"}), Transient),
        (httpx2.Response(500), Ambiguous),
        (httpx2.Response(503), Transient),
        (httpx2.ConnectError("refused"), Transient),
        (httpx2.ConnectTimeout("late"), Transient),
        (httpx2.ReadTimeout("late"), Ambiguous),
        (httpx2.RemoteProtocolError("cut"), Ambiguous),
    ],
)
def test_each_end_has_its_meaning(answer: httpx2.Response | Exception, outcome: type) -> None:
    receiver = Receiver(answer)
    assert isinstance(channel(receiver).send(PARCEL, now=NOW), outcome)
    assert len(receiver.seen) == 1


@pytest.mark.parametrize("picture", [None, b"x" * (MOST_MEDIA + 1)])
def test_a_picture_that_is_gone_or_huge_stops_the_call(picture: bytes | None) -> None:
    receiver = Receiver()
    assert isinstance(channel(receiver, picture=picture).send(PARCEL, now=NOW), Refused)
    assert receiver.seen == []


def test_only_a_receiver_that_remembers_makes_it_safe_to_send_again() -> None:
    assert channel(Receiver(), remembers=True).capability is Capability.IDEMPOTENT
    assert channel(Receiver()).capability is Capability.NEITHER
    assert channel(Receiver()).find(PARCEL) is None
    assert channel(Receiver()).totals("17", now=NOW) is None


def test_a_hello_is_signed_and_posts_nothing() -> None:
    receiver = Receiver(httpx2.Response(204))
    there = Connection("webhook", "https://hooks.example/in", SecretStr(SECRET))
    assert "204" in greet(there, connect=lambda: receiver)
    (seen,) = receiver.seen
    assert json.loads(seen.content) == {"type": "ping"}
    signed = b".".join([seen.headers["webhook-id"].encode(), seen.headers["webhook-timestamp"].encode(), seen.content])
    mac = hmac.new(secret_bytes(SECRET), signed, hashlib.sha256).digest()
    assert seen.headers["webhook-signature"] == "v1," + base64.b64encode(mac).decode()
