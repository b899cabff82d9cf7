"""What "Test connection" finds out."""

import json
from typing import Any

import httpx2
import pytest

from core.adapters.probe import probe
from core.backends import probe_endpoint
from core.ports import Probe
from tests.core.adapters.endpoints import error, reply

GREETING, COLOUR = "Hello!", '{"colour": "teal"}'


class Server:
    """Keeps to a shape as firmly as its kind does."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.asked: list[dict[str, Any]] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        asked = json.loads(request.content)
        self.asked.append(asked)
        wanted = asked.get("response_format", {}).get("type", "prompt")
        match self.kind, wanted:
            case "deaf", _:
                return reply(GREETING)
            case "strict", "json_schema":
                return reply(COLOUR)
            case "some json", "json_object":
                return reply('{"hello": true}')
            case "old", "json_schema" | "json_object":
                return error(400, f"response_format {wanted} is not supported")
            case _, "prompt":
                return reply(f"Sure: {COLOUR}")
            case _:
                return reply(GREETING)


def found(server: Any) -> Probe:
    return probe("http://model.example/v1", "k", "m", connect=lambda: httpx2.MockTransport(server))


@pytest.mark.parametrize(
    ("kind", "level", "calls"),
    [("strict", "json_schema", 1), ("some json", "json_object", 2), ("old", "prompt", 3), ("ignores", "prompt", 3)],
)
def test_it_says_the_level_that_is_really_kept(kind: str, level: str, calls: int) -> None:
    server = Server(kind)
    told = found(server)
    assert (told.works, told.level, told.model) == (True, level, "small-2026")
    assert told.words.startswith("It works")
    assert told.latency_ms >= 0
    assert len(server.asked) == calls


def test_a_model_that_keeps_to_nothing_does_not_work() -> None:
    told = found(Server("deaf"))
    assert (told.works, told.level) == (False, None)
    assert "another model" in told.words


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (error(401, "bad key"), "refused the key"),
        (error(404, "no such model"), "does not know this model"),
        (error(429, "q", "insufficient_quota"), "no credit"),
        (httpx2.Response(200, text="<html>"), "not an AI endpoint"),
    ],
)
def test_a_failure_is_told_in_plain_words_after_one_call(answer: httpx2.Response, words: str) -> None:
    calls: list[httpx2.Request] = []

    def server(request: httpx2.Request) -> httpx2.Response:
        calls.append(request)
        return answer

    told = found(server)
    assert not told.works
    assert words in told.words
    assert len(calls) == 1


def test_a_server_that_knows_another_word_for_the_longest_reply_is_asked_with_it() -> None:
    strict = Server("strict")

    def older(request: httpx2.Request) -> httpx2.Response:
        if "max_completion_tokens" in json.loads(request.content):
            return error(400, "max_completion_tokens is unknown")
        return strict(request)

    assert found(older).level == "json_schema"


def test_it_is_reached_by_name_and_nothing_is_raised() -> None:
    told = probe_endpoint("http://127.0.0.1:9/v1", "", "m")
    assert (told.works, "cannot be reached" in told.words) == (False, True)
    told = probe_endpoint("http://127.0.0.1:9/v1", "", "m", reach="public")
    assert (told.works, "may not call" in told.words) == (False, True)
