"""The goldens: what a writer is asked, and what its answer must and must not say."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from core.ai.prompt import Prompt
from core.content.assist_prompts import ALT_SEEN, ALT_TEXT, CALLS, REWORD, SUBJECTS, TAGS
from core.content.assist_shapes import HelpFacts
from core.content.prompts import POST, POSTS
from core.content.shapes import PostFacts
from core.content.together import PostsFacts
from core.messaging.prompts import REPLY, ReplyFacts
from core.strategy.prompts import KPIS, SEGMENTS, THEMES
from core.strategy.shapes import KpisFacts, SegmentsFacts, ThemesFacts

FILE = Path(__file__).parent / "goldens.jsonl"
ASKED: dict[str, tuple[Prompt[Any], type[BaseModel]]] = {
    "post": (POST, PostFacts),
    "posts": (POSTS, PostsFacts),
    "reply": (REPLY, ReplyFacts),
    "weekly_themes": (THEMES, ThemesFacts),
    "segments": (SEGMENTS, SegmentsFacts),
    "kpis": (KPIS, KpisFacts),
    **{prompt.id: (prompt, HelpFacts) for prompt in (REWORD, TAGS, CALLS, SUBJECTS, ALT_TEXT, ALT_SEEN)},
}


@dataclass(frozen=True)
class Golden:
    """One question.

    Attributes:
        says: groups of words; one of each group must be spoken of.
        never: words that must not appear.
        grounded: what a reply must say of itself; None when either will do.
    """

    id: str
    prompt: Prompt[Any]
    facts: BaseModel
    says: tuple[tuple[str, ...], ...] = ()
    never: tuple[str, ...] = ()
    grounded: bool | None = None


def goldens() -> list[Golden]:
    return [_read(json.loads(line)) for line in FILE.read_text(encoding="utf-8").splitlines()]


def _read(row: dict[str, Any]) -> Golden:
    prompt, shape = ASKED[row["prompt"]]
    return Golden(
        id=row["id"],
        prompt=prompt,
        facts=shape.model_validate(row["facts"]),
        says=tuple(map(tuple, row.get("says", ()))),
        never=tuple(row.get("never", ())),
        grounded=row.get("grounded"),
    )
