"""A painted picture: within the month, on the bill, looked at like any file; a poster where none comes."""

import base64
import json
from collections.abc import Callable

import httpx2
import pytest
from pydantic import SecretStr

from core import content
from core.adapters.openai_pictures import OpenAIPictures
from core.ai.endpoint import Endpoint
from core.errors import Conflict, Invalid
from core.tables import AiHold, AiUsage, Post, Profile
from core.vocab import Engine, PostStatus, PostType
from core.wiring import pictures
from tests.core.content.bad_files import SVG, picture

ENDPOINT = Endpoint("https://api.openai.com/v1", SecretStr("sk-test"), "quick", "quality", source="server")


@pytest.fixture
def answering(ws, monkeypatch) -> Callable[[Callable[[httpx2.Request], httpx2.Response]], None]:
    """Let this endpoint paint for the business."""

    def answer(handler: Callable[[httpx2.Request], httpx2.Response]) -> None:
        made = lambda **how: OpenAIPictures(**how, transport=httpx2.MockTransport(handler))  # noqa: E731
        monkeypatch.setattr(pictures, "find_painter", lambda: made)
        ws.__dict__["pictures"] = pictures.picturing_of(ws, ENDPOINT, "gpt-image-1-mini", lambda: True)

    return answer


def _reply(data: bytes) -> httpx2.Response:
    told = {
        "data": [{"b64_json": base64.b64encode(data).decode()}],
        "usage": {"input_tokens": 9, "output_tokens": 1000},
    }
    return httpx2.Response(200, json=told)


def _draft(ws, name="instagram", kind=PostType.IMAGE) -> Post:
    return content.draft_post(ws, channel=name, type=kind)


def test_a_picture_is_painted_kept_and_billed(ws, answering) -> None:
    asked = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        asked.append(json.loads(request.content)["prompt"])
        with ws.aside() as own:
            assert own.rows.count(AiHold) == 1
        return _reply(picture("PNG", (1024, 1536)))

    answering(handler)
    post = _draft(ws)
    before = ws.rows.count(AiUsage)
    done = content.paint_post(ws, post.id, "A loaf\nin early light", shape=1)
    item = done.post.media[-1]
    assert (done.model, done.fallback_reason, item.made) == ("gpt-image-1-mini", None, "gpt-image-1-mini")
    assert (item.width, item.height, item.alt_text) == (1080, 1080, "A loaf in early light")
    assert item.key.startswith(content.PAINTINGS)
    assert content.media_bytes(ws, item.key)[:3] == b"\xff\xd8\xff"
    assert asked == ["A loaf in early light\nNo words, letters, numbers or logos in the picture."]
    assert (ws.rows.count(AiUsage) - before, ws.rows.count(AiHold)) == (1, 0)
    row = ws.rows.one(AiUsage, AiUsage.prompt_id == "picture")  # type: ignore[arg-type]
    assert (row.engine, row.model, row.tokens_out, row.outcome) == (Engine.MODEL, "gpt-image-1-mini", 1000, "answered")
    assert row.cost is not None


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (httpx2.Response(500, text="oops"), "status 500"),
        (_reply(SVG), "scripts"),
        (_reply(b"MZ" * 99), "is a program"),
    ],
)
def test_where_no_picture_comes_a_poster_stands_in_and_says_so(ws, answering, answer, reason) -> None:
    answering(lambda _: answer)
    done = content.paint_post(ws, _draft(ws).id, "A loaf")
    assert reason in (done.fallback_reason or "")
    assert [item.key.split("/")[0] for item in done.post.media] == ["posters"]


def test_nobody_is_asked_when_the_month_is_spent_or_nothing_is_set(ws, answering) -> None:
    answering(lambda _: pytest.fail("it was asked"))
    with ws.writing() as rows:
        rows.one(Profile).monthly_tokens = 0
    assert "no AI allowance" in (content.paint_post(ws, _draft(ws).id, "A loaf").fallback_reason or "")
    for endpoint, model, why in ((None, "m", "No AI endpoint"), (ENDPOINT, "", "No model for pictures")):
        ws.__dict__["pictures"] = pictures.picturing_of(ws, endpoint, model, lambda: True)
        assert content.painter_of(ws)[0] == ""
        assert why in (content.paint_post(ws, _draft(ws).id, "A loaf").fallback_reason or "")


def test_who_asks_too_fast_waits_and_nobody_asks_while_writing(ws, answering) -> None:
    answering(lambda _: pytest.fail("it was asked"))
    ws.__dict__["pictures"] = pictures.picturing_of(ws, ENDPOINT, "m", lambda: False)
    assert "within a minute" in (content.paint_post(ws, _draft(ws).id, "A loaf").fallback_reason or "")
    with ws.writing(), pytest.raises(RuntimeError, match="read, ask, then write"):
        ws.pictures.paint("A loaf", (1080, 1080))


def test_what_cannot_be_painted_is_refused_before_anybody_is_asked(ws, answering) -> None:
    answering(lambda _: pytest.fail("it was asked"))
    post = _draft(ws)
    for words in ("  ", "a" * 1001):
        with pytest.raises(Invalid, match="Describe the picture"):
            content.paint_post(ws, post.id, words)
    with pytest.raises(Invalid, match="text post"):
        content.paint_post(ws, _draft(ws, "linkedin", PostType.TEXT).id, "A loaf")
    with ws.writing() as rows:
        rows.get(Post, post.id).status = PostStatus.PUBLISHED
    with pytest.raises(Conflict):
        content.paint_post(ws, post.id, "A loaf")


def test_offline_nobody_paints(ws) -> None:
    model, why = content.painter_of(ws)
    assert (model, "IMAGE_MODEL" in why) == ("", True)
