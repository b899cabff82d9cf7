"""The prompts that help with a post's words; each of their suggestions is kept or left out by itself."""

import random
from collections.abc import Callable
from dataclasses import replace

from core.ai.guard import Trust
from core.ai.parts import Parts
from core.ai.prompt import Prompt
from core.content import assist_offline as offline
from core.content.assist_shapes import HelpFacts, Lines
from core.content.prompts import FOLDER

TRUST = Trust(
    unsourced=frozenset({"voice"}), exempt={"why": frozenset({"number", "count", "percent", "time", "result"})}
)


def _helping(name: str, understudy: Callable[[HelpFacts, random.Random], Lines]) -> Prompt[Lines]:
    return Prompt(name, reply=Lines, offline=understudy, folder=FOLDER, trust=TRUST, parts=Parts("lines"))


REWORD = _helping("reword", offline.reword)
TAGS = _helping("hashtags", offline.tags)
CALLS = _helping("calls", offline.calls)
SUBJECTS = _helping("subjects", offline.subjects)
ALT_TEXT = _helping("alt_text", offline.described)
ALT_SEEN = replace(
    _helping("alt_seen", offline.described),
    picture=lambda facts: facts.seen,
    trust=replace(
        TRUST,
        unsourced=TRUST.unsourced | {"picture"},
        exempt={**TRUST.exempt, "text": frozenset({"number", "count"})},  # three loaves are seen, not claimed
    ),
)
