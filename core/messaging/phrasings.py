"""More ways to ask an FAQ: proposed by the model, or by rules where there is none; a person edits and saves them."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import col

from core.ai.credit import written_by
from core.ai.guard import Trust
from core.ai.prompt import Prompt
from core.errors import Invalid
from core.keys import needs
from core.messaging.ways_to_ask import ways_to_ask
from core.messaging.words import plain
from core.tables import Faq
from core.tables.values import AiMetadata
from core.vocab import Permission
from core.workspace import Workspace

WANTED = 8
LONGEST = 300
"""Characters of a question."""


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class AskedFacts(_Value):
    """A question with its answer and the phrasings that are there; ``most`` is how many more are wanted."""

    question: str = Field(min_length=1)
    answer: str = ""
    phrasings: tuple[str, ...] = ()
    most: int = WANTED


class Asked(_Value):
    """Other ways to put the question, the most useful first."""

    phrasings: tuple[str, ...]


@dataclass(frozen=True)
class Proposed:
    """Phrasings that are new, and who wrote them; none where nothing new came to mind."""

    phrasings: tuple[str, ...]
    ai: AiMetadata


def asked_offline(facts: AskedFacts, rng: random.Random) -> Asked:
    """Swap words that stand for each other, turn the question into a wish, cut it to its bare words, put it kindly."""
    said = {plain(line) for line in (facts.question, *facts.phrasings)}
    found: list[str] = []
    for line in ways_to_ask(" ".join(facts.question.split()), facts.phrasings, rng):
        if plain(line) not in said and len(line) <= LONGEST:
            said.add(plain(line))
            found.append(line)
    return Asked(phrasings=tuple(found[: facts.most]))


PHRASINGS = Prompt(
    "phrasings",
    reply=Asked,
    offline=asked_offline,
    folder=Path(__file__).parent / "prompts",
    trust=Trust(exempt={"phrasings": frozenset({"commitment", "offer", "legal", "health", "result", "count"})}),
)
"""A question promises nothing, so only its numbers, links and names have to be known."""


@needs(Permission.REPLY)
def suggest_phrasings(ws: Workspace, question: str, answer: str = "", phrasings: Sequence[str] = ()) -> Proposed:
    """Propose more ways to ask a question, none of them known here already; nothing is saved.

    Raises:
        Invalid: no question, or one that is too long.
        ModelFailed: the model could not propose any.
        QuotaSpent: this month's allowance is used up.
    """
    asked = question.strip()
    if not 0 < len(asked) <= LONGEST or not plain(asked):
        raise Invalid(f"Write the question in 1 to {LONGEST} characters first.", field="question")
    there = tuple(line.strip() for line in phrasings if line.strip())
    found = ws.ai.answer(PHRASINGS, AskedFacts(question=asked, answer=answer.strip(), phrasings=there))
    known = {plain(line) for line in (asked, *there)} | _of_others(ws, asked)
    fresh = {plain(line): line.strip() for line in found.reply.phrasings if 0 < len(line.strip()) <= LONGEST}
    return Proposed(tuple(line for words, line in fresh.items() if words and words not in known), written_by(found))


def _of_others(ws: Workspace, asked: str) -> set[str]:
    """How the other FAQs are asked: the same words must not lead to two answers."""
    found = ws.rows.columns(Faq.question, Faq.phrasings, where=[col(Faq.question) != asked])
    return {plain(line) for question, phrasings in found for line in (question, *phrasings)}
