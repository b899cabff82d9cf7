"""One call: what never left, what may have arrived, and how long a busy server asked to wait."""

import threading
from datetime import timedelta

import httpx2
import pytest

from core.adapters.calls import Line, NoAnswer, NotSent, after


class Hanging(httpx2.BaseTransport):
    """Answers when it is let go."""

    def __init__(self) -> None:
        self.let_go = threading.Event()

    def handle_request(self, _request: httpx2.Request) -> httpx2.Response:
        self.let_go.wait(10)
        return httpx2.Response(200)

    def close(self) -> None:
        self.let_go.set()


def test_a_call_ends_in_time_and_may_have_arrived() -> None:
    with pytest.raises(NoAnswer, match="time was up"):
        Line("local", connect=Hanging).call("POST", "https://there.example/", seconds=0.05)


@pytest.mark.parametrize("url", ["ftp://there.example/", "https://" + "x" * 80 + ".example/\x00", "nowhere"])
def test_an_address_that_cannot_be_called_is_never_called(url: str) -> None:
    with pytest.raises(NotSent):
        Line("local").call("GET", url)


def test_out_of_reach_is_never_called() -> None:
    with pytest.raises(NotSent):
        Line("public").call("GET", "http://127.0.0.1:9/")


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"retry-after": "12"}, timedelta(seconds=12)),
        ({"retry-after": "999999999"}, timedelta(days=1)),
        ({"x-ratelimit-reset": "2020-01-01T00:00:00Z"}, timedelta(0)),
        ({"x-ratelimit-reset": "2020-01-01T00:00:00"}, timedelta(0)),
        ({"x-ratelimit-reset": "soon"}, None),
        ({}, None),
    ],
)
def test_how_long_to_wait(headers: dict[str, str], wait: timedelta | None) -> None:
    assert after(httpx2.Response(429, headers=headers)) == wait
