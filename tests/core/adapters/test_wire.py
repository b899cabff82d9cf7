"""One call, read whole."""

import json

import httpx2
import pytest

from core.adapters.fault import Fault
from core.adapters.wire import Declined, Said, Wire
from core.ai.model import Usage
from tests.core.adapters.endpoints import Endpoint, error, reply

HI = {"model": "m", "messages": [{"role": "user", "content": "hi"}]}
DETAILS = {
    "prompt_tokens": 100,
    "completion_tokens": 50,
    "prompt_tokens_details": {"cached_tokens": 80},
    "completion_tokens_details": {"reasoning_tokens": 30},
}


def over(answer: httpx2.Response | Exception) -> Wire:
    return Wire("http://model.example/v1", "", connect=lambda: httpx2.MockTransport(Endpoint(answer)))


def fault(answer: httpx2.Response | Exception) -> Fault:
    with pytest.raises(Fault) as caught:
        over(answer).post(5, **HI)
    return caught.value


def test_what_is_cached_and_thought_is_told_apart() -> None:
    assert over(reply("hello", usage=DETAILS)).post(5, **HI) == Said(
        "hello", "small-2026", False, Usage(100, 50, cached=80, reasoning=30)
    )


@pytest.mark.parametrize("usage", [None, {"prompt_tokens": "many"}, {"total_tokens": 3}])
def test_usage_that_is_not_told_is_not_made_up(usage: dict[str, object] | None) -> None:
    assert over(reply("hello", usage=usage)).post(5, **HI).usage is None


@pytest.mark.parametrize("odd", [[], "usage", 7])
def test_usage_of_another_shape_is_as_good_as_none(odd: object) -> None:
    body = json.loads(reply("hello").content) | {"usage": odd}
    assert over(httpx2.Response(200, json=body)).post(5, **HI).usage is None


def test_a_refusal_keeps_what_it_cost() -> None:
    declined = fault(reply(None, refusal="No."))
    assert isinstance(declined, Declined)
    assert (declined.usage, declined.again, declined.down) == (Usage(100, 20), False, False)


@pytest.mark.parametrize(
    ("answer", "outcome", "again", "begun"),
    [
        (error(429, "slow"), "http 429", True, False),
        (error(429, "quota", "insufficient_quota"), "no credit", False, False),
        (error(529, "overloaded"), "http 529", True, False),
        (error(403, "no"), "http 403", False, False),
        (httpx2.ConnectError("no route"), "unreachable", True, False),
        (httpx2.ReadError("reset"), "dropped", True, True),
        (httpx2.Response(200, text="<html>"), "not an answer", True, True),
        (httpx2.Response(200, json={"choices": [{"message": "hello"}]}), "not an answer", True, True),
        (httpx2.ConnectTimeout("slow"), "timeout", False, True),
    ],
)
def test_each_way_to_fail_has_its_word(
    answer: httpx2.Response | Exception, outcome: str, again: bool, begun: bool
) -> None:
    found = fault(answer)
    assert (found.outcome, found.again, found.begun) == (outcome, again, begun)


def test_an_address_out_of_reach_is_never_called() -> None:
    with pytest.raises(Fault, match="blocked") as caught:
        Wire("http://127.0.0.1:9/v1", "", "public").post(5, **HI)
    assert not caught.value.again


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("http://127.0.0.1:9/v1", "k\u00e9y\u2026"),
        (f"http://{'a' * 80}.example/v1", "k"),
        ("http://[::1", "k"),
        ("ftp://127.0.0.1/v1", "k"),
        ("no address at all", "k"),
    ],
)
def test_what_cannot_even_be_sent_is_a_fault_and_no_bug(url: str, key: str) -> None:
    with pytest.raises(Fault) as caught:
        Wire(url, key).post(5, **HI)
    assert (caught.value.outcome, caught.value.again) == ("unsendable", False)
