"""Endpoints that never leave the process, and the small prompt they are asked with."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
from pydantic import BaseModel, ConfigDict, Field

from core.adapters.openai_model import OpenAICompatible
from core.ai.prompt import Prompt

WORDING = "---\nid: tagline\nversion: 3\nschema: Tagline\ntier: quick\n---\n## system\nWrite.\n## facts\nFor a business.\n## untrusted\n{{ name }}\n"
GOOD = '{"text": "Bread, slowly.", "warmth": 80}'


class Tagline(BaseModel):
    model_config = ConfigDict(extra="forbid")
    text: str
    warmth: int = Field(ge=0, le=100)


class Facts(BaseModel):
    name: str


def tagline(folder: Path) -> Prompt[Tagline]:
    (folder / "tagline.md").write_text(WORDING)
    return Prompt(
        "tagline",
        reply=Tagline,
        offline=lambda facts, rng: Tagline(text=facts.name, warmth=rng.randrange(2)),
        folder=folder,
    )


def reply(
    content: str | None = GOOD,
    *,
    usage: dict[str, Any] | None = {"prompt_tokens": 100, "completion_tokens": 20},  # noqa: B006 - never changed
    finish: str = "stop",
    refusal: str | None = None,
) -> httpx2.Response:
    message = {"role": "assistant", "content": content, "refusal": refusal}
    body: dict[str, object] = {
        "id": "x",
        "object": "chat.completion",
        "model": "small-2026",
        "choices": [{"index": 0, "finish_reason": finish, "message": message}],
    }
    return httpx2.Response(200, json=body | ({"usage": usage} if usage else {}))


def error(status: int, message: str, code: str = "", **headers: str) -> httpx2.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx2.Response(status, json={"error": {"message": message, "code": code}}, headers=named)


class Endpoint:
    """Gives the answers in order, the last one for ever, and remembers the requests."""

    def __init__(self, *answers: httpx2.Response | Exception) -> None:
        self.answers = list(answers)
        self.asked: list[dict[str, Any]] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.asked.append(json.loads(request.content))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return httpx2.Response(answer.status_code, headers=answer.headers, content=answer.content)


def model(handler: Callable[[httpx2.Request], httpx2.Response], **more: Any) -> OpenAICompatible:
    """The adapter over a handler; waiting takes no time."""
    told: dict[str, Any] = {"models": {"quick": "small", "quality": "big"}, "sleep": lambda _: None} | more
    return OpenAICompatible(connect=lambda: httpx2.MockTransport(handler), **told)
