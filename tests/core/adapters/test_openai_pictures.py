"""Every shape an images endpoint has been seen to answer with, over a transport that never leaves the process."""

import base64
import json
import threading
from collections.abc import Callable
from decimal import Decimal

import httpx2
import pytest

from core.adapters.openai_pictures import LONGEST, TOKENS, OpenAIPictures
from core.ai.model import Attempt, Usage
from core.errors import ModelFailed

Handler = Callable[[httpx2.Request], httpx2.Response]
SAFETY = {"error": {"code": "moderation_blocked", "message": "Your request was rejected by the safety system."}}


def reply(data: bytes = b"picture", *, usage: bool = True) -> httpx2.Response:
    body: dict[str, object] = {"created": 1, "data": [{"b64_json": base64.b64encode(data).decode()}]}
    if usage:
        body["usage"] = {"input_tokens": 20, "output_tokens": 1584, "total_tokens": 1604}
    return httpx2.Response(200, json=body)


def painter(handler: Handler, billed: list[Attempt], model: str = "gpt-image-1-mini") -> OpenAIPictures:
    return OpenAIPictures(
        model, api_key="sk-test", record=billed.append, transport=httpx2.MockTransport(handler)
    )  # fmt: skip


def test_a_picture_is_one_call_and_one_priced_row_in_the_bill() -> None:
    asked, billed = [], []

    def handler(request: httpx2.Request) -> httpx2.Response:
        asked.append(request)
        return reply()

    assert painter(handler, billed).paint("bread " * 2000, (1080, 1350), seconds=5) == b"picture"
    (request,) = asked
    assert str(request.url) == "https://api.openai.com/v1/images/generations"
    assert request.headers["authorization"] == "Bearer sk-test"
    sent = json.loads(request.content)
    assert (sent["model"], sent["size"], sent["n"], sent["output_format"]) == (
        "gpt-image-1-mini",
        "1024x1536",
        1,
        "jpeg",
    )
    assert len(sent["prompt"]) == LONGEST
    (attempt,) = billed
    assert (attempt.outcome, attempt.usage, attempt.asked) == ("answered", Usage(20, 1584), "gpt-image-1-mini")
    assert attempt.cost == (Decimal(2) * 20 + Decimal(8) * 1584) / 1_000_000


def test_a_price_that_may_be_the_one_for_words_is_no_price() -> None:
    billed: list[Attempt] = []
    painter(lambda _: reply(), billed, "gpt-image-1.5").paint("bread", (1, 1), seconds=5)
    own = OpenAIPictures("sdxl", "http://box:8080/v1", record=billed.append,
                         transport=httpx2.MockTransport(lambda _: reply(usage=False)))  # fmt: skip
    own.paint("bread", (1, 1), seconds=5)
    assert [attempt.cost for attempt in billed] == [None, None]
    assert billed[1].usage == Usage(2, TOKENS, estimated=True)


def test_older_models_are_asked_in_their_own_way() -> None:
    asked: list[dict[str, object]] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        asked.append(json.loads(request.content))
        return reply()

    painter(handler, [], "dall-e-3").paint("bread", (1200, 628), seconds=5)
    assert (asked[0]["response_format"], asked[0]["size"]) == ("b64_json", "1536x1024")
    assert "output_format" not in asked[0]


@pytest.mark.parametrize(
    ("answer", "words", "outcome", "cost"),
    [
        (httpx2.Response(400, json=SAFETY), "declined to draw", "http 400", 0),
        (httpx2.Response(400, json={"error": {"message": "size"}}), "did not accept", "http 400", 0),
        (httpx2.Response(401, json={"error": {"message": "no"}}), "refused the key", "http 401", 0),
        (httpx2.Response(404, json={"error": {"message": "no"}}), "does not know", "http 404", 0),
        (httpx2.Response(429, json={"error": {"code": "insufficient_quota"}}), "no credit", "no credit", 0),
        (httpx2.Response(500, text="oops"), "status 500", "http 500", 0),
        (httpx2.Response(200, text="<html>hello</html>"), "gave no picture", "not an answer", 0),
        (httpx2.Response(200, json={"data": []}), "gave no picture", "not an answer", None),
        (httpx2.Response(200, json={"data": [{"url": "http://elsewhere/x"}]}), "gave no picture", "not an answer", None),
        (httpx2.Response(200, json={"data": [{"b64_json": "?"}]}), "gave no picture", "not an answer", None),
        (httpx2.ConnectError("refused"), "cannot be reached", "unreachable", 0),
        (httpx2.ReadTimeout("late"), "too long", "timeout", None),
    ],
)  # fmt: skip
def test_every_failure_is_a_refusal_and_on_the_bill(
    answer: httpx2.Response | Exception, words: str, outcome: str, cost: int | None
) -> None:
    billed: list[Attempt] = []

    def handler(_: httpx2.Request) -> httpx2.Response:
        if isinstance(answer, Exception):
            raise answer
        return answer

    with pytest.raises(ModelFailed, match=words):
        painter(handler, billed).paint("bread", (1080, 1080), seconds=5)
    assert [(attempt.outcome, attempt.cost) for attempt in billed] == [(outcome, cost)]


def test_no_call_outlives_its_seconds() -> None:
    release, billed = threading.Event(), []

    def stuck(_: httpx2.Request) -> httpx2.Response:
        release.wait(20)
        return reply()

    with pytest.raises(ModelFailed, match="too long"):
        painter(stuck, billed).paint("bread", (1080, 1080), seconds=0.05)
    release.set()
    assert [(attempt.outcome, attempt.cost) for attempt in billed] == [("timeout", None)]  # it may be charged for


def test_the_key_is_not_in_its_repr() -> None:
    assert "sk-" not in repr(OpenAIPictures("m", api_key="sk-secret"))
