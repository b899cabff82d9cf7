"""A small prompt and models that count."""

from pathlib import Path

import pytest
from pydantic import BaseModel

from core.ai.model import Answer, Usage
from core.ai.prompt import Prompt
from core.errors import ModelFailed
from core.vocab import Engine


class Facts(BaseModel):
    name: str


class Line(BaseModel):
    text: str


class Scripted:
    """Answers with its text, or raises what it was given; counts how often it was asked."""

    def __init__(self, text: str = "from the model", failure: Exception | None = None) -> None:
        self.text, self.failure, self.asked = text, failure, 0

    def answer(self, prompt: Prompt[Line], facts: BaseModel) -> Answer[Line]:
        self.asked += 1
        if self.failure is not None:
            raise self.failure
        return Answer(
            reply=Line(text=self.text),
            engine=Engine.MODEL,
            model="m1",
            prompt_id=prompt.id,
            prompt_version=1,
            prompt_hash=prompt.wording.hash,
            usage=Usage(10, 5),
            cost=None,
            latency_ms=3,
            asked="asked",
        )


@pytest.fixture
def prompt(tmp_path: Path) -> Prompt[Line]:
    (tmp_path / "line.md").write_text(
        "---\nid: line\nversion: 1\nschema: Line\ntier: quick\n---\n## system\nBe brief.\n## facts\nKind: note\n## untrusted\n{{ name }}\n"
    )
    return Prompt(
        "line", reply=Line, offline=lambda facts, rng: Line(text=f"{facts.name} {rng.random()}"), folder=tmp_path
    )


@pytest.fixture
def facts() -> Facts:
    return Facts(name="Crumb")


@pytest.fixture
def scripted() -> type[Scripted]:
    return Scripted


@pytest.fixture
def failing() -> Scripted:
    return Scripted(failure=ModelFailed("no answer"))
