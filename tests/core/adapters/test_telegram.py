"""Posting to a Telegram channel: each shape once, and its refusals in its own words."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import httpx2
import pytest
from pydantic import SecretStr

from core.adapters.telegram import TelegramChannel, greet
from core.connections.connection import Connection
from core.errors import Invalid
from core.ports import Accepted, Ambiguous, AuthExpired, Parcel, Refused, Transient

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TOKEN = "42:open-sesame"
BOT = Connection("telegram", "https://api.telegram.org", SecretStr(TOKEN), "@crumb")
PICTURES = {"a.jpg": b"first picture", "b.jpg": b"second picture", "film.mp4": b"a film"}
TAKEN = {"message_id": 7, "date": int(NOW.timestamp())}


def answering(*answers: httpx2.Response | Exception) -> tuple[Callable[[], httpx2.BaseTransport], list[httpx2.Request]]:
    left, seen = list(answers), []

    def handle(request: httpx2.Request) -> httpx2.Response:
        request.read()
        seen.append(request)
        answer = left.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    return lambda: httpx2.MockTransport(handle), seen


def told(result: object) -> httpx2.Response:
    return httpx2.Response(200, json={"ok": True, "result": result})


def parcel(*media: str) -> Parcel:
    return Parcel("k1", "telegram", "page", "Fresh rolls & rye.", media=media, alts=("",) * len(media), due_at=NOW)


@pytest.mark.parametrize(
    ("media", "method", "holds"),
    [
        ((), "sendMessage", [b"text=Fresh+rolls", b"chat_id=%40crumb"]),
        (("a.jpg",), "sendPhoto", [b"first picture", b"Fresh rolls & rye.", b'name="caption"']),
        (("film.mp4",), "sendVideo", [b"a film"]),
        (("a.jpg", "b.jpg"), "sendMediaGroup", [b"first picture", b"second picture", b'"media": "attach://file1"']),
    ],
)
def test_each_shape_is_posted_once(media: tuple[str, ...], method: str, holds: list[bytes]) -> None:
    connect, seen = answering(told([TAKEN, TAKEN] if len(media) > 1 else TAKEN))
    channel = TelegramChannel(BOT, PICTURES.get, connect=connect)
    assert channel.send(parcel(*media), now=NOW) == Accepted("7", NOW)
    (one,) = seen
    assert one.url.path == f"/bot{TOKEN}/{method}"
    assert [part for part in holds if part not in one.content] == []
    assert channel.find(parcel()) is None
    assert channel.totals("7", now=NOW) is None


def test_a_picture_that_is_gone_is_told_before_anything_is_sent() -> None:
    connect, seen = answering()
    assert isinstance(TelegramChannel(BOT, PICTURES.get, connect=connect).send(parcel("c.jpg"), now=NOW), Refused)
    assert seen == []


def refused(status: int, why: str, **more: object) -> httpx2.Response:
    return httpx2.Response(status, json={"ok": False, "error_code": status, "description": why, **more})


@pytest.mark.parametrize(
    ("answer", "kind", "words"),
    [
        (refused(400, "Bad Request: chat not found"), Refused, "chat not found"),
        (refused(401, "Unauthorized"), AuthExpired, "Unauthorized"),
        (refused(403, "Forbidden: bot is not a member"), AuthExpired, "not a member"),
        (refused(500, "Internal"), Ambiguous, "failed while"),
        (httpx2.Response(400, html="<p>Sorry</p>"), Refused, "status 400"),
        (httpx2.Response(200, json={"ok": True}), Ambiguous, "garbled"),
        (httpx2.ConnectError(f"no way to bot{TOKEN}"), Transient, "could not be reached"),
        (httpx2.ReadTimeout(f"bot{TOKEN} is late"), Ambiguous, "never answered"),
    ],
)
def test_what_went_wrong_is_told_without_the_token(
    answer: httpx2.Response | Exception, kind: type[Refused], words: str
) -> None:
    outcome = TelegramChannel(BOT, PICTURES.get, connect=answering(answer)[0]).send(parcel(), now=NOW)
    assert isinstance(outcome, kind)
    assert words in outcome.reason
    assert TOKEN not in f"{outcome.reason}{outcome.raw}"


def test_a_busy_server_says_how_long_to_wait() -> None:
    busy = refused(429, "Too Many Requests: retry after 17", parameters={"retry_after": 17})
    outcome = TelegramChannel(BOT, PICTURES.get, connect=answering(busy)[0]).send(parcel(), now=NOW)
    assert isinstance(outcome, Transient)
    assert outcome.after == timedelta(seconds=17)


ME = told({"username": "crumbbot"})


def test_a_hello_names_the_bot_and_the_channel() -> None:
    connect, _ = answering(ME, told({"title": "Crumb & Co"}))
    assert greet(BOT, connect=connect) == "Connected as @crumbbot, posting to Crumb & Co."


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ([refused(401, "Unauthorized")], "secret"),
        ([refused(404, "Not Found")], "secret"),
        ([ME, refused(400, "Bad Request: chat not found")], "account"),
        ([httpx2.ConnectError("no")], "url"),
        ([httpx2.Response(200, html="<p>Hello</p>")], "url"),
    ],
)
def test_what_is_wrong_is_told_by_its_field(answers: list[httpx2.Response | Exception], field: str) -> None:
    with pytest.raises(Invalid) as wrong:
        greet(BOT, connect=answering(*answers)[0])
    assert wrong.value.field == field
    assert TOKEN not in wrong.value.message
