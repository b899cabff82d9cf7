"""Every shape an embeddings endpoint has been seen to answer with, over a transport that never leaves the process."""

import json
import threading
from collections.abc import Callable
from decimal import Decimal

import httpx2
import numpy as np
import pytest

from core.adapters.openai_embedder import LONGEST, WIDTH, OpenAIEmbedder
from core.ai.model import Attempt, Usage
from core.errors import ModelFailed

Handler = Callable[[httpx2.Request], httpx2.Response]


def reply(*vectors: object, usage: bool = True, backwards: bool = False) -> httpx2.Response:
    data = [{"object": "embedding", "index": n, "embedding": vector} for n, vector in enumerate(vectors)]
    body: dict[str, object] = {"object": "list", "data": data[::-1] if backwards else data, "model": "m"}
    if usage:
        body["usage"] = {"prompt_tokens": 12, "total_tokens": 12}
    return httpx2.Response(200, json=body)


def embedder(handler: Handler, billed: list[Attempt], model: str = "text-embedding-3-small") -> OpenAIEmbedder:
    transport = httpx2.MockTransport(handler)
    return OpenAIEmbedder(model, api_key="sk-test", record=billed.append, transport=transport)


def test_a_batch_is_one_call_and_one_row_in_the_bill() -> None:
    asked, billed = [], []

    def handler(request: httpx2.Request) -> httpx2.Response:
        asked.append(request)
        return reply([3, 4], [0, 2], backwards=True)

    rows = embedder(handler, billed).embed(["bread", "x" * 10_000])

    assert np.allclose(rows, [[0.6, 0.8], [0, 1]])
    assert rows.dtype == np.float32
    (request,) = asked
    assert str(request.url) == "https://api.openai.com/v1/embeddings"
    assert request.headers["authorization"] == "Bearer sk-test"
    sent = json.loads(request.content)
    assert (sent["model"], sent["dimensions"], sent["encoding_format"]) == ("text-embedding-3-small", WIDTH, "float")
    assert [len(text) for text in sent["input"]] == [5, LONGEST]
    (attempt,) = billed
    assert (attempt.outcome, attempt.usage, attempt.model) == ("answered", Usage(12, 0), "text-embedding-3-small")
    assert attempt.cost is not None
    assert attempt.cost == Decimal("0.02") * 12 / 1_000_000


def test_another_vendor_s_model_is_not_asked_for_fewer_numbers_and_is_unpriced() -> None:
    asked, billed = [], []

    def handler(request: httpx2.Request) -> httpx2.Response:
        asked.append(json.loads(request.content))
        return reply([1, 0, 0], usage=False)

    own = OpenAIEmbedder("nomic", "http://box:11434/v1", record=billed.append, transport=httpx2.MockTransport(handler))
    assert own.embed(["Fresh bread, today."]).shape == (1, 3)
    assert "dimensions" not in asked[0]
    assert own.identity == "http://box:11434/v1 nomic"
    assert (billed[0].usage, billed[0].cost) == (Usage(7, 0, estimated=True), None)


@pytest.mark.parametrize(
    ("answer", "words", "outcome"),
    [
        (httpx2.Response(401, json={"error": {"message": "no"}}), "refused the key", "http 401"),
        (httpx2.Response(404, json={"error": {"message": "no"}}), "does not know", "http 404"),
        (httpx2.Response(429, json={"error": {"message": "slow down"}}), "busy", "http 429"),
        (httpx2.Response(429, json={"error": {"code": "insufficient_quota"}}), "no credit", "no credit"),
        (httpx2.Response(500, text="oops"), "status 500", "http 500"),
        (httpx2.Response(200, text="<html>hello</html>"), "gave no vectors", "not an answer"),
        (httpx2.Response(200, json=[1]), "gave no vectors", "not an answer"),
        (httpx2.Response(200, json={"data": []}), "gave no vectors", "not an answer"),
        (reply(None), "gave no vectors", "not an answer"),
        (reply("AAAA"), "gave no vectors", "not an answer"),
        (reply([0, 0]), "gave no vectors", "not an answer"),
        (reply([1], [1, 2]), "gave no vectors", "not an answer"),
        (httpx2.ConnectError("refused"), "cannot be reached", "unreachable"),
        (httpx2.RemoteProtocolError("gone"), "cannot be reached", "unreachable"),
        (httpx2.ReadTimeout("late"), "too long", "timeout"),
    ],
)
def test_every_failure_is_a_refusal_in_plain_words_and_on_the_bill(
    answer: httpx2.Response | Exception, words: str, outcome: str
) -> None:
    billed: list[Attempt] = []

    def handler(_: httpx2.Request) -> httpx2.Response:
        if isinstance(answer, Exception):
            raise answer
        return answer

    with pytest.raises(ModelFailed, match=words):
        embedder(handler, billed).embed(["one", "two"])
    assert [attempt.outcome for attempt in billed] == [outcome]


def test_no_call_outlives_its_seconds() -> None:
    release, billed = threading.Event(), []

    def stuck(_: httpx2.Request) -> httpx2.Response:
        release.wait(20)
        return reply([1])

    with pytest.raises(ModelFailed, match="too long"):
        embedder(stuck, billed).embed(["bread"], seconds=0.05)
    release.set()
    assert [attempt.outcome for attempt in billed] == ["timeout"]


def test_the_key_is_not_in_its_repr() -> None:
    assert "sk-" not in repr(OpenAIEmbedder("m", api_key="sk-secret"))
